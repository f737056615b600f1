import Detection
import TestSupport
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A walk that lingers: steps of some metres, now and then a dash, now and then a gap.
private func walk(_ count: Int, _ random: inout SplitMix) -> FlightMaking {
  var flight = FlightMaking()
  var (second, x, y) = (0.0, 0.0, 0.0)
  for _ in 0..<count {
    flight.add(second, x, y)
    second += random.uniform() < 0.05 ? 150 : Double(Int(random.uniform(1, 40)))
    let step = random.uniform() < 0.15 ? 60.0 : 12.0
    x += step * random.normal()
    y += step * random.normal()
  }
  return flight
}

/// The union of all windows that last and fit: index ranges, those that overlap joined.
private func bruteForce(
  _ flight: FlightMaking, _ clocking: Clocking, _ radius: Double, _ minDuration: Int64
) -> [ClosedRange<Int>] {
  var runs: [ClosedRange<Int>] = []
  for stretch in clocking.stretches {
    for first in stretch {
      for last in first...stretch.upperBound
      where clocking.observed(first...last) >= minDuration && last > first {
        let rows = Array(first...last)
        guard smallestRadius(rows.map { (flight.x[$0], flight.y[$0]) }) <= radius + 1e-9 else {
          continue
        }
        if let run = runs.last, run.upperBound >= first {
          runs[runs.count - 1] = run.lowerBound...max(run.upperBound, last)
        } else {
          runs.append(first...last)
        }
      }
    }
  }
  return runs
}

/// Of all circles through two or three of the points that hold the rest, the smallest radius.
private func smallestRadius(_ points: [(Double, Double)]) -> Double {
  var best = points.count < 2 ? 0 : Double.infinity
  func consider(_ x: Double, _ y: Double, _ radius: Double) {
    guard radius < best else { return }
    if points.allSatisfy({ hypot($0.0 - x, $0.1 - y) <= radius + 1e-7 }) { best = radius }
  }
  for i in points.indices {
    for j in 0..<i {
      let (a, b) = (points[i], points[j])
      consider((a.0 + b.0) / 2, (a.1 + b.1) / 2, hypot(a.0 - b.0, a.1 - b.1) / 2)
      for k in 0..<j {
        let c = points[k]
        let d = 2 * (a.0 * (b.1 - c.1) + b.0 * (c.1 - a.1) + c.0 * (a.1 - b.1))
        guard abs(d) > 1e-9 else { continue }
        let (aa, bb, cc) = (
          a.0 * a.0 + a.1 * a.1, b.0 * b.0 + b.1 * b.1, c.0 * c.0 + c.1 * c.1
        )
        let x = (aa * (b.1 - c.1) + bb * (c.1 - a.1) + cc * (a.1 - b.1)) / d
        let y = (aa * (c.0 - b.0) + bb * (a.0 - c.0) + cc * (b.0 - a.0)) / d
        consider(x, y, hypot(a.0 - x, a.1 - y))
      }
    }
  }
  return best
}

@Suite struct StopTests {
  @Test func theEnclosingCircleIsTheSmallest() {
    var random = SplitMix(seed: 1)
    for round in 0..<400 {
      let count = round % 12 + 1
      // On a coarse grid many points coincide, lie on lines and on common circles.
      let points = (0..<count).map { _ in
        round % 3 == 0
          ? (random.uniform(0, 4).rounded(), random.uniform(0, 4).rounded())
          : (random.uniform(-100, 100), random.uniform(-100, 100))
      }
      let circle = EnclosingCircle.around(points.map(\.0), points.map(\.1), Array(0..<count))
      #expect(abs((circle?.radius ?? .nan) - smallestRadius(points)) < 1e-6)
      let limit = smallestRadius(points) * 0.999 - 1e-4
      if limit > 0 {
        let none = EnclosingCircle.around(
          points.map(\.0), points.map(\.1), Array(0..<count), limit: limit)
        #expect(none == nil)
      }
    }
  }

  @Test(arguments: GapPolicy.allCases)
  func staysAreAllWindowsThatFitAndLast(_ policy: GapPolicy) {
    var random = SplitMix(seed: 2)
    var found = 0
    for round in 0..<150 {
      let flight = walk(round % 16 + 1, &random)
      let radius = random.uniform(10, 60)
      let minDuration = Int64(random.uniform(20, 200)) * 1_000_000
      let clocking = Clocking(
        time: flight.fixes().time, maxGap: 120_000_000, policy: policy)
      let finder = StayFinder(
        x: flight.x, y: flight.y, clocking: clocking, radius: radius, minDuration: minDuration)
      let stays = clocking.stretches.flatMap { finder.stays(in: $0) }
      var joined: [ClosedRange<Int>] = []
      for stay in stays {
        let rows = (stay.rows.first ?? 0)...(stay.rows.last ?? 0)
        #expect(clocking.observed(rows) >= minDuration)
        if let last = joined.last, last.upperBound >= rows.lowerBound {
          #expect(last.upperBound == rows.lowerBound, "stays share more than a fix")
          joined[joined.count - 1] = last.lowerBound...rows.upperBound
        } else {
          joined.append(rows)
        }
      }
      #expect(joined == bruteForce(flight, clocking, radius, minDuration))
      found += joined.count
    }
    #expect(found > 50)
  }

