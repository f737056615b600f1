import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("tracks as apps and services hand them on")
struct PortableTrackTests {
  private static let fixes = SampleFix.line(20)

  private func expectLine(_ reading: Reading, vehicle: String?) {
    let fixes = Self.fixes
    #expect(reading.error == nil)
    #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    #expect(reading.time == fixes.map { Int64($0.milliseconds) * 1000 })
    #expect(reading.longitude == fixes.map(\.longitude))
    #expect(reading.latitude == fixes.map(\.latitude))
    #expect(reading.vehicle == Array(repeating: vehicle, count: fixes.count))
  }

  @Test(
    "a line takes its times from the list beside it, wherever that stands, not from its own time",
    arguments: [
      PortableText.line(fixes), PortableText.line(fixes, isTimeLast: true),
      PortableText.line(fixes, times: "times"), PortableText.line(fixes, times: "timestamps"),
      PortableText.collection([PortableText.line(fixes)]), "[" + PortableText.line(fixes) + "]",
    ], [1, 100, Int.max])
  func lines(text: String, piece: Int) {
    let reading = Reading(text, piece: piece)
    expectLine(reading, vehicle: "4b1805")
    #expect(reading[.height] == Self.fixes.map(\.height))
    #expect(reading.batches.flatMap { $0.legs ?? [] } == Array(repeating: 0, count: 20))
  }

  @Test(
    "points are rows of their properties, in a collection, one a line, behind record separators")
  func points() {
    let points = PortableText.points(Self.fixes)
    for text in [
      PortableText.collection(points), points.joined(separator: "\n") + "\n",
      points.map { "\u{1E}\($0)\r\n" }.joined(),
    ] {
      let reading = Reading(text)
      expectLine(reading, vehicle: "211")
      #expect(reading.batches.allSatisfy { $0.legs == nil })
      #expect(reading[.speed].allSatisfy { abs($0 - 90 * 1852 / 3600) < 1e-12 })
    }
  }

  @Test("a moving point has its times beside its places, and its own name where none is told")
  func moving() {
    expectLine(Reading(PortableText.moving(Self.fixes)), vehicle: "ship-1")
    expectLine(
      Reading(PortableText.collection([PortableText.moving(Self.fixes)])), vehicle: "ship-1")
  }

  @Test(
    "lines of one file are legs of their own; those without times have none; areas are no fixes")
  func legs() {
    let reading = Reading(
      """
      {"features":[{"geometry":{"coordinates":[[8,47],[8.1,47]],"type":"LineString"},"properties":{"time":5}},
      {"type":"Feature","properties":null,"geometry":{"type":"MultiLineString","coordinates":[[[1,2,3,1600000000],[2,2]],[[3,2],[4,2]]]}},
      {"type":"Feature","properties":{},"geometry":null},
      {"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","coordinates":[[[1,1],[2,2],[2,1],[1,1]]]},{"type":"LineString","coordinates":[[5,5],[6,6]]}]}},
      {"type":"Feature","properties":{"times":["2020-01-01T00:00:00Z"]},"geometry":{"type":"LineString","coordinates":[[7,7],[7,8]]}}
      ],"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}
      """)
    #expect(reading.error == nil)
    #expect(reading.longitude == [8, 8.1, 1, 2, 3, 4, 5, 6, 7, 7])
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    #expect(reading.time[2] == 1_600_000_000_000_000)
    #expect(reading.time.count { $0 == .min } == 9)
    #expect(reading[.height][2] == 3)
    #expect(reading.repairs["lists of another length than their line"] == 1)
  }

