/// The named point sets of the benchmarks; `seed` 1 unless a table says otherwise.
public enum PointSets: String, CaseIterable, Sendable {
  /// Gan's seed spreader, discs of one size (``SeedSpreader``).
  case ssSimden = "ss-simden"
  /// Gan's seed spreader, discs that grow with each restart.
  case ssVarden = "ss-varden"
  /// Uniform in a square of side √n: one point a square metre whatever n.
  case uniform
  /// A hundred normal clusters of different widths over a tenth of uniform background.
  case gaussian
  /// Simulated flights of eight vehicles that circle and hover, as metres around the first fix.
  case drones
  /// Hovers logged with coarse steps: many points in exactly one place.
  case quantised

  /// Makes the points in an order.
  public func points(
    _ count: Int, order: PointOrder = .shuffled, seed: UInt64 = 1
  ) -> PlanarPoints {
    make(count, seed: seed).ordered(order, seed: seed)
  }

  private func make(_ count: Int, seed: UInt64) -> PlanarPoints {
    switch self {
    case .ssSimden:
      var spreader = SeedSpreader(variesDensity: false, seed: seed)
      return spreader.points(count)
    case .ssVarden:
      var spreader = SeedSpreader(variesDensity: true, seed: seed)
      return spreader.points(count)
    case .uniform: return Self.uniform(count, seed)
    case .gaussian: return Self.gaussian(count, seed)
    case .drones: return droneTracks(count, seed: seed)
    case .quantised: return Self.quantised(count, seed)
    }
  }

  private static func uniform(_ count: Int, _ seed: UInt64) -> PlanarPoints {
    var numbers = SeededNumbers(seed: seed)
    let side = Double(count).squareRoot()
    var points = PlanarPoints(reserving: count)
    for _ in 0..<count { points.append(numbers.uniform(0, side), numbers.uniform(0, side)) }
    return points
  }

  private static func gaussian(_ count: Int, _ seed: UInt64) -> PlanarPoints {
    var numbers = SeededNumbers(seed: seed)
    let side = Double(count).squareRoot()
    let clusters = (0..<100).map { i in
      (x: numbers.uniform(0, side), y: numbers.uniform(0, side), width: side * Double(i + 1) / 5000)
    }
    var points = PlanarPoints(reserving: count)
    for i in 0..<count {
      if i % 10 == 0 {
        points.append(numbers.uniform(0, side), numbers.uniform(0, side))
      } else {
        let cluster = clusters[numbers.below(100)]
        points.append(
          cluster.x + cluster.width * numbers.normal(), cluster.y + cluster.width * numbers.normal()
        )
      }
    }
    return points
  }

  private static func quantised(_ count: Int, _ seed: UInt64) -> PlanarPoints {
    var numbers = SeededNumbers(seed: seed)
    let hovers = max(1, count / 5000)
    let places = (0..<hovers).map { _ in
      (x: numbers.uniform(0, 50_000), y: numbers.uniform(0, 50_000))
    }
    var points = PlanarPoints(reserving: count)
    for i in 0..<count {
      let place = places[i * hovers / count]
      // A receiver that writes 10⁻⁵ degrees: steps of 1.11 m.
      points.append(
        ((place.x + 2 * numbers.normal()) / 1.11).rounded() * 1.11,
        ((place.y + 2 * numbers.normal()) / 1.11).rounded() * 1.11)
    }
    return points
  }
}
