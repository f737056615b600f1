import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("what columns mean")
struct ColumnTests {
  @Test(
    "a vehicle goes by many names",
    arguments: ["vehicle", "icao24", "hex", "MMSI", "track_id", "ID", "object_id", "Tail Number"])
  func vehicle(_ name: String) {
    #expect(Reading("time,\(name),lon,lat\n1600000000,x1,8,47\n").vehicle == ["x1"])
  }

  @Test(
    "so do instants",
    arguments: ["time", "Timestamp", "t", "datetime", "BaseDateTime", "ais_pos_timestamp", "ts"])
  func time(_ name: String) {
    #expect(Reading("\(name),lon,lat\n1600000000,8,47\n").time == [1_600_000_000_000_000])
  }

  @Test(
    "and positions",
    arguments: [
      ("lon", "lat"), ("long", "LAT"), ("Longitude", "Latitude"), ("lng", "lat"),
      ("x_lon", "y_lat"),
      ("lon_deg", "lat_deg"), ("Lon (degrees)", "Lat [deg]"),
    ])
  func position(_ names: (String, String)) {
    let reading = Reading("time,\(names.0),\(names.1)\n1600000000,8,47\n")
    #expect(reading.longitude == [8])
    #expect(reading.latitude == [47])
  }

  @Test(
    "heights come in metres with what they are measured from",
    arguments: [
      ("altitude_m", 100.0, "unknown"), ("alt_m", 100, "unknown"), ("baroaltitude", 100, "baro"),
      ("geoaltitude", 100, "ellipsoid"), ("altitude_ft", 30.48, "unknown"),
      ("alt_ft", 30.48, "unknown"), ("altitude", 100, "unknown"), ("alt", 100, "unknown"),
      ("ele", 100, "unknown"), ("height", 100, "unknown"), ("altitude (feet)", 30.48, "unknown"),
      ("altitude_above_seaLevel(feet)", 30.48, "msl"), ("height_above_takeoff(meters)", 100, "agl"),
      ("alt_baro_ft", 30.48, "baro"),
    ])
  func height(_ name: String, _ metres: Double, _ datum: String) {
    let reading = Reading("time,lon,lat,\(name)\n1600000000,8,47,100\n")
    #expect(abs(reading[.height][0] - metres) < 1e-9)
    #expect(reading.heightDatum == [datum])
  }

  @Test(
    "speeds come in metres per second",
    arguments: [
      ("groundspeed_kt", 51.4444444), ("gs_kt", 51.4444444), ("gs", 51.4444444),
      ("groundspeed", 100), ("velocity", 100), ("speed", 100), ("SOG", 51.4444444),
      ("speed (mph)", 44.704), ("speed_kmh", 27.7777778), ("speed(km/h)", 27.7777778),
      ("speed (m/s)", 100), ("speed_mps", 100), ("speed_m_s", 100),
      ("Ground Speed [knots]", 51.4444444),
    ])
  func speed(_ name: String, _ expected: Double) {
    let reading = Reading("time,lon,lat,\(name)\n1600000000,8,47,100\n")
    #expect(abs(reading[.speed][0] - expected) < 1e-6)
  }

  @Test(
    "a course goes by many names, within 0…360", arguments: ["track", "course", "cog", "heading"])
  func course(_ name: String) {
    let reading = Reading("time,lon,lat,\(name)\n1600000000,8,47,-47\n1600000001,8,47,360\n")
    #expect(reading[.course] == [313, 0])
  }

  @Test("beside a course the heading is where the nose points")
  func heading() {
    let reading = Reading("time,lon,lat,track,heading\n1600000000,8,47,10,20\n")
    #expect(reading[.course] == [10])
    #expect(reading[.heading] == [20])
  }

  @Test("camera columns are measures")
  func camera() {
    let names = Measure.allCases.map(\.rawValue)
    let values = (1...names.count).map { String($0) }
    let reading = Reading(
      "time,lon,lat,\(names.joined(separator: ","))\n1600000000,8,47,\(values.joined(separator: ","))\n"
    )
    for (index, measure) in Measure.allCases.enumerated() {
      #expect(reading[measure] == [Double(index + 1)], "\(measure)")
    }
  }

