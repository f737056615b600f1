import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("feeds of aircraft")
struct AircraftFeedTests {
  private func trace(_ points: String) -> Reading {
    Reading("{\"icao\":\"~4b1805\",\"timestamp\":1600000000.5,\"trace\":[\(points)]}")
  }

  @Test("points of nine values, on the ground, without height, and with the geometric one alone")
  func points() {
    let reading = trace(
      """
      [0,47,8,"ground",3.5,120,0,null,{"flight":"ABC1 ","squawk":"7000","x":{"flight":"no"}}],
      [1.25,47.1,8.1,null,100,90,0,-64,null,"mlat",1000,null,null,-5.5],
      [2,47.2,8.2,2000,null,null,8,64,null,"adsb_icao",null,64,90,null],
      [3,47.3,8.3,-100,1,2,0,0,null]
      """)
    #expect(reading.error == nil)
    #expect(reading.vehicle == Array(repeating: "~4b1805", count: 4))
    #expect(
      reading.time == [
        1_600_000_000_500_000, 1_600_000_001_750_000, 1_600_000_002_500_000, 1_600_000_003_500_000,
      ])
    #expect(reading.heightDatum == [nil, "ellipsoid", "ellipsoid", "baro"])
    #expect(reading[.height].dropFirst().map { $0.rounded() } == [305, 610, -30])
    #expect(reading[.ellipsoidHeight].map { $0.rounded() }[1...2] == [305, 610])
    // On the ground it is the nose that the angle tells of.
    #expect(reading[.heading][0] == 120 && reading[.course][0].isNaN && reading[.course][1] == 90)
    #expect(abs(reading[.climb][1] - -64 * 0.3048 / 60) < 1e-12)
    #expect(reading[.roll][1] == -5.5)
    #expect(reading.numbers("on_ground") == [1, 0, 0, 0])
    #expect(reading.labels("callsign") == ["ABC1", "ABC1", "ABC1", "ABC1"])
    #expect(reading.labels("position_source") == [nil, "mlat", "adsb_icao", nil])
  }

  @Test(
    "a new leg begins a flight; a stale point is left out only when it says the last place again")
  func flags() {
    let reading = trace(
      """
      [0,47,8,1000,9,9,1,0,{"flight":"A"}],[30,47,8,1000,9,9,1,0,null],[60,47.1,8,1000,9,9,1,0,null],
      [90,47.2,8,1000,9,9,2,0,null],[99,47.2,8,1000,9,9,0,0,null]
      """)
    #expect(reading.count == 4)
    #expect(reading.tally["stale position"] == 1)
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 0, 1, 1])
    #expect(reading.labels("callsign") == ["A", "A", nil, nil])
  }

  @Test("a trace whose start comes after it, and one that is cut, are errors")
  func faults() {
    let late = Reading(#"{"icao":"a","trace":[[0,47,8,1,1,1,0,0,null]],"timestamp":1}"#)
    #expect(late.error?.message.contains("'timestamp' does not stand before 'trace'") == true)
    let cut = Reading(#"{"icao":"a","timestamp":1,"trace":[[0,47,8,1,1,1,0,0,null],[1,47"#)
    #expect(cut.count == 1 && cut.error?.message.contains("cut short") == true)
    let broken = Reading(#"{"icao":"a","timestamp":1,"trace":[[0,47,8,1,1,1,0,0,null],}"#)
    #expect(broken.count == 1 && broken.error?.message.contains("this is not JSON") == true)
  }

  @Test("snapshots give each position once, at its own time; the ones of older dump1090 too")
  func snapshots() {
    let text = """
      {"now":1600000010.0,"aircraft":[
        {"hex":"a","lat":47,"lon":8,"seen_pos":2.0,"alt_baro":"ground","type":"mlat"},{"hex":"b"}]}
      {"now":1600000011.0,"aircraft":[
        {"hex":"a","lat":47,"lon":8,"seen_pos":3.1,"alt_baro":"ground"},
        {"hex":"c","lat":48,"lon":9,"seen_pos":1,"altitude":1000,"speed":10,"vert_rate":60}]}
      {"now":1600000012.0,"aircraft":[{"hex":"a","lat":47,"lon":8,"seen_pos":0.25}]}
      """
    let reading = Reading(text) { $0.isStrict = true }
    #expect(reading.error == nil)
    #expect(reading.vehicle == ["a", "c", "a"])
    #expect(
      reading.time == [1_600_000_008_000_000, 1_600_000_010_000_000, 1_600_000_011_750_000])
    #expect(reading.tally["position repeated"] == 1 && reading.tally["no position"] == 1)
    #expect(abs(reading[.height][1] - 304.8) < 1e-9)
    #expect(reading.numbers("on_ground") == [1, 0, 0])
    #expect(reading.labels("position_source") == ["mlat", nil, nil])
  }

  @Test("a broken line of snapshots costs that line")
  func brokenLine() {
    let lines = FeedText.aircraft(SampleFix.line(3)).split(separator: "\n")
    let reading = Reading(lines[0] + "\n{\"now\":1600000011,\"airc\u{7}\n" + lines[1] + "\n")
    #expect(reading.count == 2 && reading.error == nil)
    #expect(reading.tally["unreadable JSON"] == 1)
  }

  @Test("lines of BaseStation: motion of another line holds for ten seconds")
  func baseStation() {
    func line(_ type: Int, _ second: Int, _ rest: String) -> String {
      let time = "2020/09/13,12:00:\(second < 10 ? "0" : "")\(second).250"
      return "MSG,\(type),1,1,4B1805,1,\(time),\(time),\(rest)\r\n"
    }
    let text =
      "SEL,,1,5,4B1805,1,2020/09/13,12:00:00.000,2020/09/13,12:00:00.000,ABC\r\n"
      + line(1, 0, "SWR12,,,,,,,,,,,") + line(4, 1, ",,120,270,,,-64,,,,,0")
      + line(3, 11, ",1000,,,47.5,8.5,,,0,0,0,0") + line(3, 12, ",1000,,,47.5,8.5,,,0,0,0,-1")
      + line(3, 13, ",1000,,,,,,,0,0,0,0") + "MSG,3,1,1\r\nnonsense\r\n"
      + line(6, 14, ",,,,,,,7700,,,,") + line(2, 15, ",,5,10,47.6,8.6,,,,,,-1")
    let reading = Reading(text) { $0.timeZone = try? TimeZoneOffset("+02:00") }
    #expect(reading.count == 3)
    #expect(abs(reading[.speed][0] - 120 * 1852.0 / 3600) < 1e-12)
    #expect(reading[.speed][1].isNaN && abs(reading[.speed][2] - 5 * 1852.0 / 3600) < 1e-12)
    #expect(reading.labels("callsign") == ["SWR12", "SWR12", "SWR12"])
    #expect(reading.labels("squawk") == [nil, nil, "7700"])
    #expect(reading.numbers("on_ground") == [0, 1, 1])
    #expect(Instant(microseconds: reading.time[0]).description == "2020-09-13T10:00:11.250Z")
    #expect(reading.tally["unreadable line"] == 2 && reading.tally["no position"] == 1)
  }

  @Test(
    "rows of OpenSky that say a position heard before are left out, and times are those of hearing")
  func repeatedStates() {
    let head = "time,icao24,lat,lon,velocity,heading,vertrate,callsign,baroaltitude,lastposupdate\n"
    let reading = Reading(
      head
        + "1600000010,a,47,8,1,2,3,x,100,1600000009.5\n1600000020,a,47,8,1,2,3,x,100,1600000009.5\n"
        + "1600000020,b,47,8,1,2,3,x,100,1600000009.5\n1600000030,a,47,8,1,2,3,x,100,1600000028\n"
    ) { $0.isStrict = true }
    #expect(reading.error == nil && reading.tally["position repeated"] == 1)
    #expect(
      reading.time == [1_600_000_009_500_000, 1_600_000_009_500_000, 1_600_000_028_000_000])
  }
}
