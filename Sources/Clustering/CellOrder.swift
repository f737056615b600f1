/// The rows of the input in the order of their cells, row by row, the order within a cell kept.
///
/// Row, column and input row of a point are packed into one 64-bit key where they fit, which is
/// nearly always: 2²⁴ points in 2²⁰ by 2²⁰ cells do. Where not, the points are sorted by column
/// first and then, stably, by row.
struct CellOrder: ~Copyable {
  /// One value a point; its low bits are the point's row in the input.
  let keys: Slab<UInt64>
  /// Which bits those are.
  let indexMask: UInt64

  /// Orders points by the cells of a grid made over them; `keyBits` is 64, or less in tests.
  init(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int, in grid: Grid,
    keyBits: Int
  ) {
    let indexBits = bitWidth(of: count)
    let columnBits = bitWidth(of: grid.columns.count)
    let rowBits = bitWidth(of: grid.rows.count)
    var keys = Slab<UInt64>(count: count)
    var spare = Slab<UInt64>(count: count)
    let indexShift = UInt64(indexBits)
    indexMask = (UInt64(1) << indexShift) - 1
    let key = unsafe keys.base
    // SAFETY: `x`, `y` and the keys have `count` values; the low bits of a key are a row below it.
    if rowBits + columnBits + indexBits <= keyBits {
      let rowShift = UInt64(columnBits + indexBits)
      for i in 0..<count {
        let column = unsafe UInt64(truncatingIfNeeded: grid.columns.cell(of: x[i]))
        let row = unsafe UInt64(truncatingIfNeeded: grid.rows.cell(of: y[i]))
        unsafe key[i] = row &<< rowShift | column &<< indexShift | UInt64(truncatingIfNeeded: i)
      }
      radixSort(&keys, &spare, bits: indexBits..<indexBits + columnBits + rowBits)
    } else {
      for i in 0..<count {
        let column = unsafe UInt64(truncatingIfNeeded: grid.columns.cell(of: x[i]))
        unsafe key[i] = column &<< indexShift | UInt64(truncatingIfNeeded: i)
      }
      radixSort(&keys, &spare, bits: indexBits..<indexBits + columnBits)
      for i in 0..<count {
        let index = keys[i] & indexMask
        let row = unsafe UInt64(truncatingIfNeeded: grid.rows.cell(of: y[Int(index)]))
        keys[i] = row &<< indexShift | index
      }
      radixSort(&keys, &spare, bits: indexBits..<indexBits + rowBits)
    }
    self.keys = keys
  }
}

/// The bits it takes to write every number below `count`.
private func bitWidth(of count: Int) -> Int {
  count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
}
