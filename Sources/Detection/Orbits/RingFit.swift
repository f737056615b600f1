#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A closed curve at one distance from a segment.
///
/// A circle where the segment is a point, a racetrack else; its middle may move steadily.
package struct Ring: Equatable {
  /// The middle of the segment at time 0.
  package var centre = Vector.zero
  /// Metres per second.
  package var drift = Vector.zero
  /// Distance of the curve from the segment: the radius of its round parts, metres.
  package var radius = 0.0
  /// Half the length of the segment: of the straight legs, metres.
  package var halfLeg = 0.0
  /// The direction of the segment, of length one.
  package var axis = Vector(1, 0)

  package init(
    centre: Vector = .zero, drift: Vector = .zero, radius: Double = 0, halfLeg: Double = 0,
    axis: Vector = Vector(1, 0)
  ) {
    self.centre = centre
    self.drift = drift
    self.radius = radius
    self.halfLeg = halfLeg
    self.axis = axis
  }

  /// The radius of the circle as long as the curve.
  var meanRadius: Double { radius + 2 * halfLeg / .pi }

  /// How far a point is outside the curve, metres; negative inside.
  func residual(_ point: Vector, seconds: Double) -> Double {
    let offset = point - centre - seconds * drift
    if halfLeg == 0 { return offset.length - radius }
    let along = offset.dot(axis)
    let beyond = along - min(halfLeg, max(-halfLeg, along))
    return Vector(beyond, axis.cross(offset)).length - radius
  }
}

/// What of a ``Ring`` is free in a fit.
package struct RingFreedom: OptionSet {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The middle moves.
  package static let drift = RingFreedom(rawValue: 1)
  /// The curve has straight legs.
  package static let legs = RingFreedom(rawValue: 2)
}

