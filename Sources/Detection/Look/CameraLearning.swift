import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Learns what cameras are off by, from how far apart stares of different sorties at one place lie.
///
/// Two numbers: metres that do not depend on the distance (of the position above all), and an angle. They are told
/// apart since near and far, circled and seen from one side, are off by different amounts.
struct CameraLearning {
  private struct Stare {
    var sortie: String
    var place: SIMD3<Double>
    /// What its variance beyond the metres was, in m² on each axis, by the priors it was found with.
    var turned: Double
  }

  private var stares: [Stare] = []

  /// Stares of two sorties nearer than this, metres, are of one place.
  private static let samePlace = 150.0
  /// Pairs that are looked at: more would teach nothing new.
  private static let mostPairs = 20_000
  /// No camera is known to be better than its position.
  private static let leastSigma = 1.0

  /// Takes a stare that was found with the default priors.
  mutating func take(_ stare: Visit) {
    let usual = LookPriors()
    let variance = (stare.lookVarianceEast + stare.lookVarianceNorth) / 2
    guard variance.isFinite else { return }
    stares.append(
      Stare(
        sortie: stare.sortie,
        place: Earth.cartesian(
          longitude: stare.centreLongitude, latitude: stare.centreLatitude, height: 0),
        turned: max(0, variance - usual.sensorSigma * usual.sensorSigma)))
  }

  /// Metres on each axis and degrees; nil where too few stares are of one place.
  ///
  /// The likeliest metres and angle of normal errors, then both made so much larger or smaller that 95 % of the
  /// pairs lie within the 95 % that they give: so many do whatever the distribution.
  ///
  /// - Complexity: O(*n*²) for *n* stares, and at most 20,000 pairs by 400 trials.
  func learnt(
    least: Int, _ high95: ([Double]) -> Double
  ) -> (sigma: Double, degrees: Double)? {
    var pairs = self.pairs
    guard pairs.count >= least else { return nil }
    let step = (pairs.count + Self.mostPairs - 1) / Self.mostPairs
    pairs = stride(from: 0, to: pairs.count, by: step).map { pairs[$0] }
    var best = (surprise: Double.infinity, sigma: 1.0, part: 1.0)
    for i in 0..<20 {
      let sigma = 0.5 * pow(1.3, Double(i))
      for j in 0..<20 {
        let part = 0.02 * pow(1.4, Double(j))
        var surprise = 0.0
        for pair in pairs {
          let variance = 2 * sigma * sigma + part * part * pair.turned
          surprise += 2 * log(variance) + pair.square / variance
        }
        if surprise < best.surprise { best = (surprise, sigma, part) }
      }
    }
    let squares = pairs.map {
      $0.square / (2 * best.sigma * best.sigma + best.part * best.part * $0.turned)
    }
    let scale = (high95(squares) / Visit.look95).squareRoot()
    return (
      max(Self.leastSigma, scale * best.sigma), scale * best.part * LookPriors().sensorDegrees
    )
  }

  /// The squared distances of stares of one place, with what both would be off by.
  private var pairs: [(square: Double, turned: Double)] {
    var pairs: [(square: Double, turned: Double)] = []
    for right in stares.indices {
      for left in 0..<right where stares[left].sortie != stares[right].sortie {
        let way = stares[left].place - stares[right].place
        let square = (way * way).sum()
        if square <= Self.samePlace * Self.samePlace {
          pairs.append((square, stares[left].turned + stares[right].turned))
        }
      }
    }
    return pairs
  }
}
