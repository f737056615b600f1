import Detection
import TestSupport
import Testing

@Suite("the smallest circle")
struct EnclosingCircleTests {
  @Test("is the smallest of all circles through two or three points", arguments: 1...14)
  func smallest(count: Int) {
    var random = SplitMix(seed: UInt64(count))
    for round in 0..<20 {
      let points = (0..<count).map { _ in
        // Every other round on a lattice, where many points share a circle or coincide.
        round.isMultiple(of: 2)
          ? Vector(random.uniform(-100, 100), random.uniform(-100, 100))
          : Vector(random.uniform(0, 3).rounded(), random.uniform(0, 3).rounded())
      }
      let circle = EnclosingCircle(around: points, rows: Array(points.indices))
      #expect(abs(circle.radius - smallestRadius(points)) < 1e-7)
      for point in points {
        #expect(
          ((point - circle.centre) * (point - circle.centre)).sum().squareRoot()
            <= circle.radius + 1e-7)
      }
      let held = EnclosingCircle(around: points, rows: circle.support)
      #expect(abs(held.radius - circle.radius) < 1e-7)
    }
  }

  @Test("of a window's hull is that of the window", arguments: [1, 2, 31, 32, 33, 97, 500, 1000])
  func hull(count: Int) {
    let track = RandomTrack(count: 1000, seed: 5)
    var tree = HullTree(track.points)
    for first in stride(from: 0, through: 1000 - count, by: 61) {
      let window = first...first + count - 1
      let some = EnclosingCircle(around: track.points, rows: tree.hullRows(of: window))
      let all = EnclosingCircle(around: track.points, rows: Array(window))
      #expect(abs(some.radius - all.radius) <= 1e-7 * (1 + all.radius))
    }
  }

  @Test("of a long hull in one place, on a line, or spread out is that of all", arguments: 0..<4)
  func longHulls(kind: Int) {
    let spread = RandomTrack(count: 3000, seed: 9).points
    let points = spread.map { point in
      [Vector(5, -3), Vector(point.x, 0), Vector(point.x, 2 * point.x), point][kind]
    }
    let rows = HullTree.hull(of: Array(points.indices), points)
    let some = EnclosingCircle(around: points, rows: rows)
    let all = EnclosingCircle(around: points, rows: Array(points.indices))
    #expect(abs(some.radius - all.radius) <= 1e-7 * (1 + all.radius))
    #expect(kind < 3 || rows.count < 100)
  }
}
