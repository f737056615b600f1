import Telemetry
import TestSupport
import Testing

@Suite("where cells and rows end")
struct RowIndexTests {
  @Test(
    "vectors of every width find the same ends, those that one finds byte by byte",
    arguments: UInt64(1)...80)
  func widths(seed: UInt64) {
    var random = SplitMix(seed: seed)
    // From nothing but marks to hardly any, in quotes now and then.
    let rarity = [1, 2, 8, 40, 300][Int(seed % 5)]
    var bytes: [UInt8] = []
    while bytes.count < Int(seed) * 37 {
      guard random.next() % UInt64(rarity) == 0 else {
        bytes.append(UInt8(random.next() % 26) + 0x61)
        continue
      }
      bytes += [[0x2C], [0x2C], [0x0A], Array(",\"a,\nb\",".utf8)][Int(random.next() % 4)]
    }
    let start = Int(random.next() % UInt64(bytes.count))
    for width in 0...RowIndex.widest {
      var index = RowIndex(delimiter: 0x2C, width: width)
      // Once before with more, so that what was found then must not show.
      index.build(bytes.span, from: 0, limit: bytes.count)
      index.build(bytes.span, from: start, limit: 1024)
      let blocks = min(1024, bytes.count - start) / 64
      var ends = [Int32(start - 1)]
      var rowEnds: [Int32] = []
      var isInside = false
      for place in start..<start + blocks * 64 {
        if bytes[place] == 0x22 { isInside.toggle() }
        guard !isInside, bytes[place] == 0x2C || bytes[place] == 0x0A else { continue }
        ends.append(Int32(place))
        if bytes[place] == 0x0A { rowEnds.append(Int32(ends.count)) }
      }
      #expect(Array(index.ends.prefix(ends.count)) == ends, "width \(width)")
      #expect(index.rowCount == rowEnds.count)
      #expect(Array(index.rowEnds.prefix(rowEnds.count)) == rowEnds, "width \(width)")
    }
  }
}