  @Test("of several heights the best that a row has is taken: ellipsoid, sea level, barometer")
  func bestHeight() {
    let reading = Reading(
      """
      time,lon,lat,alt,baroaltitude,altitude_msl,geoaltitude,height_above_takeoff
      1600000000,8,47,1,2,3,4,5
      1600000001,8,47,1,2,3,,5
      1600000002,8,47,1,2,,NaN,5
      1600000003,8,47,1,,,,5
      1600000004,8,47,,,,,5

      """)
    #expect(reading[.height].prefix(4) == [4, 3, 2, 1])
    // Falling to the height above ground would be a cliff in the track.
    #expect(reading[.height][4].isNaN)
    #expect(reading.heightDatum == ["ellipsoid", "msl", "baro", "unknown", nil])
  }

  @Test("the user's mapping wins over names, and may carry units")
  func mapping() {
    let text = "when,lon,lat,x,altitude,speed,gone\n1600000000,1,2,8.5,100,100,47\n"
    let reading = Reading(text) {
      $0.mapping = [
        ("time", "when"), ("lon", "x"), ("lat", "GONE"), ("altitude_ft", "altitude"),
        ("gs_kt", "speed"),
      ]
    }
    #expect(reading.longitude == [8.5])
    #expect(reading.latitude == [47])
    #expect(abs(reading[.height][0] - 30.48) < 1e-9)
    #expect(abs(reading[.speed][0] - 51.4444444) < 1e-6)
    #expect(reading.extraNames == ["input_lon", "input_lat"])
  }

  @Test("a mapping that cannot be is refused with the columns there are")
  func badMapping() {
    let text = "time,a,b\n1600000000,8.5,47\n"
    let missing = Reading(text, name: "f.csv") { $0.mapping = [("lon", "c")] }
    #expect(missing.error?.kind == .usage)
    #expect(missing.error?.message == "--map lon=c: f.csv has no column 'c'; it has time, a, b")
    let nonsense = Reading(text) { $0.mapping = [("colour", "a")] }
    #expect(
      nonsense.error?.message.hasPrefix("--map colour=a: 'colour' means nothing here") == true)
  }

  @Test("numbers with an unknown unit are not guessed at")
  func unknownUnit() {
    let reading = Reading("time,lon,lat,speed(furlongs)\n1600000000,8,47,5\n")
    #expect(reading[.speed][0].isNaN)
    #expect(reading.extraNames == ["speed(furlongs)"])
  }

  @Test("names of ASCII are taken apart by their bytes as they are by their characters")
  func asciiNames() {
    var random = SplitMix(seed: 5)
    let pieces = [
      "Altitude", "ft", "MSL", "m/s", "(", ")", "[", "]", " ", "_", "-", "1", ".", "\t", "X", "%",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...7, using: &random)
      let written = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let quick = HeaderName(ascii: written)
      let slow = HeaderName(anyScript: written)
      #expect(quick.key == slow.key, "\(written)")
      #expect(quick.splits.map(\.base) == slow.splits.map(\.base), "\(written)")
      #expect(quick.splits.map(\.unit) == slow.splits.map(\.unit), "\(written)")
    }
  }
}

@Suite("searching bytes")
struct ByteSearchTests {
  @Test("a text is found where a search byte by byte finds it")
  func place() {
    var random = SplitMix(seed: 6)
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8(ascii: Bool.random(using: &random) ? "a" : "b")
      }
      let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Bool.random(using: &random) ? "a" : "b"
      }.joined()
      let start = Int.random(in: 0...bytes.count, using: &random)
      let found = bytes.indices.first { $0 >= start && bytes[$0...].starts(with: text.utf8) }
      #expect(Telemetry.place(of: text, in: bytes.span, from: start) == found)
    }
  }
}
