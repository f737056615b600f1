import Foundation
import Telemetry
import Testing
import Tracks

@Suite("bad rows and bad files")
struct FaultTests {
  private func rows(_ lines: [String]) -> String {
    "time,lon,lat\n" + lines.map { $0 + "\n" }.joined()
  }

  @Test(
    "a bad row is skipped, counted by its reason, and stops the reading when strict",
    arguments: [
      ("1600000000,8,95.2", "latitude out of range", "latitude 95.2 is not within ±90"),
      ("1600000000,8,-90.5", "latitude out of range", "latitude -90.5 is not within ±90"),
      ("1600000000,360.5,47", "longitude out of range", "longitude 360.5 is not within ±180"),
      ("1600000000,-181,47", "longitude out of range", "longitude -181.0 is not within ±180"),
      ("1600000000,,47", "no position", "the row has no position"),
      ("1600000000,8,NaN", "no position", "the row has no position"),
      ("1600000000,east,47", "unreadable number", "longitude 'east' is not a number"),
      (",8,47", "no time", "the row has no time"), ("null,8,47", "no time", "the row has no time"),
      (
        "noon,8,47", "unreadable time",
        "time 'noon' is neither ISO 8601 nor a number since 1970; --time-format says how it is written"
      ),
    ])
  func badRow(_ row: String, _ reason: String, _ detail: String) {
    let text = rows(["1600000000,8,47", row, "1600000001,8,48"])
    let reading = Reading(text, name: "f.csv")
    #expect(reading.latitude == [47, 48])
    #expect(reading.tally[reason] == 1)
    #expect(reading.tally["rows"] == 3)
    #expect(reading.warnings == ["f.csv:3: \(detail); the row is skipped"])
    let strict = Reading(text, name: "f.csv") { $0.isStrict = true }
    #expect(strict.error == DwellError(.badData, "f.csv:3: byte 29: \(detail)"))
    #expect(strict.latitude == [47])
  }

  @Test("each reason is said once, however many rows it costs")
  func saidOnce() {
    let reading = Reading(rows(["1600000000,8,47"] + (0..<50).map { "1600000000,\($0),91" }))
    #expect(reading.tally["latitude out of range"] == 50)
    #expect(reading.warnings.count == 1)
  }

  @Test(
    "longitudes from 180 to 360 are brought below 180; the poles and the antimeridian are valid")
  func edges() {
    let reading = Reading(
      rows(["1,180,90", "2,-180,-90", "3,350,0", "4,180.5,0", "5,360,0"].map { "160000000" + $0 }))
    #expect(reading.longitude == [180, -180, -10, -179.5, 0])
    #expect(reading.tally["rows"] == 5)
  }

