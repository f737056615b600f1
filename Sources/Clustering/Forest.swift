/// k-d trees over the cells that hold very many points, made when first asked for.
///
/// The grid alone is linear while the cells that are scanned hold few points. A hover logged at 10 Hz
/// can put a million points that are not yet dense into one cell, and two dense cells can lie
/// just over a radius apart; scanning or pairing such cells point by point would be quadratic. A tree
/// settles whole branches at once by their boxes (``Box``), and only the leaves that the edge of the
/// ball runs through are scanned.
///
/// Making a tree lets the points of its range change places, all columns together.
struct Forest: ~Copyable {
  /// What is known of all points below a place in a tree.
  struct Node {
    var box: Box
    /// Their weight together; their number when points count as 1 each.
    var weight: Int64
    /// The index of its tilted box, −1 until that is asked for.
    var tilted = -1
  }

  /// A place in a tree: the node and the points below it.
  struct Branch {
    /// The index of the tree's root among all nodes.
    let root: Int
    /// The index within the tree: the children of i are 2i + 1 and 2i + 2.
    let index: Int
    /// The first point below it.
    let first: Int
    /// The point after the last below it.
    let end: Int
  }

  /// r², rounded once.
  let squaredRadius: Double
  /// What is a crowd, what a leaf.
  let thresholds: Thresholds
  /// The nodes of all trees; unwritten below leaves.
  private(set) var nodes: [Node] = []
  private var trees: [Int: Branch] = [:]
  private var tiltedBoxes: [TiltedBox] = []

  /// No trees yet.
  init(squaredRadius: Double, _ thresholds: Thresholds) {
    self.squaredRadius = squaredRadius
    self.thresholds = thresholds
  }

  /// The tree over the points `first ..< end`, made now if there is none that begins there.
  ///
  /// - Complexity: O(*m* log *m*) for *m* points, once.
  mutating func tree(over first: Int, _ end: Int, _ points: borrowing SortedPoints) -> Branch {
    if let made = trees[first] { return made }
    var size = 1
    var largest = end - first
    while largest > thresholds.leaf {
      largest = (largest + 1) / 2
      size = 2 * size + 1
    }
    let root = Branch(root: nodes.count, index: 0, first: first, end: end)
    let empty = Node(box: Box(x: 0, y: 0), weight: 0)
    nodes.append(contentsOf: repeatElement(empty, count: size))
    grow(root, points)
    trees[first] = root
    return root
  }

  /// What is known of the points below a branch.
  @inline(__always)
  func node(_ branch: Branch) -> Node { nodes[branch.root + branch.index] }

  /// The tilted box of a branch, made when first asked for in O(*m*) for *m* points.
  mutating func tiltedBox(_ branch: Branch, _ points: borrowing SortedPoints) -> TiltedBox {
    let made = node(branch).tilted
    if made >= 0 { return tiltedBoxes[made] }
    let box = TiltedBox(points, branch.first, branch.end)
    nodes[branch.root + branch.index].tilted = tiltedBoxes.count
    tiltedBoxes.append(box)
    return box
  }

  /// Whether a branch has no children: few points, or all in one place.
  @inline(__always)
  func isLeaf(_ branch: Branch) -> Bool {
    branch.end - branch.first <= thresholds.leaf || node(branch).box.isPoint
  }

  /// The two halves of a branch that is not a leaf.
  @inline(__always)
  func children(_ branch: Branch) -> (Branch, Branch) {
    let middle = branch.first + (branch.end - branch.first + 1) / 2
    return (
      Branch(
        root: branch.root, index: 2 * branch.index + 1, first: branch.first, end: middle),
      Branch(root: branch.root, index: 2 * branch.index + 2, first: middle, end: branch.end)
    )
  }

  /// Writes the node of a branch and all nodes below it; halves lie on either side of the median
  /// along the longer edge of the box.
  private mutating func grow(_ branch: Branch, _ points: borrowing SortedPoints) {
    let (first, end) = (branch.first, branch.end)
    let box = points.box(first, end)
    let place = branch.root + branch.index
    nodes[place].box = box
    if isLeaf(branch) {
      nodes[place].weight = points.weight(first, end)
      return
    }
    let (low, high) = children(branch)
    let isWide = box.maxX - box.minX >= box.maxY - box.minY
    points.separate(first, end, at: low.end, byX: isWide)
    grow(low, points)
    grow(high, points)
    nodes[place].weight = node(low).weight &+ node(high).weight
  }
}
