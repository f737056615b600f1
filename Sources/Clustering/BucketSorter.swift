/// What a bucket holds.
struct BucketSize: BitwiseCopyable {
  /// Cells with points.
  var cells: Int
  /// Rows with such cells.
  var rows: Int
}

/// Sorts the points of one bucket after the other by their cells; one a thread.
///
/// The keys are sorted where the coordinates will be: a key is read for the last time right before
/// the coordinates of its place are written over it. So sorting takes no room of its own.
struct BucketSorter: ~Copyable {
  private let grid: Grid
  private let columns: UInt64
  private let keyBits: Int
  /// Cells found: first point in the upper half, column in the lower.
  private let cells: Slab<UInt64>
  /// Rows found: number in the upper half, the first of its cells within the bucket in the lower.
  private let rows: Slab<UInt64>
  private let counters: Slab<UInt32>

  private static let digitBits = 11

  /// For buckets of at most `room` points; `keyBits` is 64, or less in tests.
  init(room: Int, grid: Grid, keyBits: Int) {
    self.grid = grid
    self.keyBits = keyBits
    columns = UInt64(grid.columns.count)
    cells = Slab(count: room)
    rows = Slab(count: room)
    counters = Slab(count: 1 << Self.digitBits)
  }

  /// Sorts the records of a bucket into the columns of points and puts its cells, then its rows, where
  /// the records were.
  ///
  /// - Parameters:
  ///   - records: The records; overwritten.
  ///   - first: The place of the bucket's first point.
  ///   - count: The number of its points; more than 0.
  ///   - firstCell: The first cell of the grid that belongs to the bucket.
  ///   - endCell: The cell after its last.
  func sort(
    _ records: UnsafeMutableRawPointer, _ first: Int, _ count: Int, cells firstCell: UInt64,
    _ endCell: UInt64, into points: borrowing SortedPoints
  ) -> BucketSize {
    // SAFETY: the columns have `count` places from `first` on that belong to this bucket alone.
    var keys = unsafe UnsafeMutableRawPointer(points.y.base + first)
      .assumingMemoryBound(to: UInt64.self)
    var spare = unsafe UnsafeMutableRawPointer(points.x.base + first)
      .assumingMemoryBound(to: UInt64.self)
    let stride = points.isWeighted ? PointRecord.weightedBytes : PointRecord.bytes
    let indexBits = bitWidth(UInt64(count))
    let cellBits = bitWidth(endCell - firstCell)
    let shift = UInt64(indexBits)
    let width = columns
    if cellBits + indexBits <= keyBits {
      for i in 0..<count {
        let record = unsafe records + i &* stride
        let x = unsafe record.loadUnaligned(as: Double.self)
        let y = unsafe (record + 8).loadUnaligned(as: Double.self)
        unsafe keys[i] =
          (grid.key(x, y, width) &- firstCell) &<< shift | UInt64(truncatingIfNeeded: i)
      }
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + cellBits)
    } else {
      // By column first and then, stably, by row: each fits beside the index.
      for i in 0..<count {
        let x = unsafe (records + i &* stride).loadUnaligned(as: Double.self)
        let column = UInt64(truncatingIfNeeded: grid.columns.cell(of: x))
        unsafe keys[i] = column &<< shift | UInt64(truncatingIfNeeded: i)
      }
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + bitWidth(width))
      for i in 0..<count {
        let index = unsafe keys[i] & ((1 &<< shift) &- 1)
        let y = unsafe (records + Int(index) &* stride + 8).loadUnaligned(as: Double.self)
        let row = UInt64(truncatingIfNeeded: grid.rows.cell(of: y))
        unsafe keys[i] = row &<< shift | index
      }
      let rowBits = bitWidth(UInt64(grid.rows.count))
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + rowBits)
    }
    let size = unsafe gather(records, keys, first, count, indexMask: 1 &<< shift &- 1, points)
    unsafe records.copyMemory(from: cells.base, byteCount: 8 * size.cells)
    unsafe (records + 8 * size.cells).copyMemory(from: rows.base, byteCount: 8 * size.rows)
    return size
  }

  /// Writes the columns in the order of the keys, and lists the cells and rows met.
  private func gather(
    _ records: UnsafeMutableRawPointer, _ keys: UnsafeMutablePointer<UInt64>, _ first: Int,
    _ count: Int, indexMask: UInt64, _ points: borrowing SortedPoints
  ) -> BucketSize {
    let toX = unsafe points.x.base + first, toY = unsafe points.y.base + first
    let toOrigin = unsafe points.origin.base + first
    let toWeight = unsafe points.isWeighted ? points.weight.base + first : nil
    let stride = points.isWeighted ? PointRecord.weightedBytes : PointRecord.bytes
    let cell = unsafe cells.base, row = unsafe rows.base
    var size = BucketSize(cells: 0, rows: 0)
    var (lastRow, lastColumn) = (-1, -1)
    for i in 0..<count {
      // SAFETY: the keys hold each index below `count` once; see the type for what overwrites what.
      let record = unsafe records + Int(truncatingIfNeeded: keys[i] & indexMask) &* stride
      let x = unsafe record.loadUnaligned(as: Double.self)
      let y = unsafe (record + 8).loadUnaligned(as: Double.self)
      unsafe toX[i] = x
      unsafe toY[i] = y
      unsafe toOrigin[i] = (record + PointRecord.rowOffset).loadUnaligned(as: UInt32.self)
      if let toWeight = unsafe toWeight {
        unsafe toWeight[i] = (record + PointRecord.weightOffset).loadUnaligned(as: Int64.self)
      }
      let (column, rowNumber) = (grid.columns.cell(of: x), grid.rows.cell(of: y))
      if column == lastColumn && rowNumber == lastRow { continue }
      if rowNumber != lastRow {
        unsafe row[size.rows] =
          UInt64(truncatingIfNeeded: rowNumber) &<< 32 | UInt64(truncatingIfNeeded: size.cells)
        size.rows &+= 1
      }
      unsafe cell[size.cells] =
        UInt64(truncatingIfNeeded: first &+ i) &<< 32 | UInt64(truncatingIfNeeded: column)
      size.cells &+= 1
      (lastColumn, lastRow) = (column, rowNumber)
    }
    return size
  }

  /// Sorts keys by some of their bits, the order of equal ones kept.
  ///
  /// Least significant digit first, in digits of equal size of up to 11 bits: 2,048 counters and as
  /// many streams stay in the caches.
  ///
  /// - Complexity: O(*n* · bits ÷ 11).
  private func radixSort(
    _ keys: inout UnsafeMutablePointer<UInt64>, _ spare: inout UnsafeMutablePointer<UInt64>,
    _ count: Int, bits: Range<Int>
  ) {
    let passes = (bits.count + Self.digitBits - 1) / Self.digitBits
    guard passes > 0 else { return }
    let digitBits = (bits.count + passes - 1) / passes
    let position = unsafe counters.base
    for pass in 0..<passes {
      let amount = UInt64(bits.lowerBound + pass * digitBits)
      let mask: UInt64 = 1 &<< UInt64(digitBits) &- 1
      let from = unsafe keys, to = unsafe spare
      unsafe position.initialize(repeating: 0, count: 1 << digitBits)
      // SAFETY: a digit is below 2^digitBits, and the positions are the running sums of the counts,
      // so every write has a place of its own.
      for i in 0..<count { unsafe position[Int((from[i] &>> amount) & mask)] &+= 1 }
      var total: UInt32 = 0
      for digit in 0..<1 << digitBits {
        let inDigit = unsafe position[digit]
        unsafe position[digit] = total
        total &+= inDigit
      }
      for i in 0..<count {
        let key = unsafe from[i]
        let digit = Int((key &>> amount) & mask)
        unsafe to[Int(position[digit])] = key
        unsafe position[digit] &+= 1
      }
      unsafe (keys, spare) = (spare, keys)
    }
  }
}

/// The bits it takes to write every number below `count`.
func bitWidth(_ count: UInt64) -> Int {
  count <= 1 ? 0 : 64 - (count - 1).leadingZeroBitCount
}
