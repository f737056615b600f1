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

  /// How many numbers describe a ring of this freedom.
  var unknowns: Int { 3 + (contains(.drift) ? 2 : 0) + (contains(.legs) ? 2 : 0) }
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

  /// One point of the path.
  package struct Point {
    package var place: Vector
    package var seconds: Double
    /// Metres of way it stands for.
    package var weight: Double

    package init(place: Vector, seconds: Double, weight: Double) {
      self.place = place
      self.seconds = seconds
      self.weight = weight
    }
  }

  /// How right a start is.
  package enum Closeness {
    /// About.
    case rough
    /// It fits all points, outliers included.
    case fitted
    /// But for details.
    case near
  }

  let points: [Point]
  let freedom: RingFreedom
  /// Lengths and times are fitted in units of these, so that all unknowns are of one size.
  private let length: Double
  let span: Double
  /// Of each point, the outliers weighed down.
  private(set) var weights: [Double] = []
  private var residuals: [Double] = []

  /// Fits from a start that is roughly right; nil when the points do not hold a ring.
  ///
  /// - Parameters:
  ///   - isRobust: Whether points far from the curve weigh little.
  package init?(
    _ points: [Point], from start: Ring, _ freedom: RingFreedom, noise: Double,
    isRobust: Bool = true, start closeness: Closeness = .rough
  ) {
    guard points.count >= freedom.unknowns, start.radius > 0 else { return nil }
    self.points = points
    self.freedom = freedom
    ring = start
    length = start.radius
    var longest = 1.0
    for point in points { longest = max(longest, abs(point.seconds)) }
    span = longest
    weights = points.map(\.weight)
    residuals = weights
    // From all to the near: outliers are told only once the curve is about right. Told too soon,
    // the round ends of a racetrack would be some.
    if isRobust {
      if closeness == .rough { descend() }
      if closeness != .near {
        weigh(9, noise)
        descend(most: 3)
      }
      weigh(Self.cut, noise)
      descend(most: 3)
      weigh(Self.cut, noise)
    }
    descend()
    guard ring.radius > 0, ring.radius.isFinite, ring.centre.x.isFinite else { return nil }
    ring.halfLeg = abs(ring.halfLeg)
    measure(noise)
  }

  var unknowns: Int { freedom.unknowns }

  /// Of the biweight: 95 % efficient where residuals are normal.
  private static let cut = 4.685

  /// Steps smaller than this, in units of the radius, end a descent: 10 µm on a circle of 30 m.
  private static let fine = 3e-7

  /// Weighs points by their distance from the curve as it is.
  private mutating func weigh(_ cut: Double, _ noise: Double) {
    for index in points.indices {
      residuals[index] = abs(ring.residual(points[index].place, seconds: points[index].seconds))
    }
    weights = residuals
    let scale = max(1.4826 * residuals.takeMedian(), noise / 2, 1e-6 * length)
    let least = 1 / (cut * scale)
    for index in points.indices {
      let u = weights[index] * least
      let kept = max(0, 1 - u * u)
      weights[index] = points[index].weight * kept * kept
    }
  }

  /// - Parameter most: Steps; some are enough for weights that change anyway.
  private mutating func descend(most: Int = 25) {
    var damping = 1e-4
    var now = equations(of: ring, weights)
    for _ in 0..<most {
      guard let step = now.solution(damping: damping) else {
        damping = max(1e-6, damping * 10)
        if damping > 1e6 { return }
        continue
      }
      let next = moved(step)
      let then = equations(of: next, weights)
      if then.squares <= now.squares, next.radius > 0 {
        let gain = now.squares - then.squares
        ring = next
        now = then
        damping = max(1e-9, damping / 100)
        // What a first step leaves to the second is the square of it, unless it was held back.
        if gain <= 1e-10 * now.squares
          || (step * step).sum() < Self.fine * Self.fine * length * length
        {
          return
        }
      } else {
        damping *= 10
        if damping > 1e6 { return }
      }
    }
  }

  /// What is missing to a ring, and how that changes with its unknowns.
  func equations(of ring: Ring, _ weights: [Double]) -> NormalEquations {
    var equations = NormalEquations(count: unknowns)
    forEachRow(of: ring, weights) { _, weight, slopes, residual in
      equations.add(slopes, residual, weight: weight)
    }
    return equations
  }

  /// Calls `body` with each point that has a weight, the weight, how its distance changes with the
  /// unknowns, and how far outside a ring it is.
  @inline(__always)
  func forEachRow(
    of ring: Ring, _ weights: [Double], _ body: (Point, Double, SIMD8<Double>, Double) -> Void
  ) {
    let hasDrift = freedom.contains(.drift)
    let hasLegs = freedom.contains(.legs)
    let axis = ring.axis
    let normal = Vector(-axis.y, axis.x)
    var slopes = SIMD8<Double>.zero
    slopes[2] = 1
    let legs = hasDrift ? 5 : 3
    for index in points.indices where weights[index] > 0 {
      let point = points[index]
      var outward = point.place - ring.centre - point.seconds * ring.drift
      var (along, across, beyond) = (0.0, 0.0, 0.0)
      if hasLegs || ring.halfLeg != 0 {
        along = outward.dot(axis)
        across = outward.dot(normal)
        beyond = along - min(ring.halfLeg, max(-ring.halfLeg, along))
        outward = beyond * axis + across * normal
      }
      let distance = outward.length
      guard distance > 0 else { continue }
      outward /= distance
      slopes[0] = outward.x
      slopes[1] = outward.y
      if hasDrift {
        slopes[3] = outward.x * point.seconds / span
        slopes[4] = outward.y * point.seconds / span
      }
      if hasLegs {
        slopes[legs] = along * beyond > 0 ? abs(beyond) / distance : 0
        // A turn of the segment moves its nearest point sideways.
        slopes[legs + 1] = across / distance * (along - beyond) / length
      }
      body(point, weights[index], slopes, distance - ring.radius)
    }
  }

  private func moved(_ step: SIMD8<Double>) -> Ring {
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

  private mutating func measure(_ noise: Double) {
    weigh(Self.cut, noise)
    var (near, nearWeight, all, weight) = (0.0, 0.0, 0.0, 0.0)
    for index in points.indices {
      let r = ring.residual(points[index].place, seconds: points[index].seconds)
      near += weights[index] * r * r
      nearWeight += weights[index]
      all += points[index].weight * r * r
      weight += points[index].weight
    }
    if nearWeight > 0 { residual = (near / nearWeight).squareRoot() }
    wholeResidual = (all / max(1e-9, weight)).squareRoot()
  }
}
