import Foundation
import TestSupport
import Testing
import Tracks
import Wire

@Suite(
  "What Python writes is read",
  .enabled(
    if: Python.interpreter != nil,
    "needs Python with pyarrow, polars and pandas (DWELL_PYTHON)"))
struct ForeignTests {
  @Test("every type, encoding and shape has the values that went in, or its error")
  func everyCase() throws {
    let cases = try ForeignCases.all.get()
    #expect(cases.count > 35)
    for foreign in cases {
      var told = complaint(foreign.bytes)
      if let wanted = foreign.error {
        told = told?.replacing(#/standard input: byte \d+: /#, with: "")
        #expect(told == wanted, "\(foreign.name)")
        continue
      }
      #expect(told == nil, "\(foreign.name)")
      guard told == nil else { continue }
      let lines = try WireForm.arrow.tables(foreign.bytes).flatMap(transcript)
      #expect(lines.count == foreign.lines.count, "\(foreign.name)")
      for (line, wanted) in zip(lines, foreign.lines) where line != wanted {
        Issue.record("\(foreign.name): \(line.prefix(400))\n≠ \(wanted.prefix(400))")
      }
    }
  }

  @Test("what is read from elsewhere and written again has the same values for pyarrow")
  func passedThrough() throws {
    let tables = try ForeignCases.all.get().filter { $0.error == nil }
      .flatMap { try WireForm.arrow.tables($0.bytes) }.filter { $0.rowCount > 0 }
    let lines = try PythonReadsTests.lines(try WireForm.arrow.bytes(tables))
    let got = lines.filter { !$0.hasPrefix("stream") }.dropLast(6)
    let wanted = tables.flatMap(transcript)
    #expect(got.count == wanted.count)
    for (line, other) in zip(got, wanted) where line != other {
      Issue.record("\(line.prefix(400))\n≠ \(other.prefix(400))")
    }
  }

  @Test("columns that are left out, and values that lose something, are told once each")
  func warnings() throws {
    func warnings(_ name: String) throws -> [String] {
      let cases = try ForeignCases.all.get()
      let foreign = try #require(cases.first { $0.name == name })
      var told: [String] = []
      let reader = WireReader(MemorySource(foreign.bytes, name: "standard input")) {
        told.append($0)
      }
      while try reader.next() != nil {}
      return told
    }
    let left = try warnings("left out")
    #expect(left.count == 16)
    #expect(left.first == "standard input: column 'struct' is left out: it holds struct values")
    #expect(
      try warnings("geometries").last
        == "standard input: column 'utm code' is left out: it holds geometries in EPSG:32633, "
        + "not in longitude and latitude (OGC:CRS84)")
    #expect(
      try warnings("pandas")
        == ["standard input: column 'when': times are cut to whole microseconds"])
    #expect(try warnings("numbers") == [])
    #expect(try warnings("batches") == [])
  }

  @Test("a stream from elsewhere, cut at any byte, never passes for a whole one")
  func cut() throws {
    for foreign in try ForeignCases.all.get() where foreign.error == nil {
      // What comes before the second of two streams is a whole stream.
      if foreign.name == "two streams" { continue }
      for count in stride(from: 0, to: foreign.bytes.count, by: foreign.bytes.count > 3000 ? 61 : 7)
      where complaint(Array(foreign.bytes.prefix(count))) == nil {
        Issue.record("\(foreign.name), cut at \(count) of \(foreign.bytes.count)")
      }
    }
  }
}