  @Test(
    "what is no track is refused by name",
    arguments: [
      (
        #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[2,1]]]}}"#,
        "its 1 polygons are no flight"
      ),
      (
        #"{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[]}"#,
        "'EPSG:3857': convert it to WGS 84"
      ),
      (#"{"type":"FeatureCollection","features":[]}"#, "no features with points or lines"),
      (
        "<TrainingCenterDatabase><Courses><Course><Track><Trackpoint/></Track></Course></Courses></TrainingCenterDatabase>",
        "the 1 points of its courses are a plan"
      ),
      (#"{"path":[[1,2,3]],"icao24":"a"}"#, "'icao24' does not stand before 'path'"),
    ])
  func refused(text: String, words: String) {
    let reading = Reading(text)
    #expect(reading.count == 0)
    #expect(reading.error?.message.contains(words) == true, "\(reading.error?.message ?? "none")")
  }

  @Test("a broken feature costs itself alone where others stand on lines of their own")
  func brokenLines() {
    let points = PortableText.points(Self.fixes)
    for piece in [1, 50, Int.max] {
      let text = points[0] + "\n" + points[1].dropLast(9) + "]}}\n" + points[2] + "\n"
      let reading = Reading(text, piece: piece)
      #expect(reading.longitude == [Self.fixes[0].longitude, Self.fixes[2].longitude])
      #expect(reading.error == nil && reading.tally["unreadable JSON"] == 1)
      let last = Reading(points[0] + "\n{]\n", piece: piece)
      #expect(last.count == 1 && last.error?.message.contains("not JSON") == true)
      let strict = Reading(text, piece: piece) { $0.isStrict = true }
      #expect(strict.error?.message.contains("byte ") == true)
    }
    let deep = Reading("{\"type\":\"Feature\",\"a\":" + String(repeating: "[", count: 5000))
    #expect(deep.error?.message.contains("nests more than 4096 deep") == true)
  }

  @Test("a feature beyond the bound is refused before it fills the memory")
  func largest() {
    let places = String(repeating: "[1,1],", count: (1 << 20) + 1)
    let reading = Reading(
      "{\"type\":\"LineString\",\"coordinates\":[\(places)[1,1]]}", piece: 1 << 20)
    #expect(reading.error?.message.contains("split it") == true)
  }

  @Test("an activity's laps are one leg, its points without a position are left out")
  func activities() {
    expectLine(Reading(PortableText.tcx(Self.fixes), name: "memory"), vehicle: "memory")
    let reading = Reading(
      PortableText.tcx(Self.fixes).replacing(
        "</Activity>",
        with: """
          </Activity><Activity><Lap><Track><Trackpoint><Time>2021-01-01T00:00:00+01:00</Time></Trackpoint>
          <Trackpoint><Position><LatitudeDegrees>1</LatitudeDegrees><LongitudeDegrees>2</LongitudeDegrees>
          </Position></Trackpoint></Track></Lap></Activity>
          """))
    #expect(reading[.speed].prefix(20).allSatisfy { $0 == 90 })
    #expect(reading.batches.flatMap { $0.legs ?? [] } == Array(repeating: 0, count: 20) + [1])
    #expect(reading.time.last == .min && reading[.speed].last?.isNaN == true)
    #expect(reading.tally["no position"] == 1)
  }

  @Test(
    "PLT: feet, unknown heights, sections, days where the date is written otherwise, another datum")
  func plt() {
    let reading = Reading(PortableText.plt(Self.fixes))
    expectLine(reading, vehicle: "memory")
    #expect(zip(reading[.height], Self.fixes).allSatisfy { abs($0 - $1.height * 0.3048) < 1e-9 })
    let ozi = Reading(
      """
      OziExplorer Track Point File Version 2.1
      European 1950
      Altitude is in Feet
      Reserved 3
      0,2,255,,0,0,2,8421376
      3
        -27.350436, 153.055540,1,-777,36169.6307194, 09-Jan-99, 3:08:14 PM
        -27.348610, 153.055867,0,100,36169.6307194, 09-Jan-99, 3:08:14 PM
        -27.348610, 153.055867,1,100,0,,
        nonsense
      """ + "\n")
    #expect(ozi.error == nil)
    #expect(ozi.latitude == [-27.350436, -27.34861, -27.34861])
    let time = CivilTime(year: 1999, month: 1, day: 9, hour: 15, minute: 8, second: 14)
    // Seven decimals of a day: 36169.6307194 is 14.156 s after the minute.
    #expect(
      ozi.time == [time.instant.microseconds + 160_000, time.instant.microseconds + 160_000, .min])
    #expect(ozi[.height][0].isNaN && abs(ozi[.height][1] - 30.48) < 1e-9)
    #expect(ozi.batches.flatMap { $0.legs ?? [] } == [1, 1, 2])
    #expect(ozi.tally["unreadable line"] == 1)
    #expect(ozi.warnings.contains { $0.contains("'European 1950'") })
  }

  @Test("way points of OpenSky have barometric heights and the flight's callsign")
  func waypoints() {
    let reading = Reading(PortableText.waypoints(Self.fixes))
    expectLine(reading, vehicle: "4b1805")
    #expect(reading[.height] == Self.fixes.map(\.height))
    #expect(reading.heightDatum == Array(repeating: "baro", count: 20))
    #expect(reading[.course].allSatisfy { $0 == 45 })
    #expect(reading.labels("callsign").allSatisfy { $0 == "TEST1" })
    #expect(reading.numbers("on_ground").allSatisfy { $0 == 0 })
  }

  private static func message(_ dates: String) -> String {
    "MSG,3,1,1,4B1805,1,\(dates),,1000,,,47.25,8.5,,,0,0,0,0"
  }

  @Test(
    "BaseStation lines behind the time at which they were recorded take it where they have none",
    arguments: [
      "2020-09-13T12:26:40Z ", "[2020-09-13T14:26:40+02:00] ", "1600000000.000,", "1600000000000\t",
      "\"2020-09-13 12:26:40\";",
    ])
  func recordedLines(prefix: String) {
    let text = prefix + Self.message(",,,") + "\r\n"
    let reading = Reading(text + text)
    #expect(reading.error == nil)
    #expect(reading.time == [1_600_000_000_000_000, 1_600_000_000_000_000])
    #expect(reading.longitude == [8.5, 8.5] && reading.vehicle == ["4B1805", "4B1805"])
    // A time of its own is better.
    let own = Reading(prefix + Self.message("2020/09/13,12:26:41.500,,") + "\n")
    #expect(own.time == [1_600_000_001_500_000])
  }

  @Test("BaseStation lines without dates count days from 1970 over midnight, which is said")
  func datelessLines() {
    let text = ["23:59:59.000", "00:00:01.000"].map { Self.message(",\($0),,") + "\n" }.joined()
    let reading = Reading(text)
    #expect(reading.time == [86_399_000_000, 86_401_000_000])
    #expect(reading.warnings.contains { $0.contains("name no date") })
    let none = Reading(Self.message(",,,") + "\n")
    #expect(none.count == 0 && none.tally["unreadable time"] == 1)
  }
}
