/// Sorties joined into groups, directly or by others between.
struct SortieGroups {
  private var parent: [Int: Int] = [:]

  /// Joins the groups of two sorties; a sortie joined with itself is a group of one.
  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (root(one), root(other))
    parent[max(a, b)] = min(a, b)
  }

  /// The groups, the largest first, then by their first sortie; each in order.
  var all: [[Int]] {
    var groups: [Int: [Int]] = [:]
    for sortie in parent.keys.sorted() { groups[root(sortie), default: []].append(sortie) }
    return groups.values.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
  }

  /// The first sortie of a group.
  private func root(_ sortie: Int) -> Int {
    var root = sortie
    while let next = parent[root], next != root { root = next }
    return root
  }
}
