import Detection
import TestSupport
import Testing

/// The most that windows a part of the duration apart can be observed in sum: by trying every window
/// before every other.
private func mostObserved(
  _ track: RandomTrack, _ clocking: Clocking, _ radius: Double, _ least: Int64
)
  -> Int64
{
  var total: Int64 = 0
  for stretch in clocking.stretches {
    let n = stretch.count
    var best = [Int64](repeating: 0, count: n)
    for end in 0..<n {
      if end > 0 { best[end] = best[end - 1] }
      for start in 0..<end {
        let rows = stretch.lowerBound + start...stretch.lowerBound + end
        guard clocking.observed(rows) >= least,
          EnclosingCircle(around: track.points, rows: Array(rows)).radius <= radius
        else { continue }
        let apart = Int64(Double(least) * StayFinder.apart)
        let before = (0..<start).last {
          track.time[rows.lowerBound] - track.time[stretch.lowerBound + $0] >= apart
        }
        best[end] = max(best[end], clocking.observed(rows) + (before.map { best[$0] } ?? 0))
      }
    }
    total += best.last ?? 0
  }
  return total
}

private func stays(
  _ track: RandomTrack, _ policy: GapPolicy, _ radius: Double, _ least: Int64
) -> [ClosedRange<Int>] {
  let clocking = track.clocking(policy)
  var finder = StayFinder(
    points: track.points, clocking: clocking, radius: radius, minDuration: least)
  return clocking.stretches.flatMap { finder.stays(in: $0) }
}

@Suite("stays")
struct StayTests {
  @Test(
    "are observed as long as any choice of windows can be", arguments: 0..<40, GapPolicy.allCases)
  func optimum(seed: Int, policy: GapPolicy) {
    var random = SplitMix(seed: UInt64(1000 + seed))
    let track = RandomTrack(count: 60, seed: UInt64(seed))
    let radius = random.uniform(5, 90)
    let least = Int64(random.uniform(1, 240)) * 1_000_000
    let clocking = track.clocking(policy)
    let found = stays(track, policy, radius, least)
    #expect(
      found.reduce(0) { $0 + clocking.observed($1) }
        == mostObserved(track, clocking, radius, least))
    for stay in found {
      #expect(clocking.observed(stay) >= least)
      #expect(
        EnclosingCircle(around: track.points, rows: Array(stay)).radius <= radius * (1 + 1e-8)
          + 1e-6)
    }
    for (one, next) in zip(found, found.dropFirst()) { #expect(one.upperBound < next.lowerBound) }
  }

  @Test("are never longer in sum with a longer duration or a smaller radius", arguments: 0..<30)
  func monotone(seed: Int) {
    let track = RandomTrack(count: 400, seed: UInt64(seed))
    for policy in GapPolicy.allCases {
      let clocking = track.clocking(policy)
      func sum(_ radius: Double, _ seconds: Int64) -> Int64 {
        stays(track, policy, radius, seconds * 1_000_000).reduce(0) { $0 + clocking.observed($1) }
      }
      let radii = [5.0, 12, 20, 35, 50, 80, 150].map { sum($0, 120) }
      #expect(radii == radii.sorted())
      let durations = [1, 15, 60, 120, 150, 300, 900].map { sum(50, $0) }
      #expect(durations == durations.sorted(by: >))
    }
  }

  @Test("hold a fix on the circle and not one beyond it", arguments: [(100.0, 1), (100.01, 0)])
  func closed(apart: Double, count: Int) {
    var track = RandomTrack(count: 0, seed: 0)
    track.points = [Vector(0, 0), Vector(apart, 0), Vector(0, 0), Vector(apart, 0)]
    track.time = [0, 60, 120, 180].map { $0 * 1_000_000 }
    #expect(stays(track, .close, 50, 180_000_000).count == count)
  }

  @Test("are one for one hover, its way in and out cut nowhere else", arguments: [4.0, 5, 10, 30])
  func hover(speed: Double) {
    var track = RandomTrack(count: 0, seed: 0)
    var random = SplitMix(seed: 3)
    for second in 0..<900 {
      let away = second < 300 ? 300 - second : second > 600 ? second - 600 : 0
      let side = second < 300 ? Vector(-1, 0) : Vector(0.6, 0.8)
      track.points.append(
        speed * Double(away) * side + Vector(random.normal(), random.normal()))
      track.time.append(Int64(second) * 1_000_000)
    }
    let found = stays(track, .close, 50, 120_000_000)
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.contains(301) && $0.contains(599) })
    #expect(found.allSatisfy { Double($0.count) <= 301 + 2 * 100 / speed + 2 })
  }

  @Test("of forty hours at 10 Hz are found without trying every window")
  func parked() {
    var track = RandomTrack(count: 0, seed: 0)
    var random = SplitMix(seed: 4)
    for tenth in 0..<100_000 {
      track.points.append(Vector(3 * random.normal(), 3 * random.normal()))
      track.time.append(Int64(tenth) * 100_000)
    }
    #expect(stays(track, .close, 50, 120_000_000) == [0...99_999])
    // Noise that leaves the circle now and then: windows end and begin all the time.
    let tight = stays(track, .close, 12, 20_000_000)
    #expect(tight.allSatisfy { $0.count > 200 })
  }
}
