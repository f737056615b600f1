import Detection
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("ring fits")
struct RingFitTests {
  private func arc(
    radius: Double, degrees: Double, count: Int, noise: Double, drift: Vector = .zero,
    seed: UInt64 = 1
  ) -> [RingFit.Point] {
    var random = SplitMix(seed: seed)
    return (0..<count).map { index in
      let angle = degrees * Double(index) / Double(count - 1)
      let seconds = Double(index) - Double(count) / 2
      let place =
        Vector(300, -200) + radius * Vector(angle.cosine, angle.sine) + seconds * drift
        + noise * Vector(random.normal(), random.normal())
      return RingFit.Point(place: place, seconds: seconds, weight: 1)
    }
  }

  private func length(_ v: Vector) -> Double { (v * v).sum().squareRoot() }

  @Test("find a circle of any size", arguments: [30.0, 1000, 28_000], [200.0, 360, 900])
  func circle(radius: Double, degrees: Double) throws {
    let points = arc(radius: radius, degrees: degrees, count: 200, noise: radius / 100)
    let start = try #require(Ring.circle(through: points))
    let fit = try #require(RingFit(points, from: start, .place, noise: 1))
    #expect(length(fit.ring.centre - Vector(300, -200)) < 0.01 * radius)
    #expect(abs(fit.ring.radius - radius) < 0.01 * radius)
    #expect(abs(fit.residual / (radius / 100) - 1) < 0.25)
  }

  @Test("are not pulled by the way in")
  func robust() throws {
    var points = arc(radius: 1000, degrees: 500, count: 200, noise: 5)
    for index in 0..<30 {
      points.append(
        RingFit.Point(place: Vector(1300 + 100 * Double(index), -200), seconds: 0, weight: 1))
    }
    let start = try #require(Ring.circle(through: points))
    let fit = try #require(RingFit(points, from: start, .place, noise: 1))
    #expect(length(fit.ring.centre - Vector(300, -200)) < 5)
  }

  @Test("find a drift and where the circle was at half time", arguments: [0.5, 2, 6])
  func drift(speed: Double) throws {
    let wind = speed * Vector(0.6, 0.8)
    let points = arc(radius: 150, degrees: 1500, count: 200, noise: 2, drift: wind)
    let start = Ring(centre: Vector(280, -180), radius: 170)
    let fit = try #require(RingFit(points, from: start, .drift, noise: 2))
    #expect(length(fit.ring.drift - wind) < 0.05)
    #expect(length(fit.ring.centre - Vector(300, -200)) < 3)
  }

  @Test("find a racetrack, its legs and its axis", arguments: [0.5, 2, 6], [0.0, 30, 100])
  func racetrack(legs: Double, bearing: Double) throws {
    var random = SplitMix(seed: 5)
    let (radius, axis) = (400.0, Vector(bearing.cosine, bearing.sine))
    let lap = 2 * .pi * radius + 4 * legs * radius
    let points = (0..<300).map { index -> RingFit.Point in
      var way = (2.3 * lap * Double(index) / 300).truncatingRemainder(dividingBy: lap)
      let half = legs * radius
      var place = Vector(0, 0)
      if way < 2 * half {
        place = Vector(way - half, -radius)
      } else if way < 2 * half + .pi * radius {
        way = (way - 2 * half) / radius * 180 / .pi - 90
        place = Vector(half + radius * way.cosine, radius * way.sine)
      } else if way < 4 * half + .pi * radius {
        place = Vector(half - (way - 2 * half - .pi * radius), radius)
      } else {
        way = (way - 4 * half - .pi * radius) / radius * 180 / .pi + 90
        place = Vector(-half + radius * way.cosine, radius * way.sine)
      }
      let turned = Vector(
        place.x * axis.x - place.y * axis.y, place.x * axis.y + place.y * axis.x)
      return RingFit.Point(
        place: turned + 3 * Vector(random.normal(), random.normal()), seconds: 0, weight: 1)
    }
    let start = Ring(
      centre: Vector(60, 40), radius: 300, halfLeg: 0.6 * legs * radius,
      axis: Vector((bearing + 15).cosine, (bearing + 15).sine))
    let fit = try #require(RingFit(points, from: start, .legs, noise: 1))
    #expect(length(fit.ring.centre) < 4)
    #expect(abs(fit.ring.halfLeg - legs * radius) < 8 && abs(fit.ring.radius - radius) < 4)
    #expect(abs(axis.x * fit.ring.axis.y - axis.y * fit.ring.axis.x) < 0.03)
  }

