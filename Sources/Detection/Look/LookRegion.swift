public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a visit that is known by its path alone may have looked: a normal region round one middle, or
/// one on either side of the path; metres true east and north of the path's centre.
public struct LookRegion: Equatable, Sendable {
  /// From the path's centre to the middle of the region.
  public var middle: SIMD2<Double>
  /// From that middle to one of two middles, the other lying opposite; zero where there is one.
  public var mode: SIMD2<Double>
  /// Variance of either side eastward, m².
  public var varianceEast: Double
  /// Variance of either side northward, m².
  public var varianceNorth: Double
  /// Covariance of either side, m².
  public var covariance: Double

  /// Stores the region in a visit: of the whole, since that is what one middle and one covariance can say.
  public func store(in visit: inout Visit) {
    let frame = TangentFrame(
      at: Position(longitude: visit.centreLongitude, latitude: visit.centreLatitude))
    let look = frame.position(east: middle.x, north: middle.y)
    visit.lookBasis = "path"
    visit.lookLongitude = look.longitude
    visit.lookLatitude = look.latitude
    visit.lookModeEast = mode.x
    visit.lookModeNorth = mode.y
    visit.lookVarianceEast = varianceEast + mode.x * mode.x
    visit.lookVarianceNorth = varianceNorth + mode.y * mode.y
    visit.lookCovarianceEastNorth = covariance + mode.x * mode.y
    let half = (visit.lookVarianceEast + visit.lookVarianceNorth) / 2
    let other = (visit.lookVarianceEast - visit.lookVarianceNorth) / 2
    let cross = visit.lookCovarianceEastNorth
    visit.lookSigma = (half + (other * other + cross * cross).squareRoot()).squareRoot()
  }

  /// So many points spread evenly over the ellipse of twice the standard deviations, on either side.
  ///
  /// The R2 sequence (Roberts 2018) mapped to equal areas. Their mean and covariance are the
  /// region's.
  public func spread(_ count: Int) -> [SIMD2<Double>] {
    // Cholesky's root of the covariance.
    let a = max(0, varianceEast).squareRoot()
    let b = a > 0 ? covariance / a : 0
    let c = max(0, varianceNorth - b * b).squareRoot()
    let isTwofold = mode != .zero
    return (0..<count).map { index in
      let number = isTwofold ? index / 2 : index
      let unit = number < Self.units.count ? Self.units[number] : Self.unit(number)
      let point = SIMD2(a * unit.x, b * unit.x + c * unit.y)
      // Opposite sides mirror each other, so the mean stays where it is.
      return index % 2 == 1 && isTwofold ? middle - mode - point : middle + mode + point
    }
  }

  /// As many points as a visit has, of a region whose covariance is one.
  private static let units = (0..<Samples.spread).map(unit)

  private static func unit(_ index: Int) -> SIMD2<Double> {
    let g = 1.324_717_957_244_746
    let number = Double(index + 1)
    let u = (0.5 + number / g).truncatingRemainder(dividingBy: 1)
    let v = (0.5 + number / (g * g)).truncatingRemainder(dividingBy: 1)
    let r = 2 * u.squareRoot()
    return SIMD2(r * cos(2 * .pi * v), r * sin(2 * .pi * v))
  }
}

extension LookPriors {
  /// The look region of a visit whose centre, covariance, shape, axes and orientation are set.
  ///
  /// - Parameters:
  ///   - visit: A stop, an orbit or a stare.
  ///   - view: The mean direction of the camera over the visit, where the gimbal tells it: the side
  ///     of a racetrack or figure of eight.
  /// - Returns: The region; of a drifting visit one round its middle, which makes no site.
  public func region(of visit: Visit, view: ViewDirection = ViewDirection()) -> LookRegion {
    let shape: LookPrior =
      switch visit.shape {
      case "racetrack": racetrack
      case "figure-eight": figureEight
      default: visit.kind == VisitKind.stop.rawValue ? stop : circle
      }
    let isStop = visit.kind == VisitKind.stop.rawValue
    let isRound = visit.shape != "racetrack" && visit.shape != "figure-eight"
    let major = isRound ? visit.radius : visit.semiMajor
    let minor = isRound ? visit.radius : visit.semiMinor
    let prior = shape.of(size: minor)
    let unit = prior.unit == .metres ? 1 : minor
    let along = isStop ? max(prior.along, visit.radius) : prior.along * major
    let across = isStop ? max(prior.acrossSpread, visit.radius) : prior.acrossSpread * unit
    let azimuth = (visit.orientation.isFinite ? visit.orientation : 0) * .pi / 180
    let axis = SIMD2(sin(azimuth), cos(azimuth))
    let normal = SIMD2(cos(azimuth), -sin(azimuth))
    func finite(_ value: Double) -> Double { value.isFinite ? value : 0 }
    var region = LookRegion(
      middle: .zero, mode: prior.across * unit * normal,
      varianceEast: along * along * axis.x * axis.x + across * across * normal.x * normal.x
        + finite(visit.varianceEast),
      varianceNorth: along * along * axis.y * axis.y + across * across * normal.y * normal.y
        + finite(visit.varianceNorth),
      covariance: along * along * axis.x * axis.y + across * across * normal.x * normal.y
        + finite(visit.covarianceEastNorth))
    if let side = view.mean.map({ ($0 * normal).sum() }), abs(side) > 0.3, region.mode != .zero {
      region.middle = side > 0 ? region.mode : -region.mode
      region.mode = .zero
    }
    return region
  }
}

/// The mean direction that a camera looked in over a visit, from headings and gimbal azimuths.
public struct ViewDirection: Equatable, Sendable {
  private var sum = SIMD2<Double>.zero
  private var count = 0.0

  /// No direction yet.
  public init() {}

  /// Adds a fix; heading and azimuth in degrees, NaN where not known.
  public mutating func add(heading: Double, azimuth: Double) {
    guard heading.isFinite, azimuth.isFinite else { return }
    let angle = (heading + azimuth) * .pi / 180
    add(SIMD2(sin(angle), cos(angle)))
  }

  /// Adds a direction, east and north, of length 1.
  mutating func add(_ way: SIMD2<Double>) {
    sum += way
    count += 1
  }

  /// Adds all that another has seen.
  mutating func add(_ other: ViewDirection) {
    sum += other.sum
    count += other.count
  }

  /// East and north; as long as the directions agree, 1 when all are the same; nil without any.
  public var mean: SIMD2<Double>? { count > 0 ? sum / count : nil }
}
