import Detection
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("What a camera looked at is outlined in bounded memory")
struct BoundedHullTests {
  @Test("and the smallest circle is that of all points", arguments: 0..<4)
  func circles(kind: Int) throws {
    let spread = RandomTrack(count: 2000, seed: 5).points
    var hull = BoundedHull()
    let points: [Vector]
    switch kind {
    case 0: points = spread
    case 1: points = spread.map { Vector($0.x, 0) }
    case 2: points = spread.map { _ in Vector(7, -2) }
    default:
      // A ring that grows: each point is outside all before it.
      points = spread.indices.map { (number: Int) -> Vector in
        let size = Double(number)
        return Vector(size * cos(2.4 * size), size * sin(2.4 * size))
      }
    }
    for point in points { hull.add(point) }
    let all = EnclosingCircle(around: points, rows: Array(points.indices))
    let own = try #require(hull.circle())
    #expect(abs(own.radius - all.radius) <= 1e-7 * (1 + all.radius))
  }

  @Test("and of no point is none")
  func empty() {
    #expect(BoundedHull().circle() == nil)
  }
}

@Suite("An angle that changes little")
struct TurningAngleTests {
  @Test(
    "has the cosine and the sine of the library, whatever it was before",
    arguments: [0, 1e-9, 0.1, 0.5, 0.6, 30, -30, 89.9, 180, -180])
  func exact(step: Double) {
    var angle = TurningAngle()
    for number in 0..<400 {
      let degrees = (Double(number) * step).remainder(dividingBy: 360)
      let own = angle.unit(degrees: degrees)
      #expect(abs(own.x - cos(degrees * .pi / 180)) < 4e-16)
      #expect(abs(own.y - sin(degrees * .pi / 180)) < 4e-16)
    }
  }

  @Test("is not a number where the angle is none, and recovers")
  func unknown() {
    var angle = TurningAngle()
    #expect(angle.unit(degrees: .nan).x.isNaN)
    #expect(angle.unit(degrees: 60).y == sin(60 * .pi / 180))
  }
}

@Suite("A value kept by reference")
struct BoxedTests {
  @Test("is parted from its copy by a change")
  func parted() {
    var first = Boxed([1, 2])
    let second = first
    first.value.append(3)
    #expect(first.value == [1, 2, 3])
    #expect(second.value == [1, 2])
  }
}