  /// Of 120 circles, those whose middle lies in the 95 % ellipse of a fit.
  private func held(_ points: (UInt64) -> [RingFit.Point]) throws -> Int {
    try (0..<120).count { seed in
      let points = points(UInt64(seed))
      let start = try #require(Ring.circle(through: points))
      let fit = try #require(RingFit(points, from: start, .place, noise: 1))
      let e = fit.ring.centre - Vector(300, -200)
      let covariance = RingUncertainty(fit).covariance
      let (a, b, c) = (covariance.xx, covariance.yy, covariance.xy)
      return (b * e.x * e.x - 2 * c * e.x * e.y + a * e.y * e.y) / (a * b - c * c) < 5.991
    }
  }

  @Test("hold the truth in their 95 % ellipse in 90 of 100 cases and more when errors are fresh")
  func freshCoverage() throws {
    #expect(
      try held { arc(radius: 800, degrees: 700, count: 150, noise: 8, seed: $0) } >= 108)
  }

  @Test(
    "hold the truth in their 95 % ellipse in 90 to 99 of 100 cases when a receiver's error wanders",
    arguments: [1.0, 4, 8])
  func wanderingCoverage(step: Double) throws {
    let count = Int(max(24, 200 / step))
    let degrees = 360 * step * Double(count) / 100
    let held = try held { seed in
      var random = SplitMix(seed: seed + 1000)
      var error = Vector(random.normal(), random.normal())
      let kept = exp(-step / 30)
      return arc(radius: 800, degrees: degrees, count: count, noise: 1, seed: seed).map { point in
        var point = point
        point.place += 2.25 * error
        point.seconds *= step
        error =
          kept * error + (1 - kept * kept).squareRoot() * Vector(random.normal(), random.normal())
        return point
      }
    }
    #expect((107...119).contains(held))
  }

  @Test("say that a drift is as uncertain as short noisy ways leave it, and no more")
  func driftDeviation() throws {
    let points = arc(radius: 150, degrees: 1500, count: 200, noise: 2, drift: Vector(1, 0))
    let start = Ring(centre: Vector(280, -180), radius: 170)
    let fit = try #require(RingFit(points, from: start, .drift, noise: 2))
    let deviation = RingUncertainty(fit).driftDeviation
    // A line through 200 places of 2 m at 1 s: 2 · √2 · √2 ÷ (57.7 · √200).
    #expect(deviation > 0.003 && deviation < 0.012)
    let still = try #require(RingFit(points, from: start, .place, noise: 2))
    #expect(RingUncertainty(still).driftDeviation.isNaN)
  }

  @Test(
    "of fewer points than describe the ring are none",
    arguments: zip([RingFreedom.place, .drift, .legs], [3, 5, 5]))
  func tooFew(freedom: RingFreedom, least: Int) {
    for (count, isFit) in [(least - 1, false), (least, true)] {
      let points = arc(radius: 100, degrees: 300, count: count, noise: 0)
      let start = Ring(centre: Vector(300, -200), radius: 100)
      let fit = RingFit(points, from: start, freedom, noise: 1, isRobust: false)
      #expect((fit != nil) == isFit, "\(count) points")
    }
  }

  @Test("of points on a line or too few are none")
  func none() {
    let line = (0..<20).map {
      RingFit.Point(place: Vector(Double($0), 2 * Double($0)), seconds: 0, weight: 1)
    }
    #expect(Ring.circle(through: line) == nil)
    #expect(RingFit(Array(line.prefix(2)), from: Ring(radius: 5), .place, noise: 1) == nil)
  }
}