/// A ring fitted to points by geometric least squares.
///
/// Levenberg–Marquardt on the distances from the curve, with Tukey's biweight (Beaton & Tukey 1974)
/// on the scale of the median residual, so that the ways in and out do not pull it.
package struct RingFit {
  package private(set) var ring: Ring
  /// Root mean square distance of the points from the curve, the outliers weighed down, metres.
  package private(set) var residual = 0.0
  /// The same with no point weighed down.
  private(set) var wholeResidual = 0.0
  /// Covariance of the middle, metres²: xx, yy, xy.
  package private(set) var covariance = (xx: Double.nan, yy: Double.nan, xy: Double.nan)
  /// Standard deviation of the drift, metres per second, in its least certain direction at most;
  /// NaN where it is not free.
  private(set) var driftDeviation = Double.nan

  /// One point of the path.
  package struct Point {
    var place: Vector
    var seconds: Double
    /// Metres of way it stands for.
    var weight: Double

    package init(place: Vector, seconds: Double, weight: Double) {
      self.place = place
      self.seconds = seconds
      self.weight = weight
    }
  }

  private let points: [Point]
  private let freedom: RingFreedom
  /// Lengths and times are fitted in units of these, so that all unknowns are of one size.
  private let length: Double
  private let span: Double

  /// Fits from a start that is roughly right; nil when the points do not hold a ring.
  ///
  /// - Parameters:
  ///   - isRobust: Whether points far from the curve weigh little.
  ///   - isNear: Whether the start is right already but for details.
  package init?(
    _ points: [Point], from start: Ring, _ freedom: RingFreedom, noise: Double,
    isRobust: Bool = true, isNear: Bool = false
  ) {
    guard points.count >= 3 + freedom.rawValue, start.radius > 0 else { return nil }
    self.points = points
    self.freedom = freedom
    ring = start
    length = start.radius
    span = max(1, (points.map { abs($0.seconds) }.max() ?? 1))
    // From all to the near: outliers are told only once the curve is about right. Told too soon,
    // the round ends of a racetrack would be some.
    let cuts = isRobust ? isNear ? [4.685, 4.685] : [.infinity, 9, 4.685, 4.685] : [.infinity]
    for cut in cuts { descend(cut, noise) }
    guard ring.radius > 0, ring.radius.isFinite, ring.centre.x.isFinite else { return nil }
    ring.halfLeg = abs(ring.halfLeg)
    measure(noise)
  }

  private var unknowns: Int {
    3 + (freedom.contains(.drift) ? 2 : 0) + (freedom.contains(.legs) ? 2 : 0)
  }

  private func weights(_ cut: Double, _ noise: Double) -> [Double] {
    let residuals = points.map { ring.residual($0.place, seconds: $0.seconds) }
    let scale = max(1.4826 * median(residuals.map(abs)), noise / 2, 1e-6 * length)
    return zip(residuals, points).map { residual, point in
      let u = residual / (cut * scale)
      return abs(u) < 1 ? point.weight * (1 - u * u) * (1 - u * u) : 0
    }
  }

  private func cost(_ ring: Ring, _ weights: [Double]) -> Double {
    zip(points, weights).reduce(0) { sum, pair in
      let r = ring.residual(pair.0.place, seconds: pair.0.seconds)
      return sum + pair.1 * r * r
    }
  }

  private mutating func descend(_ cut: Double, _ noise: Double) {
    let weights = weights(cut, noise)
    var damping = 1e-3
    var now = cost(ring, weights)
    for _ in 0..<25 {
      let equations = equations(weights)
      guard let step = equations.solution(damping: damping) else {
        damping = max(1e-6, damping * 10)
        if damping > 1e6 { return }
        continue
      }
      let next = moved(step)
      let then = cost(next, weights)
      if then <= now, next.radius > 0 {
        let gain = now - then
        ring = next
        now = then
        damping = max(1e-9, damping / 10)
        if gain <= 1e-12 * now || step.allSatisfy({ abs($0) < 1e-9 }) { return }
      } else {
        damping *= 10
        if damping > 1e6 { return }
      }
    }
  }

  private func equations(_ weights: [Double]) -> NormalEquations {
    var equations = NormalEquations(count: unknowns)
    let axis = ring.axis
    let normal = Vector(-axis.y, axis.x)
    var slopes = InlineArray<7, Double>(repeating: 0)
    for (point, weight) in zip(points, weights) where weight > 0 {
      let offset = point.place - ring.centre - point.seconds * ring.drift
      let along = offset.dot(axis)
      let across = offset.dot(normal)
      let clamped = min(ring.halfLeg, max(-ring.halfLeg, along))
      let beyond = along - clamped
      let distance = Vector(beyond, across).length
      guard distance > 0 else { continue }
      let outward = (beyond * axis + across * normal) / distance
      slopes[0] = outward.x
      slopes[1] = outward.y
      slopes[2] = 1
      var next = 3
      if freedom.contains(.drift) {
        slopes[3] = outward.x * point.seconds / span
        slopes[4] = outward.y * point.seconds / span
        next = 5
      }
      if freedom.contains(.legs) {
        slopes[next] = along * beyond > 0 ? abs(beyond) / distance : 0
        // A turn of the segment moves its nearest point sideways.
        slopes[next + 1] = across / distance * clamped / length
      }
      equations.add(slopes, distance - ring.radius, weight: weight)
    }
    return equations
  }

  private func moved(_ step: [Double]) -> Ring {
    var next = ring
    next.centre += Vector(step[0], step[1])
    next.radius += step[2]
    var place = 3
    if freedom.contains(.drift) {
      next.drift += Vector(step[3], step[4]) / span
      place = 5
    }
    if freedom.contains(.legs) {
      next.halfLeg = max(0, next.halfLeg + step[place])
      let turn = max(-0.3, min(0.3, step[place + 1] / length))
      next.axis = next.axis.turned(by: Vector(angle: turn))
    }
    return next
  }

  /// Residual and covariance: residuals of neighbours are alike, so that fewer of them count.
  private mutating func measure(_ noise: Double) {
    let weights = weights(4.685, noise)
    var squares = 0.0
    var sum = 0.0
    var residuals: [Double] = []
    for (point, weight) in zip(points, weights) where weight > 0 {
      let r = ring.residual(point.place, seconds: point.seconds)
      residuals.append(r)
      squares += weight * r * r
      sum += weight
    }
    guard sum > 0 else { return }
    residual = (squares / sum).squareRoot()
    let plain = points.map(\.weight)
    wholeResidual = (cost(ring, plain) / max(1e-9, plain.reduce(0, +))).squareRoot()
    let count = Double(residuals.count)
    let free = max(1, count - Double(unknowns))
    let unit = sum / count
    let variance = squares / sum * count / free * Autocorrelation.time(residuals)
    // Where the points do not hold the middle in every direction, it is as uncertain as they are.
    covariance = (squares / sum, squares / sum, 0)
    let equations = equations(weights.map { $0 / unit })
    guard let x = equations.inverseColumn(0), let y = equations.inverseColumn(1) else { return }
    covariance = (x[0] * variance, y[1] * variance, (x[1] + y[0]) / 2 * variance)
    if freedom.contains(.drift), let u = equations.inverseColumn(3),
      let v = equations.inverseColumn(4)
    {
      driftDeviation = ((u[3] + v[4]) * variance).squareRoot() / span
    }
  }
}
