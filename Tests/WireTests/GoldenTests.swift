import Testing
import Tracks
import Wire

@Suite("The bytes of a stream")
struct GoldenTests {
  static let table = Table(
    kind: .points,
    columns: [Column("x", .real([1.5, .nan])), Column("c", .coded(labels), isInternal: true)],
    rowCount: 2)

  static var labels: Labels {
    var labels = Labels()
    labels.append("a")
    labels.append(nil)
    return labels
  }

  /// A stream that pyarrow, polars and pandas were seen to read.
  ///
  /// Any change here is a change of the wire.
  @Test("a tiny stream is these bytes")
  func golden() throws {
    let sink = PieceSink()
    let writer = WireWriter(sink, settings: ["s"], version: "1")
    try writer.write(Self.table)
    try writer.finish(Trailer())
    let pieces = sink.pieces.prefix(6).map { piece in
      piece.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    for (piece, wanted) in zip(pieces, Self.pieces) { #expect(piece == wanted) }
    #expect(pieces.count == Self.pieces.count)
  }

  @Test("metadata is padded to 8 bytes, buffers to 64, and each message says how long it is")
  func padding() throws {
    let sink = PieceSink()
    let writer = WireWriter(sink, settings: [], version: "1")
    for kind in Samples.kinds { try writer.write(Samples.table(kind, rows: 9)) }
    try writer.finish(Trailer())
    for piece in sink.pieces {
      if piece.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) && piece.count < 1 << 16 {
        let length = piece[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length % 8 == 0 && length + 8 == piece.count)
      } else {
        #expect(piece.count % 64 == 0)
      }
    }
  }

  @Test("streams and files of Arrow are recognised by their first bytes, nothing else is")
  func recognition() throws {
    let bytes = try WireForm.arrow.bytes([Self.table])
    #expect(WireReader.recognises(bytes))
    #expect(WireReader.recognises(Array(bytes.prefix(8))))
    #expect(WireReader.recognises(Array("ARROW1\0\0".utf8)))
    #expect(!WireReader.recognises(Array(bytes.prefix(7))))
    #expect(!WireReader.recognises([]))
    #expect(!WireReader.recognises([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]))
    #expect(!WireReader.recognises([0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0]))
    #expect(!WireReader.recognises([UInt8](repeating: 0xFF, count: 16)))
    #expect(!WireReader.recognises(Array("time,lat,lon\n".utf8)))
    #expect(!WireReader.recognises(try WireForm.lines.bytes([Self.table])))
  }

  static let pieces = [
    // The schema.
    "ffffffff00020000100000000c00170014001600100008000c00000000000000"
      + "000000000000000018000000040001000a000e000c0004000800000000000000"
      + "100000000c0000001401000000000000020000001c0000006000000012001200"
      + "040010001100080000000c000000000014000000100000002000000024000000"
      + "0103000001000000780000000600060004000000000000000c00000002000000"
      + "0000000012001a0004001800190008000c001000140000001400000018000000"
      + "200000002c000000540000005400000001050000010000006300000004000400"
      + "040000000800140008001000000000000c000000000000000100000000000000"
      + "100000000800090004000800000000000c000000200000000100000000000000"
      + "010000000c00000008000c00040008000800000008000000180000000e000000"
      + "6477656c6c2e696e7465726e616c000004000000747275650000000003000000"
      + "18000000440000007000000008000c0004000800000000000c00000008000000"
      + "140000000a0000006477656c6c2e6b696e64000006000000706f696e74730000"
      + "08000c00040008000800000008000000180000000d0000006477656c6c2e7665"
      + "7273696f6e000000010000003100000008000c00040008000800000008000000"
      + "180000000e0000006477656c6c2e73657474696e67730000050000005b227322"
      + "5d00000000000000",
    // The dictionary batch: its metadata,
    "ffffffffc8000000100000000c00170014001600100008000c00000000000000"
      + "800000000000000018000000040002000a001500080010001400000000000000"
      + "1000000000000000010000000000000018000000000000000a00180008001000"
      + "1400000000000000100000000000000001000000000000000c00000020000000"
      + "0000000001000000010000000000000000000000000000000000000003000000"
      + "0000000000000000000000000000000000000000000000000800000000000000"
      + "40000000000000000100000000000000",
    // and its body: no validity, offsets 0 and 1, the letter a.
    "0000000001000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000"
      + "6100000000000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000",
    // The record batch: its metadata,
    "ffffffffc0000000100000000c00170014001600100008000c00000000000000"
      + "000100000000000018000000040003000a001800080010001400000000000000"
      + "100000000000000002000000000000000c000000300000000000000002000000"
      + "0200000000000000010000000000000002000000000000000100000000000000"
      + "0000000004000000000000000000000001000000000000004000000000000000"
      + "100000000000000080000000000000000100000000000000c000000000000000"
      + "0800000000000000",
    // and its body: for x the validity, 1.5 and NaN, for c the validity and the codes 0 and 0.
    "0100000000000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000"
      + "000000000000f83f000000000000f87f00000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000"
      + "0100000000000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000"
      + "0000000000000000000000000000000000000000000000000000000000000000",
    // The end.
    "ffffffff00000000",
  ]
}
