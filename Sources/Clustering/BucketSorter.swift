/// What a bucket holds.
struct BucketSize: BitwiseCopyable {
  /// Cells with points.
  var cells: Int
  /// Rows with such cells.
  var rows: Int
}

/// Sorts the points of one bucket after the other by their cells; one a thread.
///
/// First the order is found, as numbers; then one column after the other is copied aside and brought
/// back in that order: all within the second-level cache. Where a bucket has about as many cells as
/// points, points are counted by cell, and the counts are the directory too. Where it has far more, keys
/// of cell and place are sorted digit by digit.
struct BucketSorter: ~Copyable {
  private let grid: Grid
  private let columns: UInt64
  private let thresholds: Thresholds
  private let keys: Slab<UInt64>
  private let spare: Slab<UInt64>
  private let counters: Slab<UInt32>
  private let rows: Slab<UInt64>

  private static let digitBits = 11
  /// Cells are only counted while their counters stay in the caches.
  private static let mostCounters = 1 << 17

  /// For buckets of at most `room` points.
  init(room: Int, grid: Grid, _ thresholds: Thresholds) {
    self.grid = grid
    self.thresholds = thresholds
    columns = UInt64(grid.columns.count)
    keys = Slab(count: room)
    spare = Slab(count: max(room, Grid.block))
    counters = Slab(count: Self.mostCounters)
    rows = Slab(count: room)
  }

  /// Sorts the points of a bucket and lists its cells, then its rows.
  ///
  /// - Parameters:
  ///   - range: The places of its points; at least one.
  ///   - firstCell: The first cell of the grid that belongs to the bucket.
  ///   - endCell: The cell after its last.
  ///   - list: Room for two values a point. A cell is its first point in the upper half and its column
  ///     in the lower; a row is its number in the upper half and the first of its cells within the
  ///     bucket in the lower.
  func sort(
    _ range: Range<Int>, cells firstCell: UInt64, _ endCell: UInt64,
    in points: borrowing SortedPoints, listing list: UnsafeMutablePointer<UInt64>
  ) -> BucketSize {
    let most = min(Self.mostCounters, thresholds.countedCells * range.count)
    let size: BucketSize
    if endCell - firstCell <= UInt64(most) {
      size = unsafe orderByCounting(range, firstCell, endCell, points, list)
      bringInOrder(range, points)
    } else {
      orderBySorting(range, firstCell, endCell, points)
      bringInOrder(range, points)
      size = unsafe listCells(range, points, list)
    }
    unsafe (list + size.cells).update(from: rows.base, count: size.rows)
    return size
  }

  /// Finds the order, writes it to the places' column and lists cells and rows.
  private func orderByCounting(
    _ range: Range<Int>, _ firstCell: UInt64, _ endCell: UInt64, _ points: borrowing SortedPoints,
    _ list: UnsafeMutablePointer<UInt64>
  ) -> BucketSize {
    let x = unsafe points.x.base + range.lowerBound, y = unsafe points.y.base + range.lowerBound
    let place = unsafe points.place.base
    // SAFETY: half the keys' memory; the cells of the bucket's points are fewer than the counters.
    let cellOf = unsafe UnsafeMutableRawPointer(keys.base).assumingMemoryBound(to: UInt32.self)
    let counters = unsafe counters.base
    let count = range.count
    unsafe counters.initialize(repeating: 0, count: Int(endCell - firstCell))
    unsafe grid.forEachKey(x, y, 0..<count, points.kernels, room: spare.base) { i, key in
      let cell = UInt32(truncatingIfNeeded: key &- firstCell)
      unsafe cellOf[i] = cell
      unsafe counters[Int(cell)] &+= 1
    }
    let size = unsafe listCounted(range.lowerBound, firstCell, endCell, list)
    for i in 0..<count {
      let cell = unsafe Int(cellOf[i])
      let to = unsafe counters[cell]
      unsafe counters[cell] = to &+ 1
      unsafe place[Int(to)] = UInt32(truncatingIfNeeded: range.lowerBound &+ i)
    }
    return size
  }

  /// Lists the cells that have points; their counts become their first places.
  private func listCounted(
    _ first: Int, _ firstCell: UInt64, _ endCell: UInt64, _ list: UnsafeMutablePointer<UInt64>
  ) -> BucketSize {
    let counters = unsafe counters.base
    var size = BucketSize(cells: 0, rows: 0)
    var total = UInt64(first)
    var (row, column) = firstCell.quotientAndRemainder(dividingBy: columns)
    var next = 0
    let end = Int(endCell - firstCell)
    while next < end {
      let rowEnd = min(end, next + Int(columns - column))
      let before = size.cells
      while next < rowEnd {
        // SAFETY: at most as many cells have points as there are points; an entry for one that has none is
        // written and not kept, maybe the one after the last, for which there is room.
        let inCell = unsafe counters[next]
        unsafe counters[next] = UInt32(truncatingIfNeeded: total)
        unsafe list[size.cells] = total &<< 32 | column
        total &+= UInt64(inCell)
        size.cells &+= inCell > 0 ? 1 : 0
        column &+= 1
        next &+= 1
      }
      if size.cells > before {
        rows[size.rows] = row << 32 | UInt64(before)
        size.rows += 1
      }
      row += 1
      column = 0
    }
    return size
  }

