import Fencing
import TestSupport
import Testing
import Tracks

@Suite("Fences against brute force")
struct FenceInvariantTests {
  /// A star of `spikes` corners around a place, and its corners.
  private func star(_ random: inout SplitMix, longitude: Double, spikes: Int) -> [(Double, Double)]
  {
    (0..<spikes).map { spike in
      let angle = 360 * Double(spike) / Double(spikes)
      let radius = random.uniform(0.2, 1)
      return (longitude + radius * angle.cosine, 20 + radius * angle.sine)
    }
  }

  private func walk(_ random: inout SplitMix, longitude: Double, count: Int) -> Fixes {
    track(
      (0..<count).map {
        (Int64($0) * 10, longitude + random.uniform(-1.2, 1.2), 20 + random.uniform(-1.2, 1.2))
      })
  }

  private func isInside(_ x: Double, _ y: Double, _ ring: [Position]) -> Bool {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst()) where (a.latitude > y) != (b.latitude > y) {
      let part = (y - a.latitude) / (b.latitude - a.latitude)
      if x < a.longitude + part * (b.longitude - a.longitude) { isInside.toggle() }
    }
    return isInside
  }

  @Test("time inside equals that of a thousand steps a segment", arguments: [UInt64(1), 2, 3, 4])
  func steps(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let corners = ring(star(&random, longitude: 40, spikes: 3 + Int(seed) * 4))
    let fixes = walk(&random, longitude: 40, count: 40)
    let boundary = Boundary(name: "star", extent: .polygon([corners]))
    let (crossings, inside) = try fenced([fixes], by: [boundary])
    var steps = 0
    for (a, b) in zip(0..<fixes.count, 1..<fixes.count) {
      for step in 0..<1000 {
        let t = (Double(step) + 0.5) / 1000
        let x = fixes.longitude[a] + t * (fixes.longitude[b] - fixes.longitude[a])
        let y = fixes.latitude[a] + t * (fixes.latitude[b] - fixes.latitude[a])
        if isInside(x, y, corners) { steps += 1 }
      }
    }
    let seconds = crossings.reduce(0) { $0 + $1.insideSeconds }
    #expect(abs(seconds - Double(steps) / 100) < 0.01 * Double(2 * crossings.count + 2))
    for row in 0..<fixes.count {
      #expect((inside[row] != nil) == isInside(fixes.longitude[row], fixes.latitude[row], corners))
    }
    for crossing in crossings {
      let span = Double(crossing.left.microseconds - crossing.entered.microseconds) / 1e6
      #expect(abs(span - crossing.insideSeconds - crossing.gapSeconds) < 1e-5)
    }
    #expect(crossings.reduce(0) { $0 + $1.fixes } == inside.count { $0 != nil })
  }

  @Test("any cut into batches gives the same crossings and column")
  func cuts() throws {
    var random = SplitMix(seed: 9)
    let boundaries = (0..<5).map { number in
      Boundary(
        name: "s\(number)",
        extent: .polygon([ring(star(&random, longitude: 40 + Double(number) * 0.3, spikes: 9))]))
    }
    let fixes = walk(&random, longitude: 40.5, count: 60)
    let whole = try fenced([fixes], by: boundaries)
    #expect(whole.crossings.count > 20)
    for size in [1, 7, 8, 31] {
      let batches = stride(from: 0, to: 60, by: size).map {
        fixes.gathered(Array($0..<min(60, $0 + size)))
      }
      let cut = try fenced(batches, by: boundaries)
      #expect(cut.crossings == whole.crossings)
      #expect(cut.inside == whole.inside)
    }
  }

  @Test("vehicles mixed in one batch cross as they do alone")
  func mixed() throws {
    var random = SplitMix(seed: 12)
    let boundary = Boundary(
      name: "s", extent: .polygon([ring(star(&random, longitude: 40, spikes: 9))]))
    let alone = ["A", "B"].map { vehicle in
      var fixes = walk(&random, longitude: 40, count: 30)
      fixes.vehicle = Labels(repeating: vehicle, count: 30)
      fixes.flight = fixes.vehicle
      return fixes
    }
    var mixed = Fixes()
    for row in 0..<30 {
      for fixes in alone {
        mixed.time.append(fixes.time[row])
        mixed.longitude.append(fixes.longitude[row])
        mixed.latitude.append(fixes.latitude[row])
        mixed.vehicle.append(fixes.vehicle[row])
        mixed.flight.append(fixes.flight[row])
      }
    }
    let together = try fenced([mixed], by: [boundary]).crossings
    for fixes in alone {
      let own = try fenced([fixes], by: [boundary]).crossings
      #expect(together.filter { $0.vehicle == fixes.vehicle[0] } == own)
    }
  }

  @Test("±180° is no edge, however the boundary is written")
  func antimeridian() throws {
    let east = ring([(179, 0), (180, 0), (180, 1), (179, 1)])
    let west = ring([(-180, 0), (-179, 0), (-179, 1), (-180, 1)])
    let writings: [Extent] = [
      .multiPolygon([[east], [west]]),
      .polygon([ring([(179, 0), (181, 0), (181, 1), (179, 1)])]),
      .polygon([ring([(-181, 0), (-179, 0), (-179, 1), (-181, 1)])]),
      .polygon([ring([(179, 0), (-179, 0), (-179, 1), (179, 1)])]),
    ]
    let fixes = track([
      (0, 178.5, 0.5), (10, 179.5, 0.5), (20, -179.5, 0.5), (30, -178.5, 0.5), (40, 178.5, 0.5),
    ])
    for extent in writings {
      let (crossings, inside) = try fenced([fixes], by: [Boundary(name: "date", extent: extent)])
      #expect(inside == [nil, "date", "date", nil, nil])
      #expect(crossings.count == 2)
      guard crossings.count == 2 else { continue }
      #expect(crossings[0].entered == Instant(microseconds: 5_000_000))
      #expect(crossings[0].left == Instant(microseconds: 25_000_000))
      #expect(abs(crossings[0].insideSeconds - 20) < 1e-6)
      // Back the short way: three degrees in ten seconds, two of them inside.
      #expect(abs(crossings[1].insideSeconds - 20.0 / 3) < 1e-6)
    }
  }

  @Test("a fix on ±180° is inside by either name of the meridian")
  func meridian() throws {
    let boundary = box("date", 179, 0, 181, 1)
    let (_, inside) = try fenced([track([(0, 180, 0.5), (10, -180, 0.5)])], by: [boundary])
    #expect(inside == ["date", "date"])
  }
}
