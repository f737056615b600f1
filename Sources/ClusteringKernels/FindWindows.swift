/// Finds the cells that can hold neighbours of some cells' points: a run of cells in each of five rows.
///
/// The table has one entry for every 32 columns of every row of the grid: the number of occupied
/// cells before them in the upper half, and which of the 32 are occupied in the lower. The index of
/// the first occupied cell from a column on is then one load, a count of bits and a sum, with nothing
/// to predict wrongly.
///
/// ```
/// row 7   ·▪·▪▪···▪···…   entry of columns 0–31: rank 100, bits 0b1_0001_1010
///         the first cell from column 4 on: 100 + bits below column 4 = 102
/// ```
///
/// - Parameters:
///   - table: The entries; two rows and two columns free before the first and after the last.
///   - rowWords: The entries of a row.
///   - row: The row of the cells, with the free ones before it counted.
///   - columns: The column of each cell, without those before it.
///   - windows: Ten values a cell: first cell and end of the row itself, the one above, the one
///     below, two above, two below.
public func findWindows(
  _ table: UnsafePointer<UInt64>, rowWords: Int, row: Int, columns: UnsafePointer<UInt32>,
  _ first: Int, _ end: Int, into windows: UnsafeMutablePointer<UInt32>
) {
  let own = unsafe table + row &* rowWords
  let up = unsafe own + rowWords, up2 = unsafe up + rowWords
  let down = unsafe own - rowWords, down2 = unsafe down - rowWords
  var cell = first
  var to = unsafe windows
  while cell < end {
    // Two columns before, counted with the two free ones, is the column itself.
    let low = unsafe Int(columns[cell])
    unsafe findRun(own, low, into: to)
    unsafe findRun(up, low, into: to + 2)
    unsafe findRun(down, low, into: to + 4)
    unsafe findRun(up2, low, into: to + 6)
    unsafe findRun(down2, low, into: to + 8)
    unsafe to += 10
    cell &+= 1
  }
}

/// Finds the cells of the five columns from `low` on.
@inline(__always)
private func findRun(
  _ row: UnsafePointer<UInt64>, _ low: Int, into window: UnsafeMutablePointer<UInt32>
) {
  unsafe window[0] = cellsBefore(low, row)
  unsafe window[1] = cellsBefore(low &+ 5, row)
}

/// The number of occupied cells before a column of a row.
@inline(__always)
private func cellsBefore(_ column: Int, _ row: UnsafePointer<UInt64>) -> UInt32 {
  let entry = unsafe row[column &>> 5]
  let below = entry & ((1 as UInt64) &<< UInt64(truncatingIfNeeded: column & 31) &- 1)
  return UInt32(truncatingIfNeeded: entry &>> 32)
    &+ UInt32(truncatingIfNeeded: below.nonzeroBitCount)
}
