/// The smallest circle around points.
package struct EnclosingCircle {
  /// Its centre.
  package var centre: Vector
  /// Its radius, metres.
  package var radius: Double
  /// The two or three rows (one of a single point) that hold it: no circle around these is smaller.
  package var support: [Int]

  /// The circle around the points at `rows`, at least one.
  ///
  /// Gärtner's pivoting (ESA 1999): the farthest point outside joins the support, until none is
  /// outside. The radius grows with every step, so it ends; six steps are typical.
  /// - Complexity: O(*n*) a step.
  package init(around points: [Vector], rows: [Int]) {
    centre = points[rows[0]]
    radius = 0
    support = [rows[0]]
    for _ in 0..<200 {
      var farthest = rows[0]
      var distance = -1.0
      for row in rows {
        let squared = (points[row] - centre).squaredLength
        if squared > distance {
          distance = squared
          farthest = row
        }
      }
      guard distance.squareRoot() > radius * (1 + 1e-11), !support.contains(farthest) else {
        return
      }
      self = Self.around(points, few: support + [farthest])
    }
  }

  private init(centre: Vector, radius: Double, support: [Int]) {
    self.centre = centre
    self.radius = radius
    self.support = support
  }

  /// Of at most four points: the smallest of the circles through two or three that holds all.
  private static func around(_ points: [Vector], few: [Int]) -> EnclosingCircle {
    var best: EnclosingCircle?
    var leastBad: EnclosingCircle?
    var leastExcess = Double.infinity
    func offer(_ candidate: EnclosingCircle?) {
      guard let candidate else { return }
      let excess =
        (few.map { (points[$0] - candidate.centre).length }.max() ?? 0) - candidate.radius
      if excess <= candidate.radius * 1e-12, candidate.radius < best?.radius ?? .infinity {
        best = candidate
      }
      if excess < leastExcess {
        leastExcess = excess
        leastBad = candidate
      }
    }
    for i in few.indices {
      for j in few.indices where j > i {
        offer(through(points, few[i], few[j]))
        for k in few.indices where k > j { offer(through(points, few[i], few[j], few[k])) }
      }
    }
    let fallback = EnclosingCircle(centre: points[few[0]], radius: 0, support: [few[0]])
    return best ?? leastBad ?? fallback
  }

  private static func through(_ points: [Vector], _ a: Int, _ b: Int) -> EnclosingCircle {
    EnclosingCircle(
      centre: (points[a] + points[b]) / 2, radius: (points[a] - points[b]).length / 2,
      support: [a, b])
  }

  private static func through(
    _ points: [Vector], _ a: Int, _ b: Int, _ c: Int
  ) -> EnclosingCircle? {
    let p = points[b] - points[a]
    let q = points[c] - points[a]
    let d = 2 * p.cross(q)
    guard abs(d) > 1e-14 * (p.squaredLength + q.squaredLength) else { return nil }
    let offset =
      Vector(
        q.y * p.squaredLength - p.y * q.squaredLength,
        p.x * q.squaredLength - q.x * p.squaredLength) / d
    return EnclosingCircle(
      centre: points[a] + offset, radius: offset.length, support: [a, b, c])
  }
}
