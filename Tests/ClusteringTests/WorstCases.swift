import TestSupport

/// Sets that break clusterings: the ends of every parameter, ties, crowds, strays.
enum WorstCases {
  /// All of them small enough for a comparison of all pairs.
  static let small: [PointSet] =
    sizes + ends + lattices + strays
    + [sharedBorder, borderedCore, overABorder, line, signedZeros] + crowds

  /// One and two points at, just within and just out of reach.
  private static var sizes: [PointSet] {
    [
      PointSet(name: "one point", x: [3], y: [4], radius: 1, needed: 1),
      PointSet(name: "one lonely point", x: [3], y: [4], radius: 1, needed: 2),
      PointSet(name: "two at reach", x: [0, 3], y: [0, 4], radius: 5, needed: 2),
      PointSet(name: "two out of reach", x: [0, 3], y: [0, 4], radius: 5.0.nextDown, needed: 2),
      PointSet(name: "two in one place", x: [1, 1], y: [2, 2], radius: 1e-9, needed: 2),
    ]
  }

  /// The least and the greatest count and radius over one scatter.
  private static var ends: [PointSet] {
    var random = SplitMix(seed: 11)
    let x = (0..<60).map { _ in random.uniform(0, 10) }
    let y = (0..<60).map { _ in random.uniform(0, 10) }
    var sets: [PointSet] = []
    for needed in [1, 2, 60, 61] {
      for radius in [1e-6, 0.5, 5, 9.9, 14, 1e9] {
        sets.append(PointSet(name: "ends", x: x, y: y, radius: radius, needed: Int64(needed)))
      }
    }
    return sets
  }

  /// Whole squares of points whose distances tie with the radius.
  private static var lattices: [PointSet] {
    var sets: [PointSet] = []
    for squaredRadius: Double in [1, 2, 4, 5, 8] {
      for needed: Int64 in [3, 5, 9, 13] {
        var set = PointSet(
          name: "lattice", x: [], y: [], radius: squaredRadius.squareRoot(), needed: needed)
        for i in 0..<196 {
          set.x.append(Double(i % 14) + 4_649_776)
          set.y.append(Double(i / 14) - 500_000)
        }
        sets.append(set)
      }
    }
    return sets
  }

  /// Two core points that reach each other over a cell of the same row that holds a border point alone.
  ///
  /// Repeated at other places within the cells, along one row.
  private static var overABorder: PointSet {
    var set = PointSet(name: "over a border", x: [], y: [], radius: 1, needed: 4)
    for copy in 0..<40 {
      for place in [-0.25, -0.25, 0.7, 1.06, 1.5, 2.45, 2.45] {
        set.x.append(10.037 * Double(copy) + place)
        set.y.append(0)
      }
    }
    return set
  }

  /// Points so far away that cell numbers do not fit 32 bits, or 53.
  private static var strays: [PointSet] {
    var sets: [PointSet] = []
    for far in [1e12, 1e18, 1e300] {
      for radius in [1e-3, 1] {
        sets.append(
          PointSet(
            name: "stray", x: [0, radius, far, 2 * radius, -far, far], y: [0, 0, far, 0, 0, far],
            radius: radius, needed: 2))
      }
    }
    return sets
  }

  /// A border point that two clusters reach; the lower number wins though it comes last.
  private static var sharedBorder: PointSet {
    PointSet(
      name: "shared border", x: [0, 2, 2.2, 2.1, 0, -0.2, -0.1, 1], y: [9, 0, 0, 0, 0, 0, 0, 0],
      radius: 1, needed: 4)
  }

  /// A core point whose neighbours are all border points that lower-numbered clusters took.
  private static var borderedCore: PointSet {
    // Four points to the left, right and above, each with a border point one radius nearer to 0, 0.
    let away = [2, 2.1, 2.2, 2.3, 1]
    return PointSet(
      name: "bordered core", x: away.map { -$0 } + away + away.map { _ in 0 } + [0],
      y: away.map { _ in 0 } + away.map { _ in 0 } + away + [0], radius: 1, needed: 4)
  }

  private static var line: PointSet {
    PointSet(
      name: "line", x: (0..<100).map { Double($0) * 0.1 }, y: (0..<100).map { Double($0) * 0.1 },
      radius: 0.1 * 2.0.squareRoot(), needed: 3)
  }

  private static var signedZeros: PointSet {
    let least = Double.leastNonzeroMagnitude
    return PointSet(
      name: "zeros and subnormals", x: [0.0, -0.0, least, -least, 1], y: [-0.0, 0, 0, -least, 1],
      radius: 1, needed: 4)
  }

  /// So many points in few cells that trees settle them: discs, arcs, slanting lines, quantised ones.
  private static var crowds: [PointSet] {
    var random = SplitMix(seed: 5)
    var sets: [PointSet] = []
    for needed in [40, 250, 500] {
      var x: [Double] = [], y: [Double] = []
      for i in 0..<600 {
        x.append(random.normal() * 0.45 + (i % 5 == 0 ? 1.8 : 0))
        y.append(random.normal() * 0.45)
      }
      let weights = x.indices.map { Int64($0 % 3) }
      sets.append(PointSet(name: "crowd", x: x, y: y, radius: 1, needed: Int64(needed)))
      sets.append(
        PointSet(
          name: "crowd on a lattice", x: x.map { ($0 * 8).rounded() / 8 },
          y: y.map { ($0 * 8).rounded() / 8 }, radius: 1, needed: Int64(needed)))
      sets.append(
        PointSet(
          name: "weighted crowd", x: x, y: y, weights: weights, radius: 1, needed: Int64(needed)))
    }
    return sets + rims(&random)
  }

  /// Two crowds that face each other at one radius, a hair less, a hair more.
  private static func rims(_ random: inout SplitMix) -> [PointSet] {
    let along = (0..<400).map { _ in random.uniform(-0.3, 0.3) }
    let hairs = [1, 1 - 0x1p-50, 1 + 0x1p-50, 1 + 1e-9]
    var sets: [PointSet] = []
    for hair in hairs {
      let upright = (along.map { _ in 0 } + along.map { _ in hair }, along + along)
      let reach = hair * 0.5.squareRoot()
      let slanting = (
        along + along.map { $0 + reach }, along.map { -$0 } + along.map { reach - $0 }
      )
      let knot = along.map { $0 * 1e-12 }
      let arc = (
        knot + along.map { hair * ($0 * 90).cosine }, knot + along.map { hair * ($0 * 90).sine }
      )
      for (name, points) in [("upright", upright), ("slanting", slanting), ("bent", arc)] {
        sets.append(
          PointSet(name: "\(name) rims", x: points.0, y: points.1, radius: 1, needed: 5))
      }
    }
    return sets
  }
}
