/// Joins the clusters of tiles: a union over the parts that share a cell, and their numbers.
///
/// Neither the tiles nor their order change a number: a cluster's is the rank of its lowest core row.
///
/// - Complexity: O(*c*) for *c* shared cells, and a sort of the clusters.
public struct TileMerge: Sendable {
  /// The final numbers of the parts of each tile, in the order the tiles were added.
  public struct Numbers: Equatable, Sendable {
    /// One number a part, one list a tile.
    public var ofTile: [[Int32]] = []
    /// The number of clusters.
    public var count = 0
  }

  private var parent: [Int] = []
  private var firstRows: [Int64] = []
  private var firstPart: [Int] = []
  private var partOfCell: [TileCell: Int] = [:]

  /// No tiles yet.
  public init() {}

  /// Adds a tile.
  public mutating func add(_ tile: TileSummary) {
    let base = parent.count
    firstPart.append(base)
    parent += base..<base + tile.firstRows.count
    firstRows += tile.firstRows
    for shared in tile.sharedCells {
      let part = base + Int(shared.component)
      if let other = partOfCell[shared.cell] {
        let a = root(part), b = root(other)
        parent[max(a, b)] = min(a, b)
      } else {
        partOfCell[shared.cell] = part
      }
    }
  }

  private mutating func root(_ part: Int) -> Int {
    var part = part
    while parent[part] != part {
      parent[part] = parent[parent[part]]
      part = parent[part]
    }
    return part
  }

  /// The numbers, once all tiles are added.
  public consuming func numbers() -> Numbers {
    var lowest: [Int: Int64] = [:]
    for part in parent.indices {
      lowest[root(part), default: .max] = min(lowest[root(part)] ?? .max, firstRows[part])
    }
    var number: [Int: Int32] = [:]
    for (rank, entry) in lowest.sorted(by: { $0.value < $1.value }).enumerated() {
      number[entry.key] = Int32(truncatingIfNeeded: rank)
    }
    var numbers = Numbers(count: lowest.count)
    for (tile, first) in firstPart.enumerated() {
      let end = tile + 1 < firstPart.count ? firstPart[tile + 1] : parent.count
      numbers.ofTile.append((first..<end).map { number[root($0)] ?? -1 })
    }
    return numbers
  }
}
