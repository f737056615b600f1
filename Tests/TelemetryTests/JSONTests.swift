import Telemetry
import Testing
import Tracks

@Suite("JSON")
struct JSONTests {
  private static let first = #"{"time":1600000000,"vehicle":"a","lon":8.5,"lat":47.25,"note":"x"}"#
  private static let second =
    #"{"time":1600000001,"vehicle":"b","lon":-8.5,"lat":-47.25,"note":null}"#

  private func check(_ reading: Reading) {
    #expect(reading.error == nil)
    #expect(reading.time == [1_600_000_000_000_000, 1_600_000_001_000_000])
    #expect(reading.longitude == [8.5, -8.5])
    #expect(reading.latitude == [47.25, -47.25])
    #expect(reading.vehicle == ["a", "b"])
    #expect(reading[extra: "note"] == ["x", nil])
    #expect(reading.tally["rows"] == 2)
  }

  @Test(
    "records are found in every shape they come in, however the bytes come",
    arguments: [
      "[\(first),\(second)]", "[\n  \(first),\n  \(second)\n]\n", "\(first)\n\(second)\n",
      "\(first)\n\n\(second)", "\u{FEFF}[\(first),\(second)]", "\(first)\r\n\(second)\r\n",
      #"{"now":1,"messages":[1,2],"aircraft":[\#(first),\#(second)],"last":{"a":[{}]}}"#,
      """
      {"time":{"0":1600000000,"7":1600000001},"vehicle":{"0":"a","7":"b"},"lon":{"0":8.5,"7":-8.5},
       "lat":{"0":47.25,"7":-47.25},"note":{"0":"x","7":null}}
      """,
    ], [1, 5, 64, 4096])
  func shapes(_ text: String, piece: Int) {
    check(Reading(text, piece: piece))
    check(Reading(text, piece: piece) { $0.batchRows = 1 })
  }

  @Test("a single object is a record when it holds no other")
  func single() {
    #expect(Reading(Self.first).vehicle == ["a"])
    #expect(Reading(Self.first.replacing(",", with: ",\n")).vehicle == ["a"])
  }

