/// A cell that more than one tile may hold, with the part of a cluster its core points belong to.
public struct SharedCell: Hashable, Sendable {
  /// The cell.
  public var cell: TileCell
  /// The part, a number of the tile's own.
  public var component: Int32

  /// Makes a pair.
  public init(cell: TileCell, component: Int32) {
    self.cell = cell
    self.component = component
  }
}

/// What ``TileMerge`` must know of a tile: a few bytes a cell along its edges.
public struct TileSummary: Equatable, Sendable {
  /// The cells near the edges that hold core points, in order.
  public var sharedCells: [SharedCell] = []
  /// The lowest row of a core point of each part of a cluster.
  public var firstRows: [Int64] = []

  /// Of a tile without core points.
  public init() {}
}

/// What a tile knows: of its own points all but the final number of their clusters.
public struct TileAnswer: Equatable, Sendable {
  /// What joins it to others.
  public var summary: TileSummary
  /// The rows of the tile's own points, in the order they were given.
  public var rows: [Int64] = []
  /// Whether each is a core point.
  public var isCore: [Bool] = []
  /// The part of a cluster each belongs to, −1 for noise; of border points with several to choose from,
  /// one of them.
  public var components: [Int32] = []
  /// All of those, by the place of the point in ``rows``.
  public var choices: [Int: [Int32]] = [:]

  /// Without points.
  public init(summary: TileSummary) { self.summary = summary }

  /// The label of each own point, −1 for noise, by the numbers that the merging gave the tile's parts.
  ///
  /// Of several clusters a border point has the lowest-numbered, which only now is known.
  public func labels(_ numbers: [Int32]) -> [Int32] {
    var labels = components.map { $0 < 0 ? -1 : numbers[Int($0)] }
    for (place, candidates) in choices {
      labels[place] = candidates.map { numbers[Int($0)] }.min() ?? -1
    }
    return labels
  }
}
