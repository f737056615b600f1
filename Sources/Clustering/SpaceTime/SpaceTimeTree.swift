/// A k-d tree over the core points of one unit, in the plane and in time.
///
/// Two dense cells may lie just out of reach of each other; comparing their points pair by pair would be
/// quadratic. Trees settle whole branches at once by their boxes and spans of time, and only leaves
/// that the edge of a neighbourhood runs through are compared.
struct SpaceTimeTree {
  /// What is known of all points below a place in the tree.
  private struct Node {
    var box: Box
    var earliest: UInt64
    var latest: UInt64
  }

  /// How near neighbours are.
  struct Reach {
    /// r², rounded once.
    var squaredRadius: Double
    /// In the unit of the times.
    var time: UInt64
  }

  private static let leaf = 16

  private let reach: Reach
  private var x: [Double]
  private var y: [Double]
  private var time: [UInt64]
  /// The children of i are 2i + 1 and 2i + 2; unwritten below leaves.
  private var nodes: [Node]

  /// Makes the tree over some places in sorted columns; at least one.
  ///
  /// - Complexity: O(*m* log² *m*).
  init(over places: ArraySlice<Int>, of units: SpaceTimeUnits, _ reach: Reach) {
    self.reach = reach
    var size = 1
    var largest = places.count
    while largest > Self.leaf {
      largest = (largest + 1) / 2
      size = 2 * size + 1
    }
    nodes = Array(
      repeating: Node(box: Box(x: 0, y: 0), earliest: 0, latest: 0), count: size)
    (x, y, time) = ([], [], [])
    var order = Array(places)
    grow(0, order.indices, &order, units)
    x = order.map { units.x[$0] }
    y = order.map { units.y[$0] }
    time = order.map { units.time[$0] }
  }

  /// Whether any point here is a neighbour of any point there, in the plane and in time.
  func touches(_ other: SpaceTimeTree) -> Bool {
    touches(0, x.indices, other, 0, other.x.indices)
  }

  /// Writes the node of a branch and all below it; halves lie on either side of the median along the
  /// axis that is longest, measured in radii.
  private mutating func grow(
    _ index: Int, _ range: Range<Int>, _ order: inout [Int], _ units: SpaceTimeUnits
  ) {
    let first = order[range.lowerBound]
    var node = Node(
      box: Box(x: units.x[first], y: units.y[first]), earliest: units.time[first],
      latest: units.time[first])
    for place in order[range] {
      node.box = node.box.joined(with: Box(x: units.x[place], y: units.y[place]))
      node.earliest = min(node.earliest, units.time[place])
      node.latest = max(node.latest, units.time[place])
    }
    nodes[index] = node
    guard range.count > Self.leaf else { return }
    let width = node.box.maxX - node.box.minX, height = node.box.maxY - node.box.minY
    let span = Double(node.latest - node.earliest) / max(1, Double(reach.time))
    if span * span * reach.squaredRadius > max(width, height) * max(width, height) {
      order[range].sort { units.time[$0] < units.time[$1] }
    } else if width >= height {
      order[range].sort { units.x[$0] < units.x[$1] }
    } else {
      order[range].sort { units.y[$0] < units.y[$1] }
    }
    let (low, high) = Self.halves(range)
    grow(2 * index + 1, low, &order, units)
    grow(2 * index + 2, high, &order, units)
  }

  private static func halves(_ range: Range<Int>) -> (Range<Int>, Range<Int>) {
    let middle = range.lowerBound + (range.count + 1) / 2
    return (range.lowerBound..<middle, middle..<range.upperBound)
  }

  /// As ``touches(_:)``, of the points below one place in either tree.
  private func touches(
    _ index: Int, _ range: Range<Int>, _ other: SpaceTimeTree, _ otherIndex: Int,
    _ otherRange: Range<Int>
  ) -> Bool {
    let a = nodes[index], b = other.nodes[otherIndex]
    if a.box.nearestSquared(to: b.box) > reach.squaredRadius { return false }
    if a.earliest > b.latest && a.earliest - b.latest > reach.time { return false }
    if b.earliest > a.latest && b.earliest - a.latest > reach.time { return false }
    if a.box.farthestSquared(to: b.box) <= reach.squaredRadius
      && max(a.latest, b.latest) - min(a.earliest, b.earliest) <= reach.time
    {
      return true
    }
    let isLeaf = range.count <= Self.leaf, isOtherLeaf = otherRange.count <= Self.leaf
    if isLeaf && isOtherLeaf { return isAnyPairNear(range, other, otherRange) }
    if isOtherLeaf || (!isLeaf && range.count >= otherRange.count) {
      let (low, high) = Self.halves(range)
      return touches(2 * index + 1, low, other, otherIndex, otherRange)
        || touches(2 * index + 2, high, other, otherIndex, otherRange)
    }
    let (low, high) = Self.halves(otherRange)
    return touches(index, range, other, 2 * otherIndex + 1, low)
      || touches(index, range, other, 2 * otherIndex + 2, high)
  }

  private func isAnyPairNear(
    _ range: Range<Int>, _ other: SpaceTimeTree, _ otherRange: Range<Int>
  ) -> Bool {
    for i in range {
      for j in otherRange {
        let dx = x[i] - other.x[j], dy = y[i] - other.y[j]
        guard dx * dx + dy * dy <= reach.squaredRadius else { continue }
        let (later, sooner) = (max(time[i], other.time[j]), min(time[i], other.time[j]))
        if later - sooner <= reach.time { return true }
      }
    }
    return false
  }
}
