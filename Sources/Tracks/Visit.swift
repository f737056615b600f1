/// One episode of dwelling of one flight.
public struct Visit: Record {
  /// Unique: vehicle, first instant, kind.
  public var visit = ""
  /// The flight it belongs to.
  public var flight = ""
  /// The sortie it belongs to.
  public var sortie = ""
  /// The vehicle.
  public var vehicle = ""
  /// `stop`, `orbit` or `stare` (``VisitKind``).
  public var kind = ""
  /// Of an orbit `circle`, `racetrack`, `figure-eight` or `drifting`; of a stare that moves
  /// `drifting`; else empty.
  public var shape = ""
  /// The first fix inside.
  public var first = Instant.unknown
  /// The last fix inside.
  public var last = Instant.unknown
  /// The number of fixes inside.
  public var fixes = 0
  /// Seconds between consecutive fixes inside that are at most `max-gap` apart.
  public var observedSeconds = 0.0
  /// The rest of last − first, seconds.
  public var gapSeconds = 0.0
  /// The longest interval without a fix, seconds.
  public var maxGapSeconds = 0.0
  /// `start`, `end`, `both` or `none`: where the flight's data begins or ends inside the visit.
  public var censored = "none"
  /// The middle of where the aircraft was (not of where it looked), degrees.
  public var centreLongitude = Double.nan
  /// See ``centreLongitude``.
  public var centreLatitude = Double.nan
  /// Metres: of the smallest circle around a stop or stare, the mean fitted radius of an orbit.
  public var radius = Double.nan
  /// Of the ellipse that the path follows, metres.
  public var semiMajor = Double.nan
  /// Of the ellipse that the path follows, metres.
  public var semiMinor = Double.nan
  /// Of the major axis, degrees clockwise from true north, 0…180.
  public var orientation = Double.nan
  /// `left` (anticlockwise), `right` (clockwise), `both` (figure of eight), or empty.
  public var sense = ""
  /// Signed turns, right positive; for a figure of eight the sum of their sizes.
  public var turns = Double.nan
  /// Median seconds a lap.
  public var lapSeconds = Double.nan
  /// Speed of the centre, metres per second.
  public var drift = Double.nan
  /// Root mean square distance of the path from the fitted curve, metres.
  public var fitResidual = Double.nan
  /// Standard deviation of the path's centre, metres: the root of the larger eigenvalue.
  public var sigma = Double.nan
  /// Variance of the centre eastward, m².
  public var varianceEast = Double.nan
  /// Variance of the centre northward, m².
  public var varianceNorth = Double.nan
  /// Covariance of the centre, m².
  public var covarianceEastNorth = Double.nan
  /// `sensor`, `ray` or `path`: how the look region is known.
  public var lookBasis = ""
  /// The middle of the look region, degrees.
  public var lookLongitude = Double.nan
  /// See ``lookLongitude``.
  public var lookLatitude = Double.nan
  /// Standard deviation of the look region, metres: the root of the larger eigenvalue.
  public var lookSigma = Double.nan
  /// Variance of the look region eastward, m².
  public var lookVarianceEast = Double.nan
  /// Variance of the look region northward, m².
  public var lookVarianceNorth = Double.nan
  /// Covariance of the look region, m².
  public var lookCovarianceEastNorth = Double.nan
  /// Metres true east from the middle of a look region on both sides of the path to one side's middle.
  ///
  /// The other lies opposite; NaN or 0 where there is one. The covariance is that of the whole.
  public var lookModeEast = Double.nan
  /// See ``lookModeEast``.
  public var lookModeNorth = Double.nan
  /// `disagrees` where slant range, sensor height and frame centre of a stare contradict each other,
  /// `agrees` where they do not; empty where they are not all known.
  public var lookCheck = ""
  /// Lowest height inside, metres.
  public var heightMin = Double.nan
  /// Highest height inside, metres.
  public var heightMax = Double.nan
  /// Of a stop or orbit: the stares at the same time; of a stare: the stop or orbit.
  public var linked: [String] = []
  /// The cluster most of its weight belongs to, from `outline` on the area; −1 for noise, −2 before `cluster`.
  public var label = -2
  /// Metres true east of the centre (``centreLongitude``), one for each sample.
  public var sampleEast: [Double] = []
  /// Metres true north of the centre, one for each sample.
  public var sampleNorth: [Double] = []
  /// Milliseconds each sample stands for; they add up to ``observedSeconds``.
  public var sampleMilliseconds: [Int64] = []
  /// The cluster of each sample, from `outline` on the area; empty before `cluster`.
  public var sampleLabels: [Int64] = []
  /// Outline of where the aircraft (of a stare: the frame centre) was.
  public var extent: Extent?

