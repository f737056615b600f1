import Testing
import Tracks
import Wire

@Suite("What is written is what is read")
struct RoundTripTests {
  @Test(
    "every kind of record comes back the same, whatever its size",
    arguments: Samples.kinds, [0, 1, 7, 8, 9, 63, 64, 65, 1000])
  func everyKind(_ kind: RecordKind, _ rows: Int) throws {
    let table = Samples.table(kind, rows: rows)
    for form in WireForm.allCases {
      let read = try form.tables(try form.bytes([table]))
      #expect(read.count == 1)
      #expect(read.flatMap(transcript) == transcript(table), "\(form)")
    }
  }

  @Test("the kinds, batches and dictionaries of a pipe come in the order they were written")
  func manyBatches() throws {
    let tables = Samples.kinds.flatMap { kind in
      [(10, 0), (1, 300), (64, 20)].map { Samples.table(kind, rows: $0.0, first: $0.1) }
    }
    let read = try WireForm.arrow.tables(try WireForm.arrow.bytes(tables))
    #expect(read.map(transcript) == tables.map(transcript))
    // Lines know no batches: those of one kind are one table.
    let lines = try WireForm.lines.tables(try WireForm.lines.bytes(tables))
    #expect(lines.map(\.kind) == Samples.kinds)
    #expect(lines.map(\.rowCount) == lines.map { _ in 75 })
  }

  @Test("lines come in tables of the size asked for", arguments: [1, 7, 64, 74, 75, 76])
  func lineBatches(_ size: Int) throws {
    let table = Samples.table(.visits, rows: 75)
    let read = try WireForm.lines.tables(try WireForm.lines.bytes([table]), batchRows: size)
    #expect(read.map(\.rowCount).max() == min(size, 75))
    #expect(try read.flatMap { try Visit.rows($0) }.count == 75)
    #expect(read.count == (75 + size - 1) / size)
  }

  @Test("how the bytes arrive does not matter", arguments: WireForm.allCases, [1, 3, 64, 4097])
  func pieces(_ form: WireForm, _ piece: Int) throws {
    let tables = [Samples.table(.visits, rows: 20), Samples.table(.fixes, rows: 20)]
    let read = try form.tables(try form.bytes(tables), piece: piece)
    #expect(joinedTranscript(read) == joinedTranscript(tables))
  }

  @Test("lines that were written are a table before more of them come")
  func livePipe() throws {
    let table = Samples.table(.fixes, rows: 20)
    let bytes = try WireForm.lines.bytes([table])
    // The last row and the trailer come later.
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    let later = ends[ends.count - 3] + 1
    let reader = NDJSONReader(LateSource([Array(bytes[..<later]), Array(bytes[later...])]))
    #expect(try reader.next()?.rowCount == 19)
    #expect(try reader.next()?.rowCount == 1)
    #expect(try reader.next() == nil)
  }

  @Test("bytes that were looked at before are read too", arguments: [1, 8, 500])
  func head(_ count: Int) throws {
    let table = Samples.table(.sites, rows: 5)
    let arrow = try WireForm.arrow.bytes([table])
    let reader = WireReader(
      MemorySource(Array(arrow.dropFirst(count))), head: Array(arrow.prefix(count)))
    #expect(try reader.next().map(transcript) == transcript(table))
    #expect(try reader.next() == nil)
    #expect(reader.bytesRead == arrow.count)
    let lines = try WireForm.lines.bytes([table])
    let lineReader = NDJSONReader(
      MemorySource(Array(lines.dropFirst(count))), head: Array(lines.prefix(count)))
    #expect(try lineReader.next().map(transcript) == transcript(table))
    #expect(try lineReader.next() == nil)
    #expect(lineReader.bytesRead == lines.count)
  }

  @Test("a table without rows is left out beside tables of its kind that have some")
  func emptyTables() throws {
    let empty = Fixes().table()
    let full = Samples.table(.fixes, rows: 3)
    let visits = Samples.table(.visits, rows: 0)
    func kinds(_ tables: [Table]) throws -> [String] {
      try WireForm.arrow.tables(try WireForm.arrow.bytes(tables)).map {
        "\($0.kind.rawValue) \($0.rowCount)"
      }
    }
    #expect(try kinds([empty, empty, full]) == ["fixes 3"])
    #expect(try kinds([full, empty, full]) == ["fixes 3", "fixes 3"])
    #expect(try kinds([empty, visits]) == ["fixes 0", "visits 0"])
    #expect(try kinds([visits, full, visits]) == ["visits 0", "fixes 3", "visits 0"])
    #expect(try kinds([]) == [])
  }

