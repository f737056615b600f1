import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("files of drones")
struct DroneFileTests {
  private func cue(_ text: String) -> Reading {
    Reading("1\n00:00:01,500 --> 00:00:02,000\n\(text)\n\n")
  }

  @Test(
    "every dialect of subtitles has its position, height and datum",
    arguments: [
      (
        "<font size=\"28\">FrameCnt: 1, DiffTime: 20ms\n2021-12-25 12:27:52.373\n[iso: 220] [latitude: 3.5] "
          + "[longitude: -3.25] [rel_alt: -2.400 abs_alt: 0.401] </font>", -3.25, 3.5, 0.401, "msl"
      ),
      (
        "2020-04-02 15:19:58,720,764\n[latitude : 31.5] [longtitude : 74.25] [altitude: 213.5]",
        74.25, 31.5, 213.5, "unknown"
      ),
      (
        "HOME(149.0251,-20.2532) 2017.8.5 14:11:51\nGPS(149.25,-20.5,16) BAROMETER:1.9\nISO:100 Fnum:2.2",
        149.25, -20.5, 1.9, "agl"
      ),
      (
        "HOME(149.0251,-20.2532) 2017.8.5 14:11:51\nGPS(149.25,-20.5,16) Hb:1.9 Hs:7.5\nISO:100 IR:F2.8",
        149.25, -20.5, 1.9, "agl"
      ),
      (
        "F/2.8, SS 30.15, ISO 260, EV -1.7, GPS (-121.75, 48.5, 17), D 221.21m, H 200.70m, H.S n/a, V.S n/a",
        -121.75, 48.5, 200.7, "agl"
      ),
      ("2022.06.21 16:06:17\r\nGPS(36.5,-6.25,0.0M) BAROMETER:0.3M\r", -6.25, 36.5, 0.3, "agl"),
    ])
  func dialects(
    _ text: String, _ longitude: Double, _ latitude: Double, _ height: Double, _ datum: String
  ) {
    let reading = cue(text)
    #expect(reading.error == nil)
    #expect(reading.longitude == [longitude] && reading.latitude == [latitude])
    #expect(reading[.height] == [height] && reading.heightDatum == [datum])
  }