  @Test("a file without one valid row is an error that names the commonest reason")
  func noValidRow() {
    let all = Reading(rows((0..<10).map { "160000000\($0),8,95" }), name: "f.csv")
    #expect(
      all.error?.message
        == "f.csv: none of its 10 rows is a valid fix: mostly latitude out of range "
        + "(line 2: latitude 95.0 is not within ±90)")
    let empty = Reading(rows(["1600000000,NaN,NaN", "1600000000,,", ",8,47"]), name: "f.csv")
    #expect(empty.error?.message.contains("mostly no position (line 2:") == true)
    #expect(empty.error?.kind == .badData)
  }

  @Test("a header alone is a file of no rows, not an error")
  func headerOnly() {
    for text in ["time,lon,lat", "time,lon,lat\n", "time,lon,lat\r\n\r\n"] {
      let reading = Reading(text)
      #expect(reading.error == nil)
      #expect(reading.count == 0)
    }
  }

  @Test("an empty file, a blank one and a binary one are refused each in its words")
  func noText() {
    #expect(Reading("", name: "f").error?.message == "f: it is empty: no header, no record")
    #expect(
      Reading("\n# a\n", name: "f").error?.message
        == "f: it holds nothing but blank lines and comments")
    let binary = Reading([UInt8](repeating: 0, count: 100), name: "f")
    #expect(
      binary.error?.message
        == "f: its content is in no format known here; 'dwell formats' lists them")
    for error in [Reading("", name: "f"), binary].map(\.error) {
      #expect(error?.kind == .badData)
    }
  }

  @Test("a header without a position is refused with its columns and what to say")
  func noPosition() {
    let reading = Reading("time,lat,speed,where\n1,2,3,4\n", name: "f.csv")
    #expect(
      reading.error?.message
        == "f.csv: no column for 'lon' among time, lat, speed, where: say which with --map lon=COLUMN"
    )
    let none = Reading("1,Goroka,-6.08,145.39\n2,Madang,-5.2,145.78\n", name: "f.csv")
    #expect(none.error?.message.contains("by number: --map lon=8,lat=7") == true)
  }

  private func swapped(_ share: Int, _ count: Int = 1200) -> String {
    rows(
      (0..<count).map { row in
        let west = row % 100 < share ? -100 - Double(row) * 0.01 : -80 + Double(row) * 0.01
        return "\(1_600_000_000 + row),\(40 + Double(row) * 0.001),\(west)"
      })
  }

  @Test(
    "exchanged longitudes and latitudes are recognised, all or a part beyond ±90",
    arguments: [12, 50, 100])
  func swappedColumns(share: Int) {
    let reading = Reading(swapped(share), name: "f.csv")
    #expect(
      reading.error?.message
        == "f.csv: latitudes such as -100.0 are not within ±90 while the longitudes are: columns 'lon' and "
        + "'lat' look swapped; say --map lon=lat,lat=lon (or --map lon=lon,lat=lat to keep them)")
    let right = Reading(swapped(share), name: "f.csv") {
      $0.mapping = [("lon", "lat"), ("lat", "lon")]
    }
    #expect(right.error == nil)
    #expect(right.count == 1200)
    let kept = Reading(swapped(share), name: "f.csv") {
      $0.mapping = [("lon", "lon"), ("lat", "lat")]
    }
    #expect(kept.tally["latitude out of range"] == 12 * share)
  }

  @Test("a short file of exchanged columns is recognised too")
  func swappedShort() {
    #expect(Reading(swapped(100, 5)).error?.message.contains("look swapped") == true)
  }

  @Test("a few wild latitudes, and a receiver's 91 and 181, are no exchange")
  func notSwapped() {
    #expect(Reading(swapped(5)).error == nil)
    let unknowns = rows(
      (0..<1200).map { "16000\(10_000 + $0),\($0 % 2 == 0 ? "8,47" : "181,91")" })
    #expect(Reading(unknowns).error == nil)
    #expect(Reading(unknowns).count == 600)
    let sentinel = rows((0..<1200).map { "16000\(10_000 + $0),8,\($0 % 2 == 0 ? "47" : "91")" })
    #expect(Reading(sentinel).error == nil)
  }

  @Test("metres in place of degrees are recognised")
  func metres() {
    let reading = Reading(
      rows((0..<50).map { "16000000\(10 + $0),\(500_000 + $0),\(5_200_000 + $0)" }), name: "f.csv")
    #expect(
      reading.error?.message.hasPrefix(
        "f.csv: columns 'lon' and 'lat' hold numbers such as 5200000.0, far beyond ±360") == true)
    #expect(reading.error?.message.contains("EPSG:4326") == true)
  }

  @Test("a CSV cut within a row or a quote gives the fixes before the cut, then an error")
  func cutText() {
    let whole = "time,vehicle,lon,lat\n1600000000,a,8,47\n1600000001,b,9,48"
    #expect(Reading(whole).error == nil)
    #expect(Reading(whole).count == 2)
    let row = Reading("time,vehicle,lon,lat\n1600000000,a,8,47\n1600000001,b,9", name: "f.csv")
    #expect(row.count == 1)
    #expect(
      row.error
        == DwellError(
          .badData, "f.csv:3: byte 39: the file ends within a row (3 of 4 cells): it was cut short")
    )
    let quote = Reading(
      "time,vehicle,lon,lat\n1600000000,a,8,47\n1600000001,\"b,9,48\n", name: "f.csv")
    #expect(quote.count == 1)
    #expect(
      quote.error?.message == "f.csv:3: byte 39: the file ends within a quote: it was cut short")
  }

  @Test("an error is thrown again by the next call, and never turns into an end")
  func stickyError() throws {
    let reader = try TelemetryReader(
      source: MemorySource(Array("time,lon\n1,2\n".utf8)), settings: ReadSettings(), warn: { _ in })
    for _ in 0..<3 { #expect(throws: DwellError.self) { try reader.next() } }
  }
}
