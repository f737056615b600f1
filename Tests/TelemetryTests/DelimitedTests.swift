import Telemetry
import Testing
import Tracks

@Suite("delimited text")
struct DelimitedTests {
  @Test(
    "a comma, a tab, a semicolon or a bar may stand between cells",
    arguments: [",", "\t", ";", "|"])
  func delimiters(_ mark: String) {
    let text = "time,vehicle,lon,lat\n1600000000,a,8.5,47.25\n1600000001,b,-8.5,-47.25\n"
    let reading = Reading(text.replacing(",", with: mark))
    #expect(reading.error == nil)
    #expect(reading.longitude == [8.5, -8.5])
    #expect(reading.latitude == [47.25, -47.25])
    #expect(reading.vehicle == ["a", "b"])
    #expect(reading.time == [1_600_000_000_000_000, 1_600_000_001_000_000])
  }

  @Test(
    "a header alone is said to be one, and rows below it, good or bad, are none",
    arguments: [1, 1000])
  func headerAlone(piece: Int) {
    func warned(_ rows: String) -> Bool {
      Reading("time,lon,lat\n" + rows, piece: piece).warnings.contains {
        $0 == "memory: it has a header and no row below it"
      }
    }
    #expect(warned("") && warned("\n\n"))
    #expect(!warned("1600000000,8,47\n") && !warned("1600000000,8,x\n"))
  }

  @Test("between semicolons a comma is a decimal point")
  func decimalComma() {
    let reading = Reading(
      "time;lon;lat;speed_kmh\n1600000000;8,5;47,25;36\n1600000001;8.5;47.25;3,6\n")
    #expect(reading.longitude == [8.5, 8.5])
    #expect(reading.latitude == [47.25, 47.25])
    #expect(reading[.speed] == [10, 1])
  }

  @Test(
    "quotes may hold delimiters, quotes and line ends, however the bytes come",
    arguments: [1, 2, 3, 7, 1000], ["\n", "\r\n"])
  func quotes(piece: Int, end: String) {
    let text = [
      "time,vehicle,lon,lat,note", "1600000000,\"a,\"\"1\"\"\",\"8.5\",47.25,\"two\(end)lines\"",
      "1600000001,b,8.5,\"47.25\",\"\"", "1600000002,b,8.5,x,", "",
    ].joined(separator: end)
    let reading = Reading(text, piece: piece)
    #expect(reading.vehicle == ["a,\"1\"", "b"])
    #expect(reading.longitude == [8.5, 8.5])
    #expect(reading[extra: "note"] == ["two\(end)lines", nil])
    // The quoted line end counts as a line: the bad row is the fifth.
    #expect(reading.warnings.contains("memory:5: latitude 'x' is not a number; the row is skipped"))
    #expect(reading.tally["rows"] == 3)
    #expect(reading.tally["unreadable number"] == 1)
  }

  @Test("a byte order mark, blank lines, comments and leading spaces in the header do no harm")
  func preamble() {
    let reading = Reading(
      "\u{FEFF}# made by hand\n\n time , lon, lat, pitch(degrees)\n1600000000,8.5,47.25,1.5\n\n")
    #expect(reading.error == nil)
    #expect(reading.longitude == [8.5])
    #expect(reading[.pitch] == [1.5])
  }

  @Test("a header may be a comment, with commas or with spaces")
  func commentHeader() {
    let commas = Reading("#object_id,timestamp,lon,lat\nA,2020-01-01T00:00:00Z,8.5,47.25\n")
    #expect(commas.vehicle == ["A"])
    let spaces = Reading("# object_id timestamp lon lat\nA,2020-01-01 00:00:00,8.5,47.25\n")
    #expect(spaces.vehicle == ["A"])
    #expect(spaces.latitude == [47.25])
    let rows = Reading("# object_id timestamp lon lat\nA 2020-01-01T00:00:00Z 8.5 47.25\n")
    #expect(rows.latitude == [47.25])
  }

  @Test("columns without a header go by their numbers")
  func numberedColumns() {
    let reading = Reading("A,2020-01-01T00:00:00Z,8.5,47.25\nA,2020-01-01T00:00:01Z,8.5,47.5\n") {
      $0.mapping = [("vehicle", "1"), ("time", "2"), ("lon", "3"), ("lat", "4")]
    }
    #expect(reading.latitude == [47.25, 47.5])
    #expect(reading.vehicle == ["A", "A"])
  }

  @Test(
    "rows of every number come out in batches no larger than asked", arguments: [0, 1, 6, 7, 8, 50])
  func batches(rows: Int) {
    let text =
      "time,lon,lat\n" + (0..<rows).map { "\(1_600_000_000 + $0),8.5,\($0)\n" }.joined()
    let reading = Reading(text) { $0.batchRows = 7 }
    #expect(reading.error == nil)
    #expect(reading.latitude == (0..<rows).map { Double($0) })
    #expect(reading.batches.allSatisfy { (1...7).contains($0.count) })
    #expect(reading.tally["rows"] == rows)
  }

  @Test("the fixes do not depend on the size of batches or pieces", arguments: [1, 2, 5, 8192])
  func sizes(batchRows: Int) {
    let text =
      "time,icao24,lon,lat,callsign\n"
      + (0..<40).map { "\(1_600_000_000 + $0),v\($0 % 3),8.5,\($0),c\($0)\n" }.joined()
    let whole = Reading(text)
    for piece in [1, 13, 64] {
      let other = Reading(text, piece: piece) { $0.batchRows = batchRows }
      #expect(other.sortedRows == whole.sortedRows)
      #expect(other.time == whole.time)
    }
  }

  @Test("short rows lack their last cells, surplus cells are passed over with a word")
  func raggedRows() {
    let reading = Reading("time,lon,lat,speed\n1600000000,8.5,47.25\n1600000001,8.5,47.25,3,9\n")
    #expect(reading.count == 2)
    #expect(reading[.speed][1] == 3)
    #expect(reading[.speed][0].isNaN)
    #expect(reading.warnings.contains { $0.contains("line 3 has 5 cells but the header names 4") })
  }

  @Test("a file whose rows name no vehicle is a vehicle of its own, by its name")
  func fileVehicle() throws {
    let folder = try Folder()
    let text = "time,lon,lat\n1600000000,8.5,47.25\n"
    let one = try folder.write(text, as: "a/drone-7.csv")
    #expect(Reading(paths: [one]).vehicle == ["drone-7"])
    #expect(Reading(paths: [one]) { $0.vehicleName = "Z" }.vehicle == ["Z"])
    try folder.write(text, as: "b/drone-7.csv")
    let both = Reading(paths: [folder.path])
    #expect(Set(both.vehicle) == [folder.path + "/a/drone-7", folder.path + "/b/drone-7"])
  }

  @Test("extras are carried as text, or skipped when nobody wants them")
  func extras() {
    let text = "time,lon,lat,callsign,flight\n1600000000,8.5,47.25,REGA1,LX 1\n"
    let reading = Reading(text)
    #expect(reading.extraNames == ["callsign", "input_flight"])
    #expect(reading[extra: "callsign"] == ["REGA1"])
    #expect(reading.batches.first?.flight.isEmpty == true)
    #expect(Reading(text) { $0.keepsExtras = false }.extraNames.isEmpty)
  }
}