  @Test("numbers keep all their digits, escapes are undone, numbers may stand in quotes")
  func values() {
    let reading = Reading(
      #"[{"t":1600000000123456789,"id":42,"lon":"8.5","lat":4.725e1,"note":"\u00e9\"\n","ok":true,"#
        + #""n":0.10000000000000000555}]"#)
    #expect(reading.time == [1_600_000_000_123_457])
    #expect(reading.vehicle == ["42"])
    #expect(reading.latitude == [47.25])
    #expect(reading[extra: "note"] == ["é\"\n"])
    #expect(reading[extra: "ok"] == ["true"])
    #expect(reading[extra: "n"] == ["0.10000000000000000555"])
  }

  @Test("objects inside records are flattened, arrays inside are passed over")
  func nested() {
    let text =
      #"[{"t":1600000000,"position":{"lon":8.5,"at":{"lat":47.25}},"list":[1,{"lon":3}],"speed":7}]"#
    let reading = Reading(text) {
      $0.mapping = [("lon", "position.lon"), ("lat", "position.at.lat")]
    }
    #expect(reading.longitude == [8.5])
    #expect(reading.latitude == [47.25])
    #expect(reading[.speed] == [7])
  }

  @Test("columns may come late, go missing, and change places")
  func changingColumns() {
    let reading = Reading(
      """
      {"time":1600000000,"lon":8,"lat":47}
      {"lat":48,"time":1600000001,"lon":9,"speed":5,"note":"n"}
      {"lon":10,"lat":49,"time":1600000002}

      """, piece: 20)
    #expect(reading.latitude == [47, 48, 49])
    #expect(reading[.speed][1] == 5)
    #expect(reading[.speed][0].isNaN && reading[.speed][2].isNaN)
    #expect(reading[extra: "note"] == [nil, "n", nil])
  }

  @Test("a bad line costs itself only, and is named")
  func badLines() {
    let text = "\(Self.first)\n{\"time\":16,\n{\"a\" 1}\n17\n[1]\n\(Self.second)\n"
    let reading = Reading(text, name: "f.ndjson")
    #expect(reading.vehicle == ["a", "b"])
    #expect(reading.tally["unreadable JSON"] == 3)
    #expect(reading.tally["unreadable record"] == 1)
    #expect(reading.tally["rows"] == 6)
    #expect(reading.warnings.contains { $0.hasPrefix("f.ndjson:2: ") })
    let strict = Reading(text, name: "f.ndjson") { $0.isStrict = true }
    #expect(strict.error?.message.hasPrefix("f.ndjson:2: ") == true)
    #expect(strict.count == 1)
  }

  @Test("the last line of our own records is no fix")
  func trailer() {
    let reading = Reading(
      "\(Self.first)\n\(Self.second)\n"
        + #"{"trailer": {"rows": 2, "status": "complete", "drops": {"no time": 1}}}"# + "\n")
    check(reading)
  }

  @Test("elements that are no objects are counted, with the number of the record")
  func oddElements() {
    let reading = Reading("[\(Self.first),5,[8.5,47.25],null,\(Self.second)]")
    #expect(reading.vehicle == ["a", "b"])
    #expect(reading.tally["unreadable record"] == 3)
  }

  @Test(
    "what is no JSON is an error with its place, after the fixes before it", arguments: [7, 4096])
  func broken(piece: Int) {
    let reading = Reading("[\(Self.first),\(Self.second),{]", name: "f.json", piece: piece)
    #expect(reading.vehicle == ["a", "b"])
    // Counted from 1, the byte that should not be there: the last.
    let offset = Self.first.utf8.count + Self.second.utf8.count + 5
    #expect(reading.error?.kind == .badData)
    #expect(
      reading.error?.message.hasPrefix("f.json: byte \(offset)") == true, "\(reading.error as Any)")
    #expect(reading.error?.message.contains("this is not JSON") == true)
  }

  @Test("a text cut short gives the fixes before the cut, then an error", arguments: [1, 4096])
  func cut(piece: Int) {
    let array = "[\(Self.first),\(Self.second),{\"time\":1"
    let reading = Reading(array, name: "f.json", piece: piece)
    #expect(reading.vehicle == ["a", "b"])
    #expect(
      reading.error?.message
        == "f.json: byte \(array.utf8.count): the file ends within a JSON value: it was cut short")
    let lines = Reading(
      "\(Self.first)\n\(Self.second)\n{\"time\":16", name: "f.ndjson", piece: piece)
    #expect(lines.vehicle == ["a", "b"])
    #expect(
      lines.error?.message
        == "f.ndjson:3: byte 137: the file ends within a record: it was cut short")
    #expect(lines.error?.kind == .badData)
  }

  @Test("columns whose rows differ are refused")
  func misfit() {
    let short = Reading(#"{"time":{"0":1,"1":2},"lon":{"0":8},"lat":{"0":47,"1":48}}"#, name: "f")
    #expect(short.error?.message == "f: column 'lon' does not have the same rows as 'time'")
    let other = Reading(
      #"{"time":{"0":1,"1":2},"lon":{"0":8,"2":9},"lat":{"0":47,"1":48}}"#, name: "f")
    #expect(other.error?.message == "f: column 'lon' does not have the same rows as 'time'")
  }

  @Test("no records at all are no error", arguments: ["[]", " [ ] \n", #"{"aircraft":[]}"#])
  func nothing(_ text: String) {
    let reading = Reading(text)
    #expect(reading.error == nil)
    #expect(reading.count == 0)
  }

  @Test("records without a position are refused with the columns they have")
  func noPosition() {
    let reading = Reading(#"[{"time":1,"x":2},{"time":2,"x":3,"z":4}]"#, name: "f.json")
    #expect(
      reading.error?.message
        == "f.json: no column for 'lon' and 'lat' among time, x, z: say which with --map "
        + "lon=COLUMN,lat=COLUMN")
    let mapped = Reading(#"[{"time":1,"lon":2,"lat":3}]"#, name: "f.json") {
      $0.mapping = [("lat", "y")]
    }
    #expect(
      mapped.error?.message == "--map lat=y: f.json has no column 'y'; it has time, lon, lat")
  }

  @Test(
    "a date with a number above 12 tells for all whether they begin with the day or with the month",
    arguments: [("13/02/2024", 3, 2), ("02/13/2024", 2, 3)])
  func dateOrder(telling: String, day: Int, month: Int) {
    let records = [telling, "03/02/2024"].map {
      #"{"time":"\#($0) 10:00:00","lon":8.5,"lat":47.25}"#
    }
    let open = CivilTime(year: 2024, month: month, day: day, hour: 10).instant.microseconds
    for text in [
      records.joined(separator: "\n") + "\n", "[" + records.joined(separator: ",") + "]",
      records.reversed().joined(separator: "\n") + "\n",
    ] {
      let reading = Reading(text)
      #expect(reading.error == nil && reading.count == 2)
      #expect(reading.time.contains(open))
    }
    let none = Reading(records[1] + "\n" + records[1] + "\n")
    #expect(none.count == 0 && none.warnings.contains { $0.contains("--time-format") })
  }
}