  /// A visit with every field empty.
  public init() {}

  /// ``RecordKind/visits``.
  public static let kind = RecordKind.visits

  /// The ``label`` of a visit that `cluster` has not seen.
  public static let unlabelled = -2

  /// The columns.
  public static let fields: [Field<Visit>] = [
    Field("visit", .text(\.visit)), Field("flight", .coded(\.flight)),
    Field("sortie", .coded(\.sortie)), Field("vehicle", .coded(\.vehicle)),
    Field("kind", .coded(\.kind)), Field("shape", .coded(\.shape)),
    Field("first", .instant(\.first)), Field("last", .instant(\.last)),
    Field("fixes", .integer(\.fixes)), Field("observed_s", .real(\.observedSeconds)),
    Field("gap_s", .real(\.gapSeconds)), Field("max_gap_s", .real(\.maxGapSeconds)),
    Field("censored", .coded(\.censored)), Field("centre_lon", .real(\.centreLongitude)),
    Field("centre_lat", .real(\.centreLatitude)), Field("radius_m", .real(\.radius)),
    Field("semi_major_m", .real(\.semiMajor)), Field("semi_minor_m", .real(\.semiMinor)),
    Field("orientation_deg", .real(\.orientation)), Field("sense", .coded(\.sense)),
    Field("turns", .real(\.turns)), Field("lap_s", .real(\.lapSeconds)),
    Field("drift_mps", .real(\.drift)), Field("fit_rms_m", .real(\.fitResidual)),
    Field("sigma_m", .real(\.sigma)), Field("look_basis", .coded(\.lookBasis)),
    Field("look_lon", .real(\.lookLongitude)), Field("look_lat", .real(\.lookLatitude)),
    Field("look_sigma_m", .real(\.lookSigma)), Field("look_check", .coded(\.lookCheck)),
    Field("height_min_m", .real(\.heightMin)), Field("height_max_m", .real(\.heightMax)),
    Field("linked", .texts(\.linked)), Field("label", .integer(\.label)),
    Field("var_east_m2", .real(\.varianceEast), isInternal: true),
    Field("var_north_m2", .real(\.varianceNorth), isInternal: true),
    Field("cov_east_north_m2", .real(\.covarianceEastNorth), isInternal: true),
    Field("look_var_east_m2", .real(\.lookVarianceEast), isInternal: true),
    Field("look_var_north_m2", .real(\.lookVarianceNorth), isInternal: true),
    Field("look_cov_east_north_m2", .real(\.lookCovarianceEastNorth), isInternal: true),
    Field("look_mode_east_m", .real(\.lookModeEast), isInternal: true),
    Field("look_mode_north_m", .real(\.lookModeNorth), isInternal: true),
    Field("sample_east_m", .reals(\.sampleEast), isInternal: true),
    Field("sample_north_m", .reals(\.sampleNorth), isInternal: true),
    Field("sample_ms", .integers(\.sampleMilliseconds), isInternal: true),
    Field("sample_label", .integers(\.sampleLabels), isInternal: true),
    Field("geometry", .extent(\.extent)),
  ]
}

/// The kinds of visit.
public enum VisitKind: String, CaseIterable, Sendable {
  /// Hovering or standing.
  case stop
  /// Turning round a place.
  case orbit
  /// The camera holding a point.
  case stare
}

extension Visit {
  /// Whether the place itself moved: such a visit enters areas, never sites.
  public var isDrifting: Bool { shape == "drifting" }

  /// The order of visits that depends on nothing but themselves: first instant, vehicle, kind.
  public static func precedes(_ left: Visit, _ right: Visit) -> Bool {
    (left.first, left.vehicle, left.kind, left.visit)
      < (right.first, right.vehicle, right.kind, right.visit)
  }
}
