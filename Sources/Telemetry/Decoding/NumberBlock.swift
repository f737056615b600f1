/// Columns of numbers of the same length, one after another in one array; a column begins with its
/// first number.
struct NumberBlock {
  private var values: [Double] = []
  /// Rows that each column has room for.
  private var room = 64
  /// The columns that have begun, in the order they did.
  private var places: [Int] = []
  /// A bit for each of ``places``.
  private var begun: UInt64 = 0

  /// Takes the numbers of a row.
  ///
  /// - Parameters:
  ///   - numbers: By column; NaN for none.
  ///   - known: A bit for each column that may have a number in this row.
  ///   - row: The number of rows before this one.
  @inline(__always)
  mutating func add(_ numbers: Span<Double>, known: UInt64, at row: Int) {
    if row == room { grow() }
    var fresh = known & ~begun
    while fresh != 0 {
      let place = fresh.trailingZeroBitCount
      fresh &= fresh &- 1
      if !numbers[place].isNaN { begin(place) }
    }
    let (order, stride) = (places, room)
    var cells = values.mutableSpan
    var at = row
    for place in order {
      cells[at] = numbers[place]
      at &+= stride
    }
  }

  /// The column of a place, all of whose rows but `count` are cut off; empty when it never began.
  func column(_ place: Int, count: Int) -> [Double] {
    guard begun >> UInt64(place) & 1 == 1, let slot = places.firstIndex(of: place) else {
      return []
    }
    return Array(values[slot * room..<slot * room + count])
  }

  /// Forgets all rows.
  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    begun = 0
  }

  private mutating func begin(_ place: Int) {
    begun |= 1 << UInt64(place)
    places.append(place)
    values.append(contentsOf: repeatElement(.nan, count: room))
  }

  private mutating func grow() {
    let old = values
    // Not a power of two: the columns' cells of one row would all fall into the same set of the cache.
    let more = room + 8
    values.removeAll(keepingCapacity: true)
    for slot in places.indices {
      values.append(contentsOf: old[slot * room..<(slot + 1) * room])
      values.append(contentsOf: repeatElement(.nan, count: more))
    }
    room += more
  }
}
