import Foundation
import TestSupport
import Testing
import Tracks
import Wire

@Suite(
  "Python reads what is written",
  .enabled(
    if: Python.interpreter != nil,
    "needs Python with pyarrow, polars and pandas (DWELL_PYTHON)"))
struct PythonReadsTests {
  /// What `read_wire.py` says of a pipe.
  static func lines(_ bytes: [UInt8]) throws -> [String] {
    let run = try Python.run(script: oracle("read_wire"), input: Data(bytes))
    try #require(run.status == 0, "\(run.stderr)")
    return String(decoding: run.stdout, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The path of a script.
  static func oracle(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/\(name).py").path
  }

  @Test("pyarrow, polars and pandas read every kind, with the values and types that went in")
  func everyKind() throws {
    // Two batches of each kind; the second has other names in its dictionaries.
    let tables = Samples.kinds.flatMap {
      [Samples.table($0, rows: 100), Samples.table($0, rows: 9, first: 1000)]
    }
    var tally = Tally()
    tally.count("rows", 7)
    let bytes = try WireForm.arrow.bytes(
      tables, crs: "EPSG:32633", settings: ["read", #"map "x""#],
      trailer: Trailer(rows: 7, tallies: [("read", tally)]))
    let lines = try Self.lines(bytes)
    let notes = #"1.2.3 ["read","map \"x\""]"#
    var expected: [String] = []
    for (index, table) in tables.enumerated() {
      if index % 2 == 0 { expected.append("stream \(table.kind.rawValue) \(notes) EPSG:32633") }
      expected += transcript(table)
    }
    expected += [
      "stream trailer \(notes) -", "table trailer 1", "column rows integer: 7",
      "column status text: x636f6d706c657465", "column stages texts: [x72656164]",
      "column reasons texts: [x726f7773]", "column counts integers: [7]",
    ]
    #expect(lines.count == expected.count)
    for (line, wanted) in zip(lines, expected) where line != wanted {
      Issue.record("\(line.prefix(300))\n≠ \(wanted.prefix(300))")
    }
  }

  @Test("they read batches of few rows and of none")
  func sizes() throws {
    let tables = [0, 1, 7, 8, 9].flatMap { rows in
      Samples.kinds.map { Samples.table($0, rows: rows) }
    }
    let lines = try Self.lines(try WireForm.arrow.bytes(tables))
    #expect(lines.filter { !$0.hasPrefix("stream") }.dropLast(6) == tables.flatMap(transcript)[...])
  }

  @Test("a growing and a shrinking dictionary mean the right names in every batch")
  func dictionaries() throws {
    func batch(_ names: [String?]) -> Table {
      var labels = Labels()
      for name in names { labels.append(name) }
      return Table(
        kind: .points, columns: [Column("name", .coded(labels))], rowCount: names.count)
    }
    let tables = [
      batch(["a", "b", nil]), batch(["b", "a", "c", "d"]), batch(["d"]), batch([nil, nil]),
      batch(["a", "b", nil]), batch(["z", "y", "x", "a"]),
    ]
    let lines = try Self.lines(try WireForm.arrow.bytes(tables))
    #expect(Array(lines.dropFirst().prefix(12)) == tables.flatMap(transcript))
  }
}
