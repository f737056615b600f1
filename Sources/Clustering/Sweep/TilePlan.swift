internal import Tracks

/// Rectangles that hold, each with its halo, no more points than fit into memory.
struct TilePlan {
  /// The tiles.
  private(set) var tiles: [TileRectangle] = []
  /// The most points that one is given.
  private(set) var largest = 0
  private let blocks: BlockCounts
  private let most: Int

  private typealias Block = (place: TileCell, count: Int)

  /// Halves the plane at medians of the points until every half fits.
  ///
  /// - Throws: A usage error when the points around one block alone are too many.
  init(_ blocks: BlockCounts, most: Int) throws(DwellError) {
    self.blocks = blocks
    self.most = most
    let all = blocks.counts.map { (place: $0.key, count: $0.value) }.sorted { $0.place < $1.place }
    guard let first = all.first, let last = all.last else { return }
    let columns = all.reduce(first.place.column..<first.place.column + 1) {
      min($0.lowerBound, $1.place.column)..<max($0.upperBound, $1.place.column + 1)
    }
    try halve(columns, first.place.row..<last.place.row + 1, all)
  }

  private mutating func halve(
    _ columns: Range<Int>, _ rows: Range<Int>, _ near: [Block]
  ) throws(DwellError) {
    // What may lie in the halo counts: the blocks around, as many as four cells reach.
    let rings = (TileRectangle.halo + blocks.side - 1) / blocks.side
    let wide = TileRectangle(columns: columns, rows: rows).grown(by: rings)
    let near = near.filter { wide.contains($0.place) }
    let inside = TileRectangle(columns: columns, rows: rows)
    let own = near.filter { inside.contains($0.place) }
    guard !own.isEmpty else { return }
    let load = near.reduce(0) { $0 + $1.count }
    if load <= most {
      tiles.append(blocks.cells(columns: columns, rows: rows))
      largest = max(largest, load)
      return
    }
    guard columns.count > 1 || rows.count > 1 else {
      throw DwellError(
        .usage,
        "--memory: \(load) points lie within \(2 * rings + 1) cells of each other and only "
          + "\(most) fit: give \(load / max(1, most) + 1) times as much")
    }
    if columns.count >= rows.count {
      let cut = median(own.map { ($0.place.column, $0.count) }, within: columns)
      try halve(columns.lowerBound..<cut, rows, near)
      try halve(cut..<columns.upperBound, rows, near)
    } else {
      let cut = median(own.map { ($0.place.row, $0.count) }, within: rows)
      try halve(columns, rows.lowerBound..<cut, near)
      try halve(columns, cut..<rows.upperBound, near)
    }
  }

  /// Where half of the points lie before, so that neither side is empty of places.
  private func median(_ points: [(place: Int, count: Int)], within range: Range<Int>) -> Int {
    let half = points.reduce(0) { $0 + $1.count } / 2
    var before = 0
    for (place, count) in points.sorted(by: { $0.place < $1.place }) {
      before += count
      if before >= half { return min(max(place + 1, range.lowerBound + 1), range.upperBound - 1) }
    }
    return range.lowerBound + 1
  }
}
