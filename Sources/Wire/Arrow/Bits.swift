/// Bitmaps, least significant bit first: Arrow's validity and booleans.
///
/// They are made and read 64 rows at a time; the closures are inlined, so none is called a row.
enum Bits {
  /// A bit for each of `count` rows, in whole words of 64, the rest zero.
  @inline(__always)
  static func packed(_ count: Int, _ isSet: (Int) -> Bool) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity((count + 63) / 64)
    var row = 0
    while row < count {
      let end = min(row + 64, count)
      var word: UInt64 = 0
      var place: UInt64 = 0
      while row < end {
        word |= (isSet(row) ? 1 : 0) &<< place
        place &+= 1
        row &+= 1
      }
      words.append(word)
    }
    return words
  }

  /// Calls `visit` for the rows below `count` whose bit is zero, in order.
  @inline(__always)
  static func forEachZero(in words: [UInt64], below count: Int, _ visit: (Int) -> Void) {
    var start = 0
    for word in words {
      var zeros = ~word
      if count - start < 64 { zeros &= (1 &<< UInt64(count - start)) &- 1 }
      while zeros != 0 {
        visit(start + zeros.trailingZeroBitCount)
        zeros &= zeros &- 1
      }
      start += 64
    }
  }

  /// Whether the bit of a row is one.
  @inline(__always)
  static func isSet(_ row: Int, in words: [UInt64]) -> Bool {
    words[row / 64] &>> UInt64(row % 64) & 1 == 1
  }
}
