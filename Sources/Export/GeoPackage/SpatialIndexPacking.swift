/// A box in single precision with the row it belongs to, or the node.
package struct IndexBox: Equatable {
  package var id: Int64
  package var west: Float
  package var east: Float
  package var south: Float
  package var north: Float

  /// A box of doubles, widened to the next single-precision numbers, as SQLite's R-tree does: it
  /// never misses what the doubles touch.
  package init(id: Int64, west: Double, south: Double, east: Double, north: Double) {
    self.id = id
    self.west = Self.below(west)
    self.south = Self.below(south)
    self.east = Self.above(east)
    self.north = Self.above(north)
  }

  /// The box around boxes, for a node.
  package init(node: Int64, around boxes: ArraySlice<IndexBox>) {
    id = node
    west = .infinity
    south = .infinity
    east = -.infinity
    north = -.infinity
    for box in boxes {
      west = min(west, box.west)
      south = min(south, box.south)
      east = max(east, box.east)
      north = max(north, box.north)
    }
  }

  private static func below(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) > value ? near.nextDown : near
  }

  private static func above(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) < value ? near.nextUp : near
  }
}

/// One node of a packed R-tree: its number, 1 for the root, and the cells in it.
package struct IndexNode {
  package var number: Int64
  /// 0 for a leaf.
  package var level: Int
  package var cells: ArraySlice<IndexBox>
}

/// Packs boxes into the nodes of an R-tree, bottom up.
///
/// Sort-Tile-Recursive (Leutenegger, López, Edgington: ICDE 1997): sort by x, cut into vertical
/// slices, sort each by y, cut into full nodes; the same again for the nodes. Ties go by id, so
/// that the same rows give the same tree. Several times as fast as inserting one by one, and a
/// better tree, since nothing was ever split.
///
/// - Parameters:
///   - boxes: What to pack; not empty.
///   - capacity: The most cells a node holds; 2 or more.
/// - Returns: The nodes, the leaves first, the root last.
/// - Complexity: O(*n* log *n*).
package func packed(_ boxes: [IndexBox], capacity: Int) -> [IndexNode] {
  precondition(capacity >= 2 && !boxes.isEmpty, "a tree needs boxes and nodes to hold them")
  var nodes: [IndexNode] = []
  var level = 0
  var number: Int64 = 2
  var current = boxes
  while current.count > capacity {
    let tiled = tiled(current, capacity: capacity)
    current = []
    for start in stride(from: 0, to: tiled.count, by: capacity) {
      let cells = tiled[start..<min(start + capacity, tiled.count)]
      nodes.append(IndexNode(number: number, level: level, cells: cells))
      current.append(IndexBox(node: number, around: cells))
      number += 1
    }
    level += 1
  }
  nodes.append(IndexNode(number: 1, level: level, cells: current[...]))
  return nodes
}

/// The boxes in such an order that each run of `capacity` is a tile.
private func tiled(_ boxes: [IndexBox], capacity: Int) -> [IndexBox] {
  var boxes = boxes
  boxes.sort { ($0.west + $0.east, $0.id) < ($1.west + $1.east, $1.id) }
  let tiles = (boxes.count + capacity - 1) / capacity
  let slices = Int(Double(tiles).squareRoot().rounded(.up))
  let slice = (tiles + slices - 1) / slices * capacity
  for start in stride(from: 0, to: boxes.count, by: slice) {
    boxes[start..<min(start + slice, boxes.count)].sort {
      ($0.south + $0.north, $0.id) < ($1.south + $1.north, $1.id)
    }
  }
  return boxes
}