  /// Finds the order and writes it to the places' column.
  private func orderBySorting(
    _ range: Range<Int>, _ firstCell: UInt64, _ endCell: UInt64, _ points: borrowing SortedPoints
  ) {
    let x = unsafe points.x.base + range.lowerBound, y = unsafe points.y.base + range.lowerBound
    var keys = unsafe keys.base, spare = unsafe spare.base
    let (grid, width, count) = (grid, columns, range.count)
    let indexBits = bitWidth(UInt64(count))
    let cellBits = bitWidth(endCell - firstCell)
    let shift = UInt64(indexBits), mask: UInt64 = 1 &<< shift &- 1
    // SAFETY: both columns of keys have `count` places, and indices are below `count`.
    if cellBits + indexBits <= thresholds.keyBits {
      let (into, block) = unsafe (keys, spare)
      unsafe grid.forEachKey(x, y, 0..<count, points.kernels, room: block) { i, key in
        unsafe into[i] = (key &- firstCell) &<< shift | UInt64(truncatingIfNeeded: i)
      }
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + cellBits)
    } else {
      // By column first and then, stably, by row: each fits beside the index.
      for i in 0..<count {
        let column = unsafe UInt64(truncatingIfNeeded: grid.columns.cell(of: x[i]))
        unsafe keys[i] = column &<< shift | UInt64(truncatingIfNeeded: i)
      }
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + bitWidth(width))
      for i in 0..<count {
        let index = unsafe keys[i] & mask
        let row = unsafe UInt64(truncatingIfNeeded: grid.rows.cell(of: y[Int(index)]))
        unsafe keys[i] = row &<< shift | index
      }
      let rowBits = bitWidth(UInt64(grid.rows.count))
      unsafe radixSort(&keys, &spare, count, bits: indexBits..<indexBits + rowBits)
    }
    let place = unsafe points.place.base + range.lowerBound
    let first = UInt64(range.lowerBound)
    for i in 0..<count { unsafe place[i] = UInt32(truncatingIfNeeded: first &+ keys[i] & mask) }
  }

  /// Lists the cells and rows of points that are in order.
  private func listCells(
    _ range: Range<Int>, _ points: borrowing SortedPoints, _ list: UnsafeMutablePointer<UInt64>
  ) -> BucketSize {
    let x = unsafe points.x.base, y = unsafe points.y.base, row = unsafe rows.base
    var size = BucketSize(cells: 0, rows: 0)
    var (lastRow, lastColumn) = (-1, -1)
    for i in range {
      // SAFETY: cells and rows are at most as many as points.
      let (column, rowNumber) = unsafe (grid.columns.cell(of: x[i]), grid.rows.cell(of: y[i]))
      if column == lastColumn && rowNumber == lastRow { continue }
      if rowNumber != lastRow {
        unsafe row[size.rows] =
          UInt64(truncatingIfNeeded: rowNumber) &<< 32 | UInt64(truncatingIfNeeded: size.cells)
        size.rows &+= 1
      }
      unsafe list[size.cells] =
        UInt64(truncatingIfNeeded: i) &<< 32 | UInt64(truncatingIfNeeded: column)
      size.cells &+= 1
      (lastColumn, lastRow) = (column, rowNumber)
    }
    return size
  }

  /// Brings the columns into the order of the places' column.
  private func bringInOrder(_ range: Range<Int>, _ points: borrowing SortedPoints) {
    let place = unsafe UnsafePointer(points.place.base + range.lowerBound)
    unsafe bring(points.x.base + range.lowerBound, place, range)
    unsafe bring(points.y.base + range.lowerBound, place, range)
    if points.isWeighted {
      unsafe bring(points.weight.base + range.lowerBound, place, range)
    }
  }

  @inline(__always)
  private func bring<T>(
    _ column: UnsafeMutablePointer<T>, _ place: UnsafePointer<UInt32>, _ range: Range<Int>
  ) {
    // SAFETY: values of eight bytes, as many as there are keys; places are those of the range.
    let aside = unsafe UnsafeMutableRawPointer(spare.base).assumingMemoryBound(to: T.self)
    unsafe aside.update(from: column, count: range.count)
    let origin = unsafe aside - range.lowerBound
    for i in 0..<range.count { unsafe column[i] = origin[Int(place[i])] }
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
