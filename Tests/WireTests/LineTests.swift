import Testing
import Tracks
import Wire

@Suite("Records as lines of JSON")
struct LineTests {
  private func read(_ text: String) throws -> [Table] {
    try WireForm.lines.tables(Array(text.utf8))
  }
  private let end = #"{"trailer":{"rows":0,"status":"complete","tallies":[]}}"# + "\n"

  @Test("a row reads as the documentation says")
  func golden() throws {
    var visit = Visit()
    visit.visit = "a\"1"
    visit.kind = "orbit"
    visit.first = Instant(microseconds: 1_600_000_000_250_000)
    visit.observedSeconds = 5
    visit.radius = 0.1
    visit.linked = ["b"]
    visit.sampleEast = [1.5, .nan, .infinity]
    visit.extent = .point(Position(longitude: 8.25, latitude: -47))
    let text = String(decoding: try WireForm.lines.bytes([Visit.table([visit])]), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix(
        #"{"schema":{"dwell":"visits","version":"1.2.3","settings":[],"columns":[{"name":"visit","type":"text"},"#
      ))
    #expect(lines[0].contains(#"{"name":"sample_ms","type":"integers","internal":true}"#))
    #expect(
      lines[1]
        == #"{"dwell":"visits","visit":"a\"1","kind":"orbit","first":"2020-09-13T12:26:40.250Z","#
        + #""fixes":0,"observed_s":5.0,"gap_s":0.0,"max_gap_s":0.0,"censored":"none","#
        + #""radius_m":0.1,"linked":["b"],"label":-2,"sample_east_m":[1.5,null,"Infinity"],"#
        + #""sample_north_m":[],"sample_ms":[],"sample_label":[],"#
        + #""geometry":{"type":"Point","coordinates":[8.25,-47.0]}}"#)
    #expect(lines[2] + "\n" == end)
  }

  @Test("rows without a schema line are read by what their kind is known to have")
  func withoutSchema() throws {
    let visits = Samples.table(.visits, rows: 20)
    let text = String(decoding: try WireForm.lines.bytes([visits]), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try read(rows).flatMap(transcript) == transcript(visits))
    let fixes = try read(
      #"{"dwell": "fixes", "lat": 1, "lon": 2.5, "time": "2020-01-01T00:00:00Z", "vehicle": "a","#
        + #" "n": 1, "b": true, "t": "x", "l": [1, null], "m": [0.5], "s": ["q"], "r": 1.5}"# + "\n"
        + #"{"dwell": "fixes", "lat": null, "lon": 3, "n": 2, "r": 2, "height_m": 7}"# + "\n\r\n"
        + end)
    #expect(
      fixes.flatMap(transcript) == [
        "table fixes 2", "column vehicle coded: x61 null",
        "column time instant: 1577836800000000 null",
        "column lon real: r4004000000000000 r4008000000000000",
        "column lat real: r3ff0000000000000 null",
        "column height_m real: null r401c000000000000", "column n integer: 1 2",
        "column b boolean: true null", "column t text: x78 null", "column l integers: [1,null] []",
        "column m reals: [r3fe0000000000000] []", "column s texts: [x71] []",
        "column r real: r3ff8000000000000 r4000000000000000",
      ])
  }

  @Test(
    "an instant comes back to the microsecond, whatever its year",
    arguments: [
      0, 1, -1, 999_999, 1_600_000_000_123_000, -62_167_219_200_000_000, -62_167_219_200_000_001,
      253_402_300_799_999_999, 253_402_300_800_000_000, .max, .min + 1,
    ] as [Int64])
  func instants(_ instant: Int64) throws {
    let table = Table(kind: .points, columns: [Column("t", .instant([instant]))], rowCount: 1)
    #expect(try WireForm.lines.tables(try WireForm.lines.bytes([table])) == [table])
  }

  @Test(
    "a bad line is told with its number",
    arguments: [
      (#"{"dwell":"fixes","lat":}"#, "1: this is no JSON: a value is expected at column 24"),
      ("[1]", #"1: this is no record: {"dwell":"fixes", …} is one"#),
      (#"{"lat":1}"#, #"1: this is no record of dwell's: its first key is not "dwell""#),
      (#"{"dwell":"kites"}"#, "1: it is a record of a kind that is not known here"),
      (#"{"dwell":"trailer"}"#, "1: it is a record of a kind that is not known here"),
      (#"{"schema":{"dwell":"fixes","columns":[{"name":"a"}]}}"#, "1: its schema is damaged"),
      (#"{"trailer":{}}"#, "1: its trailer is damaged"),
      (#"{"dwell":"fixes","lat":"north"}"#, "1: the value of 'lat' is not of type real"),
      (
        "\n" + #"{"dwell":"fixes","lat":1}"# + "\n\n"
          + #"{"dwell":"fixes","time":"2020-02-30T00:00:00Z"}"#,
        "4: the value of 'time' is not of type instant"
      ),
      (
        #"{"dwell":"visits","geometry":{"type":"Point","coordinates":[1]}}"#,
        "1: the value of 'geometry' is not of type geometry"
      ),
      (#"{"dwell":"visits","fixes":1.5}"#, "1: the value of 'fixes' is not of type integer"),
    ])
  func badLines(_ text: String, _ message: String) {
    #expect(complaint(Array((text + "\n" + end).utf8), as: .lines) == "standard input:" + message)
  }

  @Test("strings come through every escape")
  func escapes() throws {
    let table = try read(
      #"{"dwell":"sites","site":"\u00e9\ud83d\ude81\/\b\f\n\r\t\"\\ \ud83d. \udc00"}"# + "\n" + end)
    #expect(
      try Site.rows(table[0])[0].site
        == "é🚁/\u{8}\u{c}\n\r\t\"\\ \u{FFFD}. \u{FFFD}")
  }

  @Test("only dwell's own lines are recognised")
  func recognition() throws {
    for kind in Samples.kinds {
      #expect(NDJSONReader.recognises(try WireForm.lines.bytes([Samples.table(kind, rows: 1)])))
    }
    #expect(NDJSONReader.recognises(Array(" {\"dwell\" : \"fixes\"".utf8)))
    #expect(NDJSONReader.recognises(Array(end.utf8)))
    for other in ["", "{", #"{"lat":1}"#, #"{"schema":1}"#, "[]", "lat,lon"] {
      #expect(!NDJSONReader.recognises(Array(other.utf8)))
    }
  }

  @Test("flipping any byte of a pipe gives an error or another valid pipe, never a trap")
  func flips() throws {
    let bytes = try WireForm.lines.bytes([Samples.table(.crossings, rows: 2)])
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0x10] {
        var damaged = bytes
        damaged[place] ^= mask
        _ = complaint(damaged, as: .lines)
      }
    }
  }
}
