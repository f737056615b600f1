/// Labels of parts of a whole, and which of them are one (union by the smaller number, path halving).
struct LabelUnion {
  private var parent: [Int] = []

  /// The number of labels.
  var count: Int { parent.count }

  /// Adds labels that are alone; returns the first of them.
  mutating func add(_ number: Int) -> Int {
    let base = parent.count
    parent.append(contentsOf: base..<base + number)
    return base
  }

  /// The smallest of the labels that are one with this.
  mutating func find(_ label: Int) -> Int {
    var root = label
    while parent[root] != root {
      parent[root] = parent[parent[root]]
      root = parent[root]
    }
    return root
  }

  /// Makes two labels one.
  mutating func unite(_ left: Int, _ right: Int) {
    let a = find(left)
    let b = find(right)
    parent[max(a, b)] = min(a, b)
  }
}
