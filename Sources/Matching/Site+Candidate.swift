import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Site {
  /// The 95 % quantile of χ² with two degrees of freedom, −2 ln 0.05.
  private static let quantile95 = 5.991464547107979

  /// A candidate at a common place, with its 95 % ellipse and the evidence for it; not yet numbered.
  static func candidate(
    _ common: CommonPlace, _ frame: LocalFrame, noise: Double
  ) throws(DwellError) -> Site {
    let sorties = Set(common.supporting.map(\.sortie)).count
    let least = noise * noise / Double(max(1, sorties))
    var site = try inferred(
      common.place, common.covariance.atLeast(least), common.supporting, frame)
    site.basis = "place"
    return site
  }

  /// A candidate that is a region, with the ellipse that holds 95 % of the places in it; not yet numbered.
  static func candidate(
    _ region: CommonRegion, _ frame: LocalFrame, noise: Double
  ) throws(DwellError) -> Site {
    var site = try inferred(
      region.place, region.spread.atLeast(noise * noise), region.looks, frame)
    site.basis = "region"
    return site
  }

  private static func inferred(
    _ place: SIMD2<Double>, _ covariance: Covariance, _ looks: [Look], _ frame: LocalFrame
  ) throws(DwellError) -> Site {
    var site = Site()
    site.kind = "candidate"
    let middle = try frame.position(place)
    site.longitude = middle.longitude
    site.latitude = middle.latitude
    let axes = covariance.principal
    site.uncertainty = axes.major.squareRoot()
    site.ellipseSemiMajor = (axes.major * quantile95).squareRoot()
    site.ellipseSemiMinor = (axes.minor * quantile95).squareRoot()
    site.ellipseOrientation = axes.azimuth
    site.extent = try ellipse(site, around: place, frame)
    site.visits = looks.count
    site.sorties = Set(looks.map(\.sortie)).count
    site.vehicles = Set(looks.map(\.visit.vehicle)).count
    site.days = Set(looks.map { day(of: $0.visit.first, at: middle.longitude) }).count
    site.evidence = Set(looks.map(\.visit.evidenceKind)).sorted()
    site.visitIds = looks.map(\.visit.visit)
    return site
  }

  /// The day of an instant by the sun at a longitude: noon is when the sun stands highest there, within a
  /// quarter of an hour, whatever clocks people keep.
  private static func day(of instant: Instant, at longitude: Double) -> Int64 {
    let day: Int64 = 86_400_000_000
    let local = instant.microseconds + Int64(clampedRounding: longitude / 360 * 86_400e6)
    let (days, rest) = local.quotientAndRemainder(dividingBy: day)
    return rest < 0 ? days - 1 : days
  }

  /// Whether two candidates may well be one place: within the 95 % of both ellipses together, or nearer than
  /// any site is wide (100 m); a region and a place never are.
  func isSamePlace(as other: Site) -> Bool {
    guard basis == other.basis else { return false }
    let frame = TangentFrame(at: Position(longitude: longitude, latitude: latitude))
    let way = frame.local(
      Earth.cartesian(longitude: other.longitude, latitude: other.latitude, height: 0))
    let offset = SIMD2(way.x, way.y)
    guard (offset * offset).sum() > 10_000 else { return true }
    // On the other side of the Earth the tangent plane is near again.
    guard abs(way.z) < 100_000 else { return false }
    let both = covariance + other.covariance
    return both.isPositive && both.squaredLength(of: offset) <= Self.quantile95
  }

  private var covariance: Covariance {
    let (sine, cosine) = (
      sin(ellipseOrientation * .pi / 180), cos(ellipseOrientation * .pi / 180)
    )
    let major = ellipseSemiMajor * ellipseSemiMajor / Self.quantile95
    let minor = ellipseSemiMinor * ellipseSemiMinor / Self.quantile95
    return Covariance(
      east: major * sine * sine + minor * cosine * cosine,
      north: major * cosine * cosine + minor * sine * sine, cross: (major - minor) * sine * cosine)
  }

  /// Sixty-four corners on the ellipse.
  private static func ellipse(
    _ site: Site, around middle: SIMD2<Double>, _ frame: LocalFrame
  ) throws(DwellError) -> Extent? {
    let azimuth = site.ellipseOrientation * .pi / 180
    let along = SIMD2(sin(azimuth), cos(azimuth)) * site.ellipseSemiMajor
    let across = SIMD2(cos(azimuth), -sin(azimuth)) * site.ellipseSemiMinor
    let corners = (0..<64).map { corner in
      let angle = Double(corner) * .pi / 32
      return middle + along * cos(angle) + across * sin(angle)
    }
    return try frame.extent(around: corners)
  }
}
