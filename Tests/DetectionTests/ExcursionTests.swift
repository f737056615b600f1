import Detection
import TestSupport
import Testing

@Suite("fixes that jump away")
struct ExcursionTests {
  private func rows(_ points: [Vector], step: Int64 = 1) -> [Int] {
    Excursions(
      points: points, time: points.indices.map { Int64($0) * step * 1_000_000 }, maxGap: 120_000_000
    ).rows()
  }

  private func parked(_ count: Int) -> [Vector] {
    var random = SplitMix(seed: 8)
    return (0..<count).map { _ in Vector(2 * random.normal(), 2 * random.normal()) }
  }

  @Test(
    "one or two are left out, three are a journey", arguments: [(1, [50]), (2, [50, 51]), (3, [])])
  func lengths(length: Int, expected: [Int]) {
    var points = parked(100)
    for row in 50..<50 + length { points[row] += Vector(400, 300) }
    #expect(rows(points) == expected)
  }

  @Test("noise, a walk and a to and fro between two places are none")
  func none() {
    #expect(rows(parked(2000)).isEmpty)
    #expect(rows((0..<100).map { Vector(10 * Double($0), 0) }).isEmpty)
    #expect(rows((0..<100).map { Vector($0.isMultiple(of: 2) ? 0 : 1000, 0) }).isEmpty)
  }

  @Test("a jump longer than a gap is a journey")
  func slow() {
    var points = parked(20)
    points[10] += Vector(5000, 0)
    #expect(rows(points, step: 60) == [10])
    #expect(rows(points, step: 61) == [])
  }

  @Test("at the ends, and in tracks too short, nothing is told", arguments: 0...4)
  func short(count: Int) {
    var points = parked(count)
    if count > 0 { points[0] += Vector(900, 0) }
    #expect(rows(points).isEmpty)
  }
}