  @Test("a change of kind, columns or system begins a new stream, and nothing else does")
  func newStreams() throws {
    let base = Samples.table(.points, rows: 4)
    var other = base
    other.columns.removeLast()
    var renamed = base
    renamed.columns[3].isInternal = true
    func streams(_ tables: [(Table, String?)]) throws -> Int {
      let sink = PieceSink()
      let writer = WireWriter(sink, settings: [], version: "1")
      for (table, crs) in tables { try writer.write(table, crs: crs) }
      try writer.finish(Trailer())
      return sink.pieces.count { $0 == [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0] } - 1
    }
    #expect(try streams([(base, nil), (base, nil), (base, nil)]) == 1)
    #expect(try streams([(base, nil), (other, nil), (base, nil)]) == 3)
    #expect(try streams([(base, nil), (renamed, nil)]) == 2)
    #expect(try streams([(base, "EPSG:32632"), (base, "EPSG:32633")]) == 2)
    #expect(try streams([(base, nil), (Samples.table(.sites, rows: 1), nil)]) == 2)
  }

  @Test(
    "settings, version and coordinate system travel with the rows", arguments: WireForm.allCases)
  func notes(_ form: WireForm) throws {
    let settings = [#"read "a b".csv --map lon=x"#, "clean\n", "détecter"]
    let bytes = try form.bytes(
      [Samples.table(.points, rows: 2)], crs: "EPSG:32633", settings: settings)
    let source = MemorySource(bytes)
    if form == .arrow {
      let reader = WireReader(source)
      #expect(try reader.next()?.rowCount == 2)
      #expect(reader.settings == settings && reader.version == "1.2.3")
      #expect(reader.crs == "EPSG:32633" && !reader.isForeign)
    } else {
      let reader = NDJSONReader(source)
      #expect(try reader.next()?.rowCount == 2)
      #expect(reader.settings == settings && reader.version == "1.2.3")
      #expect(reader.crs == "EPSG:32633")
    }
  }

  @Test("the trailer brings what every stage counted", arguments: WireForm.allCases)
  func trailer(_ form: WireForm) throws {
    var read = Tally()
    read.count("rows", 12)
    read.count("latitude out of range", 3)
    var clean = Tally()
    clean.count("rows", 9)
    // A stage that counted nothing, and two neighbours of one name, stay what they are.
    let trailer = Trailer(
      rows: 12,
      tallies: [("read", read), ("project", Tally()), ("clean", clean), ("clean", read)])
    let bytes = try form.bytes([Samples.table(.areas, rows: 1)], trailer: trailer)
    let source = MemorySource(bytes)
    if form == .arrow {
      let reader = WireReader(source)
      while try reader.next() != nil {}
      #expect(reader.trailer == trailer)
    } else {
      let reader = NDJSONReader(source)
      while try reader.next() != nil {}
      #expect(reader.trailer == trailer)
    }
  }

  @Test("text that is not UTF-8 is repaired on the way out", arguments: WireForm.allCases)
  func illFormed(_ form: WireForm) throws {
    var texts = PackedBytes(["ok", nil])
    texts.append(bytes: [0x5A, 0xFC, 0x72])
    // Two halves of one character: each row is ill-formed, the bytes end to end are not.
    texts.append(bytes: [0xC3])
    texts.append(bytes: [0xBC])
    let table = Table(
      kind: .points, columns: [Column("x", .real([1, 2, 3, 4, 5])), Column("t", .text(texts))],
      rowCount: 5)
    let read = try form.tables(try form.bytes([table]))
    guard case .text(let got)? = read[0]["t"]?.values else {
      Issue.record("the column is no text")
      return
    }
    #expect((0..<5).map { got[$0] } == ["ok", nil, "Z\u{FFFD}r", "\u{FFFD}", "\u{FFFD}"])
  }

  @Test("a stream does not lean on the dictionaries of the one before")
  func dictionariesEnd() throws {
    let table = GoldenTests.table
    var other = table
    other.columns.remove(at: 0)
    let tables = [table, table, other, table]
    let read = try WireForm.arrow.tables(try WireForm.arrow.bytes(tables))
    #expect(read.map(transcript) == tables.map(transcript))
  }

  @Test("a batch that uses few of many names carries those alone")
  func fewNames() throws {
    var many = Labels()
    for number in 0..<5000 { many.append("name-\(number)") }
    many.codes = [4999, 17, -1]
    let table = Table(kind: .points, columns: [Column("c", .coded(many))], rowCount: 3)
    let bytes = try WireForm.arrow.bytes([table])
    #expect(bytes.count < 3000)
    #expect(try WireForm.arrow.tables(bytes).flatMap(transcript) == transcript(table))
  }
}

/// Bytes that come part by part, each with the next read.
private final class LateSource: ByteSource {
  let name = "standard input"
  private var parts: [[UInt8]]

  init(_ parts: [[UInt8]]) { self.parts = parts.reversed() }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    guard let part = parts.popLast() else { return 0 }
    buffer += part
    return part.count
  }
}
