internal import Synchronization

/// Marked rows of the input, and how many of them come before any row.
///
/// One value for 32 rows: which are marked in the lower half, how many before them in the upper. Sorts
/// marked rows in O(rows ÷ 32) whatever their number.
struct RowRanks: ~Copyable {
  private let entries: Slab<UInt64>

  /// `count` rows, none of them marked.
  init(count: Int, in room: Arena) {
    entries = Slab(count: count / 32 + 1, in: room)
    unsafe entries.base.initialize(repeating: 0, count: entries.count)
  }

  /// Marks a row; all before ``rank()``, by several threads at once.
  func mark(_ row: Int) {
    precondition(row >= 0 && row >> 5 < entries.count, "a row of the input")
    // SAFETY: an atomic number is stored as the number.
    let entry = unsafe UnsafeMutableRawPointer(entries.base + row >> 5)
      .assumingMemoryBound(to: Atomic<UInt64>.self)
    unsafe entry.pointee.bitwiseOr(1 &<< UInt64(row & 31), ordering: .relaxed)
  }

  /// Counts the marked rows before every 32.
  func rank() {
    var total: UInt64 = 0
    for i in 0..<entries.count {
      let bits = entries[i]
      entries[i] = bits | total &<< 32
      total += UInt64(bits.nonzeroBitCount)
    }
  }

  /// How many marked rows come before a row.
  func before(_ row: Int) -> Int {
    let entry = entries[row >> 5]
    let below = entry & (1 &<< UInt64(row & 31) &- 1)
    return Int(entry >> 32) + below.nonzeroBitCount
  }
}