  @Test(arguments: GapPolicy.allCases)
  func aStricterSettingNeverGivesMoreDwell(_ policy: GapPolicy) throws {
    var random = SplitMix(seed: 3)
    var total = 0.0
    for _ in 0..<200 {
      let fixes = walk(Int(random.uniform(2, 120)), &random).fixes()
      func dwell(_ radius: Double, _ minutes: Double) throws -> Double {
        var settings = DetectionSettings.only(.stop)
        settings.radius = Metres(radius)
        settings.minDuration = Seconds(minutes)
        settings.gapPolicy = policy
        return try Detecting.visits(in: fixes, settings).reduce(0) { $0 + $1.observedSeconds }
      }
      let radius = random.uniform(5, 120)
      let duration = random.uniform(10, 600)
      let loose = try dwell(radius, duration)
      let longer = try dwell(radius, duration * random.uniform(1, 3))
      let smaller = try dwell(radius * random.uniform(0.3, 1), duration)
      #expect(longer <= loose + 1e-6)
      #expect(smaller <= loose + 1e-6)
      total += loose
    }
    #expect(total > 1000)
  }

  @Test(arguments: [(1, 400.0), (2, 400.0), (1, 5000.0), (1, 101.0)])
  func aSpikeDoesNotSplitAStop(_ length: Int, _ jump: Double) throws {
    var random = SplitMix(seed: 4)
    var flight = FlightMaking()
    flight.fly(0...600, every: 5) { _ in (0, 0) }
    flight = flight.noisy(2, &random)
    for row in 60..<60 + length { flight.x[row] += jump }
    let visits = try flight.visits()
    #expect(visits.map(\.observedSeconds) == [600])
    #expect(visits.allSatisfy { $0.radius < 20 && $0.distance(x: 0, y: 0) < 3 })
    #expect(visits.map(\.fixes) == [121 - length])
  }

  @Test func aCreepThatEndsInAParkingIsOneStop() throws {
    var flight = FlightMaking()
    // 0.3 m/s for 8 minutes, then an hour of standing.
    flight.fly(0...480, every: 10) { (0.3 * ($0 - 480), 0) }
    flight.fly(490...4090, every: 10) { _ in (0, 0) }
    let visits = try flight.visits(.only(.stop))
    let longest = visits.max { $0.observedSeconds < $1.observedSeconds }
    #expect((longest?.observedSeconds ?? 0) >= 3600)
    #expect(visits.reduce(0) { $0 + $1.observedSeconds } == 4090)
    #expect(visits.count <= 3)
  }

  @Test func aSlowDriftIsCutIntoStopsOfTheRadius() throws {
    var flight = FlightMaking()
    flight.fly(0...3600, every: 10) { (0.25 * $0, 0) }
    let visits = try flight.visits(.only(.stop))
    #expect(visits.reduce(0) { $0 + $1.observedSeconds } == 3600)
    #expect(visits.allSatisfy { $0.radius <= 50 + 1e-6 || $0.until == 3600 })
    #expect((9...10).contains(visits.count))
  }

  @Test func jitterAtRestIsAStopAndNoOrbit() throws {
    for sigma in [0.5, 3, 8] {
      var random = SplitMix(seed: 5)
      var flight = FlightMaking()
      flight.fly(0...1800, every: 1) { _ in (0, 0) }
      let visits = try flight.noisy(sigma, &random).visits()
      #expect(visits.map(\.kind) == ["stop"])
      #expect(visits.map(\.observedSeconds) == [1800])
    }
  }

  /// 100,000 fixes of a parked vehicle: noise of half the radius makes windows end all the time.
  @Test(.timeLimit(.minutes(1)), arguments: [2.0, 25])
  func aLongParkingTakesSeconds(_ sigma: Double) throws {
    var random = SplitMix(seed: 6)
    var flight = FlightMaking()
    flight.fly(0...99_999, every: 1) { _ in (0, 0) }
    let visits = try flight.noisy(sigma, &random).visits(.only(.stop))
    let share = visits.reduce(0) { $0 + $1.observedSeconds } / 99_999
    #expect(sigma > 2 || (share == 1 && visits.count == 1))
    #expect(visits.allSatisfy { $0.sampleMilliseconds.count <= 256 })
  }
}
