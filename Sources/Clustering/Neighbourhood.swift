/// What every phase after the sort works with: the cells, where their neighbours are, the rows that
/// a thread takes at a time.
struct Neighbourhood: ~Copyable {
  /// The cells that hold points.
  let cells: CellDirectory
  /// Which columns hold them; nil where the grid is too large for bits.
  let occupied: OccupiedColumns?
  /// The ranks of the rows of each band, in order.
  let bands: [Range<Int>]
  /// Whether ``occupied`` is there.
  let hasTable: Bool
  /// How many threads work.
  let threads: Int
  /// The square of the radius, metres².
  let squaredRadius: Double
  /// Where one way of doing the work gives way to another.
  let thresholds: Thresholds

  /// Looks around in a directory.
  init(
    _ cells: consuming CellDirectory, in grid: Grid, points: Int, squaredRadius: Double,
    threads: Int, _ thresholds: Thresholds
  ) {
    let isSmall =
      grid.rows.count < 1 << 31 && grid.columns.count < 1 << 31
      && Double(grid.rows.count) * Double(grid.columns.count)
        <= Double(thresholds.gridCells) * Double(points + 1024)
      && OccupiedColumns.bytes(for: grid) / 4 <= thresholds.gridCells * (points + 1024)
    bands = Self.bands(of: cells, threads: threads)
    occupied = isSmall ? OccupiedColumns(cells, in: grid, threads: threads) : nil
    hasTable = isSmall
    self.cells = cells
    self.threads = threads
    self.squaredRadius = squaredRadius
    self.thresholds = thresholds
  }

  /// Bands of about as many points each, of four rows at least.
  private static func bands(of cells: borrowing CellDirectory, threads: Int) -> [Range<Int>] {
    guard threads > 1 else { return [0..<cells.rowCount] }
    let enough = Int(cells.start[cells.count]) / (8 * threads)
    var bands: [Range<Int>] = []
    var first = 0
    for row in 0..<cells.rowCount {
      let points =
        cells.start[Int(cells.rowStart[row + 1])] - cells.start[Int(cells.rowStart[first])]
      if row - first >= 3 && points >= enough {
        bands.append(first..<row + 1)
        first = row + 1
      }
    }
    if cells.rowCount - first >= 4 || bands.isEmpty {
      bands.append(first..<cells.rowCount)
    } else if let last = bands.popLast() {
      bands.append(last.lowerBound..<cells.rowCount)
    }
    return bands
  }

  /// Does work on every band, several at once but never two next to each other.
  ///
  /// What one does may reach two rows into its neighbours, which have four at least: every other band
  /// first, then the rest.
  func forEachBand(_ work: (Range<Int>) -> Void) {
    for parity in 0..<2 {
      inParallel((bands.count + 1 - parity) / 2, threads: threads) { work(bands[2 * $0 + parity]) }
    }
  }

  /// The cells of a band.
  func cells(of band: Range<Int>) -> Range<Int> {
    Int(cells.rowStart[band.lowerBound])..<Int(cells.rowStart[band.upperBound])
  }

  /// No trees yet.
  func forest() -> Forest { Forest(squaredRadius: squaredRadius, thresholds) }
}
