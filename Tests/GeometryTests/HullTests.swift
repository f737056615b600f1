import Geometry
import TestSupport
import Testing
import Tracks

@Suite("Hulls and buffers")
struct HullTests {
  let context: GeosContext

  init() throws { context = try GeosContext() }

  @Test("a concave hull is tightest at ratio 0 and convex at ratio 1")
  func bothEndsOfTheRatio() throws {
    let corners = CoordinateColumns(x: [0, 4, 4, 0, 2], y: [0, 0, 4, 4, 1])
    let points = try GeosShape(points: corners, in: context)
    // The notch down to (2, 1) takes one triangle of base 4 off the square.
    let tight = try points.concaveHull(ratio: 0).area()
    #expect(tight < 16 && tight > 0)
    #expect(try points.concaveHull(ratio: 1).area() == 16)
  }

  @Test("a looser ratio never covers less", arguments: [UInt64(1), 2, 3])
  func monotone(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let corners = CoordinateColumns(
      x: (0..<200).map { _ in random.uniform(0, 1000) },
      y: (0..<200).map { _ in random.uniform(0, 1000) })
    let points = try GeosShape(points: corners, in: context)
    var last = 0.0
    for ratio in [0, 0.1, 0.3, 0.6, 1] {
      let area = try points.concaveHull(ratio: ratio).area()
      #expect(area >= last)
      last = area
    }
    #expect(abs(last - convexHullArea(corners)) < 1e-6)
  }

  @Test("a hull allows a hole only when asked to")
  func holes() throws {
    // Two rings: GEOS takes nothing off inside that touches the outermost points.
    let ring = (0..<120).map { (radius: $0 % 2 == 0 ? 1000.0 : 900, angle: Double($0) * 3) }
    let points = try GeosShape(
      points: CoordinateColumns(
        x: ring.map { $0.radius * $0.angle.cosine }, y: ring.map { $0.radius * $0.angle.sine }),
      in: context)
    #expect(try points.concaveHull(ratio: 0.1, allowsHoles: true).polygons()[0].count == 2)
    #expect(try points.concaveHull(ratio: 0.1).polygons()[0].count == 1)
  }

  @Test("the hull of one point, of two and of a line has a buffer of the area known")
  func degenerate() throws {
    let disc = 32 * (Double.pi / 32).degrees.sine * 100 * 100
    func area(_ x: [Double], _ y: [Double]) throws -> Double {
      try GeosShape(points: CoordinateColumns(x: x, y: y), in: context)
        .concaveHull(ratio: 0.3).buffered(by: 100).area()
    }
    #expect(abs(try area([5], [7]) - disc) < 1e-6)
    #expect(abs(try area([0, 300], [0, 400]) - disc - 500 * 200) < 1e-6)
    #expect(abs(try area([0, 300, 600, 60], [0, 400, 800, 80]) - disc - 1000 * 200) < 1e-6)
  }

  @Test("a simplified outline stays within its tolerance and has fewer corners")
  func simplified() throws {
    let disc = try GeosShape(x: 0, y: 0, in: context).buffered(by: 100)
    let coarse = try disc.simplified(tolerance: 5)
    #expect(try coarse.polygons()[0][0].count < 20)
    #expect(try disc.simplified(tolerance: 0).polygons() == disc.polygons())
    let corners = try coarse.polygons()[0][0]
    for (x, y) in zip(corners.x, corners.y) {
      #expect(abs((x * x + y * y).squareRoot() - 100) < 1e-9)
    }
    #expect(try disc.difference(coarse).area() < 2 * .pi * 100 * 5)
  }

  @Test("a ring that crosses itself becomes two valid triangles of the same ground")
  func bowTie() throws {
    let tie = try GeosShape(
      rings: [CoordinateColumns(x: [0, 2, 2, 0, 0], y: [0, 2, 0, 2, 0])], in: context)
    #expect(try !tie.isValid())
    let repaired = try tie.valid()
    #expect(try repaired.isValid())
    #expect(try repaired.polygons().count == 2)
    #expect(try repaired.area() == 2)
  }

  private func convexHullArea(_ corners: CoordinateColumns) -> Double {
    let points = zip(corners.x, corners.y).map { SIMD2($0, $1) }.sorted {
      ($0.x, $0.y) < ($1.x, $1.y)
    }
    func half(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
      var hull: [SIMD2<Double>] = []
      for point in points {
        while hull.count > 1 {
          let a = hull[hull.count - 1] - hull[hull.count - 2]
          let b = point - hull[hull.count - 2]
          if a.x * b.y - a.y * b.x > 0 { break }
          hull.removeLast()
        }
        hull.append(point)
      }
      return hull
    }
    let hull = half(points).dropLast() + half(points.reversed())
    return CoordinateColumns(x: hull.map(\.x), y: hull.map(\.y)).doubledSignedArea / 2
  }
}

extension Double {
  /// The angle in degrees of one in radians.
  var degrees: Double { self * 180 / .pi }
}
