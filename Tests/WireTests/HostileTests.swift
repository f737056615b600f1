import Testing
import Tracks
import Wire

@Suite("Damaged input gives an error or rows, never a trap")
struct HostileTests {
  /// Every type, every null, a dictionary.
  static let own = Result {
    try WireForm.arrow.bytes([
      Table(
        kind: .points,
        columns: [
          Column("x", .real([1, .nan])), Column("i", .integer32([1, .min])),
          Column("b", .boolean([true, nil])), Column("t", .text(PackedBytes(["é", nil]))),
          Column("r", .reals([[1], []])), Column("n", .integers([[], [2]])),
          Column("s", .texts([["a", "b"], []])), Column("c", .coded(GoldenTests.labels)),
          Column("m", .instant([.min, 0])),
          Column("g", .geometry(PackedBytes([nil, "no geometry"])), isInternal: true),
        ], rowCount: 2)
    ])
  }

  @Test("the stream from elsewhere is sound before it is damaged")
  func sound() throws {
    let lines = try WireForm.arrow.tables(ForeignStream.bytes).flatMap(transcript)
    var second = ForeignStream.lines
    second[4] = "column d coded: x71 x70 null"
    #expect(lines == ForeignStream.lines + second)
  }

  @Test("any byte flipped", arguments: [0x01, 0x80] as [UInt8])
  func flipped(_ mask: UInt8) throws {
    for bytes in [try Self.own.get(), ForeignStream.bytes] {
      for place in bytes.indices {
        var damaged = bytes
        damaged[place] ^= mask
        _ = complaint(damaged)
      }
    }
  }

  @Test(
    "any number replaced by an extreme one",
    arguments: [0, .max, 0x7FFF_FFFF, 1 << 63, 64] as [UInt64])
  func extremes(_ number: UInt64) throws {
    for bytes in [try Self.own.get(), ForeignStream.bytes] {
      for place in stride(from: 0, to: bytes.count - 8, by: 4) {
        var damaged = bytes
        // All 8 bytes of the longer numbers, 4 of those that end here.
        let width = place % 8 == 0 ? 8 : 4
        for byte in 0..<width {
          damaged[place + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))
        }
        _ = complaint(damaged)
      }
    }
  }

  @Test("lengths that lie take no memory and are told with their place")
  func lies() throws {
    let marker: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    // Two gigabytes of metadata announced, eight bytes sent.
    #expect(complaint(marker + [0xF8, 0xFF, 0xFF, 0x7F] + marker + marker) == cutMessage)
    #expect(
      complaint(marker + [0, 0, 0, 0x80])
        == "standard input: byte 0: the Arrow stream is damaged: a message is 2147483648 bytes "
        + "long: write it again")
    // A root beyond the metadata, and one that contains itself.
    #expect(
      complaint(marker + [8, 0, 0, 0] + [0xFF, 0xFF, 0, 0, 0, 0, 0, 0])
        == "standard input: byte 16: the Arrow stream is damaged: its metadata points outside "
        + "itself: write it again")
    #expect(
      complaint(Array("PK\u{3}\u{4}........".utf8))
        == "standard input: byte 0: this is no Arrow stream (it does not begin with FF FF FF FF): "
        + "write one with pyarrow.ipc.new_stream of Arrow 0.15 or later")
  }

  /// The bytes of a stream with the first place of `old` as 8 bytes put to `new`.
  private func replacing(
    _ old: Int64, by new: Int64, from start: Int, in bytes: [UInt8]
  ) throws -> [UInt8] {
    func bytes8(_ number: Int64) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * Int64($0))) }
    }
    var bytes = bytes
    let place = try #require(
      (start..<bytes.count - 8).first { Array(bytes[$0..<$0 + 8]) == bytes8(old) })
    bytes.replaceSubrange(place..<place + 8, with: bytes8(new))
    return bytes
  }

  @Test("row counts, buffers and codes out of range are told by column")
  func columns() throws {
    var labels = Labels()
    for row in 0..<777 { labels.append("name \(row % 3)") }
    let table = Table(
      kind: .points,
      columns: [
        Column("x", .real((0..<777).map(Double.init))), Column("c", .coded(labels)),
      ], rowCount: 777)
    let sink = PieceSink()
    let writer = WireWriter(sink, settings: [], version: "1")
    try writer.write(table)
    try writer.finish(Trailer())
    let bytes = Array(sink.pieces.joined())
    // Schema, dictionary and its body, then the batch's metadata.
    let batch = sink.pieces.prefix(3).reduce(0) { $0 + $1.count }
    func told(_ old: Int64, _ new: Int64) throws -> String {
      let text = complaint(try replacing(old, by: new, from: batch, in: bytes)) ?? "nothing"
      return text.replacing(#/standard input: byte \d+: the Arrow stream is damaged: /#, with: "")
    }
    #expect(
      try told(777, 1 << 60)
        == "a batch of 9408 bytes claims 1152921504606846976 rows: write it again")
    #expect(
      try told(777, 778) == "column 'x': it has 777 rows in a batch of 778: write it again")
    #expect(
      try told(6216, 6208)
        == "column 'x': 777 values of 8 bytes do not fit into 6208 bytes: write it again")
    #expect(
      try told(6216, 99_999)
        == "column 'x': a buffer of 99999 bytes at 0 lies outside the body of 9408: write it again")
    #expect(
      try told(6272, -64)
        == "column 'c': a buffer of 0 bytes at -64 lies outside the body of 9408: write it again")
    // The last batch's codes begin 6,272 bytes into its body; 3 is no name.
    let body = batch + sink.pieces[3].count
    var damaged = bytes
    damaged[body + 6272] = 3
    #expect(
      complaint(damaged)?.hasSuffix(
        "column 'c': an index is outside its dictionary of 3: write it again") == true)
    damaged[body + 6272 + 3] = 0xFF
    #expect(
      complaint(damaged)?.hasSuffix(
        "column 'c': an index is outside its dictionary of 3: write it again") == true)
  }

  @Test("offsets out of order are told")
  func offsets() throws {
    let table = Table(
      kind: .points, columns: [Column("t", .text(PackedBytes(["ab", "cde", "f"])))], rowCount: 3)
    let sink = PieceSink()
    let writer = WireWriter(sink, settings: [], version: "1")
    try writer.write(table)
    try writer.finish(Trailer())
    let body = sink.pieces[0].count + sink.pieces[1].count
    for (place, byte, reason) in [
      (4, 6, "its offsets are not in order"), (3, 0x80, "its offsets are not in order"),
      (12, 7, "its text ends at 7, beyond its 6 bytes"),
    ] as [(Int, UInt8, String)] {
      var damaged = Array(sink.pieces.joined())
      damaged[body + place] = byte
      let told = complaint(damaged)
      #expect(
        told?.hasSuffix("damaged: column 't': \(reason): write it again") == true, "\(told ?? "")")
    }
    // Offsets need not begin at 0: the text before the first belongs to no row.
    var late = Array(sink.pieces.joined())
    late[body] = 1
    let rows = try WireForm.arrow.tables(late).flatMap(transcript)
    #expect(rows == ["table points 3", "column t text: x62 x636465 x66"])
    var illFormed = Array(sink.pieces.joined())
    illFormed[body + 64 + 1] = 0xFF
    #expect(complaint(illFormed)?.contains("column 't': row 1 of the batch is not UTF-8") == true)
  }
}
