/// Points sorted by cell, then time, then input row; and the units that they fall into.
///
/// A unit is the points of one cell in one slab of time. Slabs are as long as the time radius, its end
/// included, so two points of a unit are neighbours in time as two points of a cell are in space.
/// Neighbours are found in the units of 5 × 5 cells and three slabs.
struct SpaceTimeUnits {
  /// Metres east, sorted.
  private(set) var x: [Double] = []
  /// Metres north, sorted.
  private(set) var y: [Double] = []
  /// Time since the earliest point, in the unit of the input.
  private(set) var time: [UInt64] = []
  /// The weight of each point, 1 without weights.
  private(set) var weight: [Int64] = []
  /// The row of each point in the input.
  private(set) var origin: [Int] = []
  /// The first point of each cell, one more value closes the last.
  private(set) var cellStart: [Int] = []
  /// The column of each cell.
  private(set) var cellColumn: [Int] = []
  /// The first cell of each row that has any, one more value closes the last.
  private(set) var rowStart: [Int] = []
  /// The number of each such row.
  private(set) var rowNumber: [Int] = []
  /// The first unit of each cell, one more value closes the last.
  private(set) var cellUnits: [Int] = []
  /// The first point of each unit, one more value closes the last.
  private(set) var unitStart: [Int] = []

  /// Sorts points, at least one; without a grid all of them are in one cell.
  ///
  /// - Complexity: O(*n* log *n*).
  init(
    _ xs: [Double], _ ys: [Double], _ times: [Int64], _ weights: [Int64]?, in grid: Grid?,
    timeRadius: UInt64
  ) {
    struct Place {
      var row: Int
      var column: Int
      var time: UInt64
      var origin: Int
    }
    let earliest = times.min() ?? 0
    var places = xs.indices.map { i in
      // The difference of any two 64-bit numbers, the lesser subtracted, fits 64 bits without a sign.
      Place(
        row: grid?.rows.cell(of: ys[i]) ?? 0, column: grid?.columns.cell(of: xs[i]) ?? 0,
        time: UInt64(bitPattern: times[i] &- earliest), origin: i)
    }
    places.sort {
      ($0.row, $0.column, $0.time, $0.origin) < ($1.row, $1.column, $1.time, $1.origin)
    }
    x = places.map { xs[$0.origin] }
    y = places.map { ys[$0.origin] }
    time = places.map { $0.time }
    weight = places.map { weights?[$0.origin] ?? 1 }
    origin = places.map { $0.origin }
    func slab(_ i: Int) -> UInt64 {
      timeRadius == .max ? 0 : places[i].time / (timeRadius + 1)
    }
    for i in places.indices {
      let isNewRow = i == 0 || places[i].row != places[i - 1].row
      let isNewCell = isNewRow || places[i].column != places[i - 1].column
      if isNewRow {
        rowStart.append(cellStart.count)
        rowNumber.append(places[i].row)
      }
      if isNewCell {
        cellStart.append(i)
        cellColumn.append(places[i].column)
        cellUnits.append(unitStart.count)
      }
      if isNewCell || slab(i) != slab(i - 1) { unitStart.append(i) }
    }
    rowStart.append(cellStart.count)
    cellStart.append(x.count)
    cellUnits.append(unitStart.count)
    unitStart.append(x.count)
  }

  /// The number of points.
  var count: Int { x.count }
  /// The number of cells.
  var cellCount: Int { cellColumn.count }
  /// The number of units.
  var unitCount: Int { unitStart.count - 1 }

  /// The points of a unit, in the order of time.
  func points(ofUnit unit: Int) -> Range<Int> { unitStart[unit]..<unitStart[unit + 1] }

  /// The units of a cell, in the order of time.
  func units(of cell: Int) -> Range<Int> { cellUnits[cell]..<cellUnits[cell + 1] }

  /// Calls `body` with some rows' ranks at a time, from several threads at once, until all rows had
  /// their turn.
  func forEachBand(threads: Int, _ body: (_ ranks: Range<Int>) -> Void) {
    let bands = threads == 1 ? 1 : min(rowNumber.count, 16 * threads)
    inParallel(bands, threads: threads) { body(share($0, of: bands, rowNumber.count)) }
  }

  /// Calls `body` with each cell of some rows and the cells of its 5 × 5 stencil, itself first.
  func forEachStencil(
    ofRows some: Range<Int>, _ body: (_ cell: Int, _ stencil: [Int]) -> Void
  ) {
    var stencil: [Int] = []
    for rank in some {
      // Cursors into the five rows, which only ever move to the right.
      let ranks = (max(0, rank - 2)..<min(rowNumber.count, rank + 3)).filter {
        abs(rowNumber[$0] - rowNumber[rank]) <= 2
      }
      var cursors = ranks.map { rowStart[$0] }
      for cell in rowStart[rank]..<rowStart[rank + 1] {
        stencil.removeAll(keepingCapacity: true)
        stencil.append(cell)
        for (slot, other) in ranks.enumerated() {
          let end = rowStart[other + 1]
          while cursors[slot] < end && cellColumn[cursors[slot]] < cellColumn[cell] - 2 {
            cursors[slot] += 1
          }
          var near = cursors[slot]
          while near < end && cellColumn[near] <= cellColumn[cell] + 2 {
            if near != cell { stencil.append(near) }
            near += 1
          }
        }
        body(cell, stencil)
      }
    }
  }
}
