#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stretch of a track as a chain of steps that are each long enough to have a course, with sums that
/// answer in constant time how far it turned and how its points are spread.
struct TurnTrail {
  /// Point of the path of each vertex.
  private(set) var points: [Int] = []
  /// Row of the track at or before each vertex.
  private(set) var rows: [Int] = []
  /// Metres, from the first vertex, which keeps the sums well conditioned.
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  /// Seconds from the first vertex.
  private(set) var t: [Double] = []
  /// Radians turned from the first step to the step that begins at each vertex, left positive.
  private(set) var turned: [Double] = []
  /// The same without sign.
  private(set) var turnedEither: [Double] = []
  /// Metres travelled to each vertex.
  private(set) var travelled: [Double] = []
  private var sums: [Moments] = []

  /// Time-weighted sums over the steps up to a vertex, each step at its middle.
  struct Moments {
    var w = 0.0
    var x = 0.0
    var y = 0.0
    var t = 0.0
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    var xt = 0.0
    var yt = 0.0
    var tt = 0.0
  }

  var count: Int { rows.count }

  /// Takes the vertices among candidate points of a path: those at least `step` metres from the vertex
  /// before.
  init(_ path: DensePath, _ candidates: some Sequence<Int>, step: Double) {
    for point in candidates {
      guard let last = points.last, let start = points.first else {
        append(point, path.row[point], 0, 0, 0)
        continue
      }
      let dx = path.x[point] - path.x[last]
      let dy = path.y[point] - path.y[last]
      if dx * dx + dy * dy >= step * step {
        append(
          point, path.row[point], path.x[point] - path.x[start], path.y[point] - path.y[start],
          Double(path.time[point] - path.time[start]) / 1e6)
      }
    }
    addTurns()
    addSums()
  }

  private mutating func append(
    _ point: Int, _ row: Int, _ x: Double, _ y: Double, _ t: Double
  ) {
    points.append(point)
    rows.append(row)
    self.x.append(x)
    self.y.append(y)
    self.t.append(t)
  }

  private mutating func addTurns() {
    var sum = 0.0
    var either = 0.0
    var before = Double.nan
    for vertex in x.indices {
      guard vertex + 1 < x.count else {
        turned.append(sum)
        turnedEither.append(either)
        break
      }
      let course = atan2(y[vertex + 1] - y[vertex], x[vertex + 1] - x[vertex])
      if before.isFinite {
        let turn = (course - before).remainder(dividingBy: 2 * .pi)
        sum += turn
        either += abs(turn)
      }
      before = course
      turned.append(sum)
      turnedEither.append(either)
    }
  }

  private mutating func addSums() {
    var m = Moments()
    var length = 0.0
    for vertex in x.indices {
      if vertex > 0 {
        let dx = x[vertex] - x[vertex - 1]
        let dy = y[vertex] - y[vertex - 1]
        let px = (x[vertex] + x[vertex - 1]) / 2
        let py = (y[vertex] + y[vertex - 1]) / 2
        let pt = (t[vertex] + t[vertex - 1]) / 2
        let w = (dx * dx + dy * dy).squareRoot()
        length += w
        m.w += w
        m.x += w * px
        m.y += w * py
        m.t += w * pt
        // A step is a segment: its own spread about its middle is a twelfth of its square.
        m.xx += w * (px * px + dx * dx / 12)
        m.yy += w * (py * py + dy * dy / 12)
        m.xy += w * (px * py + dx * dy / 12)
        m.xt += w * px * pt
        m.yt += w * py * pt
        m.tt += w * pt * pt
      }
      travelled.append(length)
      sums.append(m)
    }
  }

  /// How the path from one vertex to another is spread about a centre that moves steadily.
  struct Spread {
    var centreX: Double
    var centreY: Double
    /// Along and across the longer axis, metres²; of a circle both are half its squared radius.
    var major: Double
    var minor: Double
    /// Of the longer axis, radians from x to y.
    var angle: Double
    /// Root mean square distance from the centre.
    var radius: Double { max(0, major + minor).squareRoot() }
  }

  /// The spread of the path from `first` to `last`, seen from a centre moving at `vx`, `vy`.
  func spread(_ first: Int, _ last: Int, vx: Double = 0, vy: Double = 0) -> Spread {
    let a = sums[first]
    let b = sums[last]
    let w = max(1e-9, b.w - a.w)
    func mean(_ part: KeyPath<Moments, Double>) -> Double {
      (b[keyPath: part] - a[keyPath: part]) / w
    }
    let mx = mean(\.x), my = mean(\.y), mt = mean(\.t)
    let tt = mean(\.tt) - mt * mt
    let xt = mean(\.xt) - mx * mt
    let yt = mean(\.yt) - my * mt
    let xx = mean(\.xx) - mx * mx - 2 * vx * xt + vx * vx * tt
    let yy = mean(\.yy) - my * my - 2 * vy * yt + vy * vy * tt
    let xy = mean(\.xy) - mx * my - vx * yt - vy * xt + vx * vy * tt
    let half = (xx + yy) / 2
    let root = (((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy).squareRoot()
    return Spread(
      centreX: mx, centreY: my, major: half + root, minor: max(0, half - root),
      angle: 0.5 * atan2(2 * xy, xx - yy))
  }
}

/// Finds the first vertex after another at which a value reaches a threshold, in O(log n).
struct FirstReach {
  private var tree: [Double]
  private let size: Int

  init(_ values: [Double]) {
    var size = 1
    while size < max(1, values.count) { size *= 2 }
    self.size = size
    tree = [Double](repeating: -.infinity, count: 2 * size)
    for (index, value) in values.enumerated() { tree[size + index] = value }
    for node in stride(from: size - 1, to: 0, by: -1) {
      tree[node] = max(tree[2 * node], tree[2 * node + 1])
    }
  }

  /// The first index after `start` whose value is at least `threshold`.
  func first(after start: Int, reaching threshold: Double) -> Int? {
    var node = size + start
    while true {
      // Up to the next subtree on the right that reaches it, then down to its first leaf.
      while node & 1 == 1 {
        node >>= 1
        if node <= 1 { return nil }
      }
      if node <= 1 { return nil }
      node += 1
      if tree[node] >= threshold { break }
    }
    while node < size { node = tree[2 * node] >= threshold ? 2 * node : 2 * node + 1 }
    return node - size
  }
}
