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
    var site = Site()
    site.kind = "candidate"
    let middle = try frame.position(common.place)
    site.longitude = middle.longitude
    site.latitude = middle.latitude
    let axes = common.covariance.atLeast(noise * noise).principal
    site.uncertainty = axes.major.squareRoot()
    site.ellipseSemiMajor = (axes.major * quantile95).squareRoot()
    site.ellipseSemiMinor = (axes.minor * quantile95).squareRoot()
    site.ellipseOrientation = axes.azimuth
    site.extent = try ellipse(site, around: common.place, frame)
    let looks = common.supporting
    site.visits = looks.count
    site.sorties = Set(looks.map(\.sortie)).count
    site.vehicles = Set(looks.map(\.visit.vehicle)).count
    site.days = Set(looks.map { day(of: $0.visit.first) }).count
    site.evidence = Set(looks.map(\.visit.evidenceKind)).sorted()
    site.visitIds = looks.map(\.visit.visit)
    return site
  }

  private static func day(of instant: Instant) -> Int64 {
    let day: Int64 = 86_400_000_000
    let (days, rest) = instant.microseconds.quotientAndRemainder(dividingBy: day)
    return rest < 0 ? days - 1 : days
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
