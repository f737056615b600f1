import Dwell
import TestSupport
import Testing
import Tracks

/// Clusters wherever on Earth: over zone borders, the antimeridian and a pole.
@Suite struct GroundClusterTests {
  /// Fixes 400 m apart along a great circle: with a radius of 500 m one chain, one cluster.
  private func chain(from: Position, to: Position, count: Int) -> Fixes {
    var fixes = Fixes()
    for step in 0..<count {
      let part = Double(step) / Double(count - 1)
      let dLongitude = Earth.longitudeDifference(from: from.longitude, to: to.longitude)
      fixes.longitude.append(
        Earth.normalised(longitude: from.longitude + part * dLongitude))
      fixes.latitude.append(from.latitude + part * (to.latitude - from.latitude))
      fixes.time.append(Int64(step) * 60_000_000)
      fixes.vehicle.append("a")
      fixes.flight.append("a@1")
    }
    return fixes
  }

  private func labels(_ batches: [Fixes], _ cluster: Cluster) throws -> [Int32] {
    let workshop = Workshop()
    let worker = try cluster.worker(in: workshop)
    var labels: [Int32] = []
    let emit: Emit = { packet throws(DwellError) in
      guard case .fixes(let fixes) = packet,
        case .integer32(let values)? = fixes.extras.first(where: { $0.name == "label" })?.values
      else { return }
      labels += values
    }
    for batch in batches { try worker.take(.fixes(batch), emit: emit) }
    try worker.finish(emit: emit)
    return labels
  }

  @Test(
    "a chain across zones, the antimeridian or a pole is one cluster",
    arguments: [
      (Position(longitude: 4, latitude: 44), Position(longitude: 16, latitude: 56)),
      (Position(longitude: 172, latitude: -30), Position(longitude: -172, latitude: -22)),
      (Position(longitude: 20, latitude: 83), Position(longitude: 20, latitude: 89.9)),
    ])
  func oneChain(from: Position, to: Position) throws {
    let length = Earth.distance(from.longitude, from.latitude, to.longitude, to.latitude)
    let fixes = chain(from: from, to: to, count: Int(length / 400))
    let cluster = try Cluster.with {
      $0.radius = .metres(600)
      $0.minPoints = 2
    }
    let labels = try labels([fixes], cluster)
    #expect(labels.count == fixes.count && labels.allSatisfy { $0 == 0 })
  }

  @Test("over 3,000 km, clusters agree with a brute force on great-circle distances")
  func agreesWithBruteForce() throws {
    var random = SplitMix(seed: 11)
    var fixes = Fixes()
    for group in 0..<150 {
      // Along the border of zones at 45° and 50° of latitude, where joining matters.
      let latitude = group.isMultiple(of: 2) ? 45.0 : 50.0
      let longitude = random.uniform(-20, 20)
      for _ in 0..<8 {
        fixes.longitude.append(longitude + 0.01 * random.normal())
        fixes.latitude.append(latitude + 0.01 * random.normal())
        fixes.time.append(Int64(fixes.time.count) * 1_000_000)
        fixes.vehicle.append("a")
        fixes.flight.append("a@1")
      }
    }
    let cluster = try Cluster.with {
      $0.radius = .metres(1000)
      $0.minPoints = 3
    }
    let found = try labels([fixes], cluster)
    let expected = bruteForce(fixes, radius: 1000, minPoints: 3)
    // Distances differ by up to 0.7 % (sphere) from the ellipsoid's: compare where no pair is so near
    // the radius that this decides.
    #expect(found.filter { $0 >= 0 }.count > 300)
    var disagreements = 0
    for row in found.indices where (found[row] < 0) != (expected[row] < 0) { disagreements += 1 }
    #expect(disagreements < found.count / 50)
    var partner: [Int32: Int32] = [:]
    var torn = 0
    for row in found.indices where found[row] >= 0 && expected[row] >= 0 {
      if let known = partner[expected[row]] {
        if known != found[row] { torn += 1 }
      } else {
        partner[expected[row]] = found[row]
      }
    }
    #expect(torn < found.count / 50)
  }

  private func bruteForce(_ fixes: Fixes, radius: Double, minPoints: Int) -> [Int32] {
    let n = fixes.count
    func near(_ a: Int, _ b: Int) -> Bool {
      Earth.distance(
        fixes.longitude[a], fixes.latitude[a], fixes.longitude[b], fixes.latitude[b]) <= radius
    }
    let neighbours = (0..<n).map { a in (0..<n).filter { near(a, $0) } }
    var labels = [Int32](repeating: -1, count: n)
    var next: Int32 = 0
    for start in 0..<n where labels[start] < 0 && neighbours[start].count >= minPoints {
      var queue = [start]
      labels[start] = next
      while let point = queue.popLast() {
        guard neighbours[point].count >= minPoints else { continue }
        for other in neighbours[point] where labels[other] < 0 {
          labels[other] = next
          queue.append(other)
        }
      }
      next += 1
    }
    return labels
  }
}