  @Test("times: with microseconds and a zone, without any date, and in place of a cue's times")
  func times() {
    let dated = cue("2020-04-02 15:19:58,720,764\n[latitude : 31.5] [longtitude : 74.25]")
    #expect(
      dated.time == [
        CivilTime(
          year: 2020, month: 4, day: 2, hour: 15, minute: 19, second: 58, microsecond: 720_764
        ).instant.microseconds
      ])
    #expect(dated.warnings.contains { $0.contains("name no zone") })
    let zoned = Reading(
      "1\n2017.08.05 14:11:51,393,525,393,525\n[latitude : -20.2] [longtitude : 149.0] [iso : 100]\n\n"
    ) { $0.timeZone = try? TimeZoneOffset("-05:30") }
    #expect(
      zoned.time.map { Instant(microseconds: $0).description } == ["2017-08-05T19:41:51.393525Z"])
    #expect(zoned.warnings.isEmpty)
    let undated = cue("F/2.8, GPS (-121.75, 48.5, 17), D 1m, H 2m, H.S 0.50m/s, V.S -0.25m/s")
    #expect(undated.time == [1_500_000])
    #expect(undated[.speed] == [0.5] && undated[.climb] == [-0.25])
    #expect(undated.warnings.contains { $0.contains("since the video's start") })
  }

  @Test("the P4 RTK's gimbal is given from the drone's own axes")
  func gimbal() {
    let level = cue(
      "GPS (8, 47, 16), HOME (8, 47, 7.60m), H 10m, F.PRY (0.0°, 0.0°, -90.0°), G.PRY (-30.0°, 0.0°, 0.0°)"
    )
    #expect(level[.heading] == [270] && level[.height] == [10])
    #expect(abs(level[.sensorAzimuth][0] - 90) < 1e-9)
    #expect(abs(level[.sensorElevation][0] - -30) < 1e-9)
    // Nose up by ten degrees, looking ahead at the horizon: ten below the nose.
    let pitched = cue("GPS (8, 47, 16), F.PRY (10.0°, 0.0°, 45.0°), G.PRY (0.0°, 0.0°, 45.0°)")
    #expect(abs(pitched[.sensorElevation][0] - -10) < 1e-9)
    // Right wing down by twenty, looking right at the horizon: twenty above the wings.
    let rolled = cue("GPS (8, 47, 16), F.PRY (0.0°, 20.0°, 0.0°), G.PRY (0.0°, 0.0°, 90.0°)")
    #expect(abs(rolled[.sensorElevation][0] - 20) < 1e-9)
    #expect(abs(rolled[.sensorAzimuth][0] - 90) < 1e-9)
  }

  @Test("the drone's own angles and speed beside the position, as thermal cameras write them")
  func droneAngles() {
    func angles(_ reading: Reading) -> [[Double]] {
      [.heading, .pitch, .roll, .speed].map { reading[$0] }
    }
    let spaced = """
      1
      00:00:00,000 --> 00:00:00,033
      < font size="28" >FrameCnt: 1, DiffTime: 33ms
      2024-02-27 22:30:45.395
      [focal_len: 58.00] [dzoom: 1.00] 
      [latitude: -44.25] [longitude: 171.5] [rel_alt: 40.5 abs_alt: 97.5] 
      [drone_speedx: -3.0 drone_speedy: 4.0 drone_speedz: 0.5] 
      [drone_yaw: 30.0 drone_pitch: 0.0 drone_roll: 0.0] 
      [gb_yaw: 75.0 gb_pitch: -20.0 gb_roll: 0.0] 

      0
      [dzoom_ratio: 10000, delta:0] [color_md : default] 
      < /font >


      """
    let next = spaced.replacing("1\n00:", with: "2\n00:", maxReplacements: 1)
    let reading = Reading(spaced + next)
    #expect(reading.error == nil && reading.tally["no position"] == 0)
    #expect(reading.count == 2 && reading.longitude == [171.5, 171.5])
    #expect(reading[.height] == [97.5, 97.5])
    #expect(angles(reading) == [[30, 30], [0, 0], [0, 0], [5, 5]])
    #expect(reading[.sensorAzimuth].allSatisfy { abs($0 - 45) < 1e-9 })
    #expect(reading[.sensorElevation].allSatisfy { abs($0 + 20) < 1e-9 })
    let short = cue(
      "2022-09-08 06:26:55,549,370\n[latitude: -36.5] [longtitude: 174.5] [altitude: 28.5] "
        + "[Drone: Yaw:-146.0, Pitch:-0.5, Roll:1.5] [Gimbal: Yaw:9.0]</font>")
    #expect(short.longitude == [174.5] && short[.height] == [28.5])
    #expect(angles(short).prefix(3) == [[214], [-0.5], [1.5]])
    #expect(short[.speed][0].isNaN && short[.sensorAzimuth][0].isNaN)
  }

  @Test("cues without a position are skipped and counted; one cut short is no fix")
  func faults() {
    let text = FeedText.subtitles(SampleFix.line(2))
    let reading = Reading(
      text + "3\n00:00:03,000 --> 00:00:04,000\nHOME(1,2) 2017.08.05 14:11:51\n\n")
    #expect(reading.count == 2 && reading.tally["no position"] == 1 && reading.error == nil)
    let cut = Reading(String(text.dropLast(40)))
    #expect(cut.count == 1 && cut.endsShort)
  }

  @Test("native logs of DJI are refused with what to export instead")
  func native() {
    var record = [UInt8](repeating: 0, count: 200)
    record[0...1] = [0x40, 0x9C]
    record[8...10] = [0x90, 0x01, 13]
    record[100...] = ArraySlice((0..<100).map { UInt8(truncatingIfNeeded: $0 * 37) })
    #expect(Reading(record).error?.message.contains("export it as CSV") == true)
    let dat = [UInt8](repeating: 0, count: 242) + Array("DJI_LOG_V3".utf8) + [0, 1, 2]
    #expect(Reading(dat).error?.message.contains("export it as CSV") == true)
  }

  @Test("DroneDeploy's table is found below its preamble and ends before its epilogue")
  func droneDeploy() {
    let reading = Reading(
      """
      #DroneDeploy\t2.75.0
      #Aircraft
      Aircraft Model\tInspire 2
      Date/Time (GMT)\tElapsed Time (sec)\tInfo\tAircraft Latitude (Degrees)\tAircraft Longitude (Degrees)\tAircraft Barometric Altitude (ft)\tAircraft Heading (Degrees)\tAircraft Speed (mph)\tGimbal Pitch (Degrees)\tGimbal Yaw (Degrees)
      06/04/2018 20:32:36\t6.5\tTake off\t47.5\t8.5\t10\t90\t-4.3\t-90\t0
      06/04/2018 20:32:36\t6.75\t\t47.5\t8.5\tNo Data\t90\t10\t0\t180
      06/04/2018 20:32:37\t7\t\t0.0\t0.0\t10\t90\t10\t0\t0
      #Flight Recorder Session End
      Date/Time (UTC)\t06/04/2018 20:34:55
      Elapsed Time (sec)\t145.0
      """)
    #expect(reading.error == nil)
    #expect(
      reading.time.map { Instant(microseconds: $0).description } == [
        "2018-06-04T20:32:36Z", "2018-06-04T20:32:36.250Z",
      ])
    #expect(abs(reading[.height][0] - 3.048) < 1e-12 && reading[.height][1].isNaN)
    #expect(reading.heightDatum == ["agl", nil])
    #expect(reading[.speed][0].isNaN && abs(reading[.speed][1] - 4.4704) < 1e-9)
    #expect(
      abs(reading[.sensorElevation][0] - -90) < 1e-9 && abs(reading[.sensorAzimuth][1] - 90) < 1e-9)
    #expect(reading.tally["position 0, 0"] == 1 && reading.tally["rows"] == 3)
  }

  @Test(
    "a zone is an offset from UTC and nothing else",
    arguments: [
      ("+02:00", 120), ("-0530", -330), ("+2", 120), ("Z", 0), ("utc", 0), ("+18", 1080),
      ("-18:00", -1080),
    ])
  func zones(_ text: String, _ minutes: Int) throws {
    #expect(try TimeZoneOffset(text).minutes == minutes)
  }

  @Test(
    "what is no offset is refused",
    arguments: ["", "+", "2", "+19", "+02:60", "Europe/Paris", "+-2", "+12345"])
  func badZones(_ text: String) {
    #expect(throws: DwellError.self) { try TimeZoneOffset(text) }
  }

  @Test("the zone moves times of delimited text that name none, and no others")
  func zoneOfText() {
    func times(_ header: String, _ time: String) -> [Int64] {
      Reading("\(header),lon,lat\n\(time),8,47\n") { $0.timeZone = try? TimeZoneOffset("+01:00") }
        .time
    }
    let noon: Int64 = 1_577_880_000_000_000
    #expect(times("time", "2020-01-01 12:00:00") == [noon - 3_600_000_000])
    #expect(times("time", "2020-01-01T12:00:00Z") == [noon])
    #expect(times("time_utc", "2020-01-01 12:00:00") == [noon])
    #expect(times("datetime(utc)", "2020-01-01 12:00:00") == [noon])
    #expect(times("time", "1577880000") == [noon])
  }
}
