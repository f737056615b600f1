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

/// What of a ``Ring`` is free in a fit beside its middle and its radius.
package enum RingFreedom {
  /// Nothing: a circle, unless the start has legs or a drift.
  case place
  /// The drift of its middle.
  case drift
  /// The length and the direction of its straight legs.
  case legs

  /// How many numbers describe a ring of this freedom.
  var unknowns: Int { self == .place ? 3 : 5 }
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
      // Some of the points lead near enough to where all do.
      if closeness == .rough { descend(every: max(1, points.count / 48)) }
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
      let missing = abs(ring.residual(points[index].place, seconds: points[index].seconds))
      residuals[index] = missing
      weights[index] = missing
    }
    let scale = max(1.4826 * residuals.takeMedian(), noise / 2, 1e-6 * length)
    let least = 1 / (cut * scale)
    for index in points.indices {
      let u = weights[index] * least
      let kept = max(0, 1 - u * u)
      weights[index] = points[index].weight * kept * kept
    }
  }

  /// - Parameters:
  ///   - most: Steps; some are enough for weights that change anyway.
  ///   - stride: Of so many points one counts.
  private mutating func descend(most: Int = 25, every stride: Int = 1) {
    var damping = 1e-4
    var now = equations(of: ring, every: stride)
    for _ in 0..<most {
      guard let step = now.solution(damping: damping) else {
        damping = max(1e-6, damping * 10)
        if damping > 1e6 { return }
        continue
      }
      let next = moved(step)
      let then = equations(of: next, every: stride)
      if then.squares <= now.squares, next.radius > 0 {
        let gain = now.squares - then.squares
        ring = next
        now = then
        damping = max(1e-9, damping / 100)
        // What a first step leaves to the second is the square of it, unless it was held back.
        if gain <= 1e-10 * now.squares
          || step.indices.reduce(0, { $0 + step[$1] * step[$1] })
            < Self.fine * Self.fine * length * length
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
  ///
  /// - Parameter stride: Of so many points one counts.
  func equations(of ring: Ring, every stride: Int = 1) -> NormalEquations {
    var equations = NormalEquations(count: unknowns)
    // Spelt out by freedom, so that each has a loop of its own without questions in it.
    switch freedom {
    case .place where ring.halfLeg == 0:
      forEachRow(of: ring, stride, hasDrift: false, hasLegs: false) { _, w, slopes, residual in
        equations.add(slopes.x, slopes.y, residual, weight: w)
      }
    case .place:
      forEachRow(of: ring, stride, hasDrift: false, hasLegs: true) { _, w, slopes, residual in
        equations.add(slopes.x, slopes.y, residual, weight: w)
      }
    case .drift:
      forEachRow(of: ring, stride, hasDrift: true, hasLegs: false) { _, w, slopes, residual in
        equations.add(slopes.x, slopes.y, slopes.z, slopes.w, residual, weight: w)
      }
    case .legs:
      forEachRow(of: ring, stride, hasDrift: false, hasLegs: true) { _, w, slopes, residual in
        equations.add(slopes.x, slopes.y, slopes.z, slopes.w, residual, weight: w)
      }
    }
    return equations
  }

  /// Calls `body` with each point that has a weight, the weight, how its distance changes with the
  /// unknowns, and how far outside the ring it is.
  ///
  /// The distance changes with the middle, and with the two unknowns beside middle and radius; with the radius
  /// by one.
  func forEachRow(_ body: (Point, Double, SIMD4<Double>, Double) -> Void) {
    forEachRow(
      of: ring, 1, hasDrift: freedom == .drift, hasLegs: freedom == .legs || ring.halfLeg != 0,
      body)
  }

  @inline(__always)
  private func forEachRow(
    of ring: Ring, _ stride: Int, hasDrift: Bool, hasLegs: Bool,
    _ body: (Point, Double, SIMD4<Double>, Double) -> Void
  ) {
    let axis = ring.axis
    let normal = Vector(-axis.y, axis.x)
    var next = 0
    while next < points.count {
      let index = next
      next += stride
      guard weights[index] > 0 else { continue }
      let point = points[index]
      var outward = point.place - ring.centre - point.seconds * ring.drift
      var (along, across, beyond) = (0.0, 0.0, 0.0)
      if hasLegs {
        along = outward.dot(axis)
        across = outward.dot(normal)
        beyond = along - min(ring.halfLeg, max(-ring.halfLeg, along))
        outward = beyond * axis + across * normal
      }
      let distance = outward.length
      guard distance > 0 else { continue }
      outward /= distance
      var beside = Vector.zero
      if hasDrift {
        beside = point.seconds / span * outward
      } else if hasLegs {
        beside = Vector(
          along * beyond > 0 ? abs(beyond) / distance : 0,
          // A turn of the segment moves its nearest point sideways.
          across / distance * (along - beyond) / length)
      }
      body(
        point, weights[index], SIMD4(lowHalf: outward, highHalf: beside), distance - ring.radius)
    }
  }

  private func moved(_ step: borrowing InlineArray<5, Double>) -> Ring {
    var next = ring
    next.centre += Vector(step[0], step[1])
    next.radius += step[2]
    switch freedom {
    case .place: break
    case .drift: next.drift += Vector(step[3], step[4]) / span
    case .legs:
      next.halfLeg = max(0, next.halfLeg + step[3])
      let turn = max(-0.3, min(0.3, step[4] / length))
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
