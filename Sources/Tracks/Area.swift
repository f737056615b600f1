/// The outline of one cluster of samples or fixes, with its weight.
public struct Area: Record {
  /// Numbered by dwell, the longest first, from 1.
  public var area = 0
  /// Dwell observed, seconds.
  public var dwellSeconds = 0.0
  /// Dwell observed and the gaps inside visits, seconds.
  public var dwellUpperSeconds = 0.0
  /// Number of visits behind it; 0 when made from raw fixes.
  public var visits = 0
  /// Number of flights behind it.
  public var flights = 0
  /// Number of sorties behind it: the independent evidence.
  public var sorties = 0
  /// Number of distinct vehicles.
  public var vehicles = 0
  /// First instant of any visit (or fix).
  public var firstSeen = Instant.unknown
  /// Last instant of any visit (or fix).
  public var lastSeen = Instant.unknown
  /// Median seconds from the end of one visit to the start of the next; NaN under two visits.
  public var medianRevisitSeconds = Double.nan
  /// Dwell-weighted centre, degrees.
  public var centreLongitude = Double.nan
  /// See ``centreLongitude``.
  public var centreLatitude = Double.nan
  /// Of the smallest circle around the outline, metres.
  public var radius = Double.nan
  /// Lowest and highest height of the visits, metres.
  public var heightMin = Double.nan
  /// See ``heightMin``.
  public var heightMax = Double.nan
  /// Dwell seconds by hour of day, UTC, 24 values.
  public var hourSeconds: [Double] = []
  /// Dwell seconds by day of week, UTC, Monday first, 7 values.
  public var weekdaySeconds: [Double] = []
  /// The visits most of whose weight is here, in order of time.
  public var visitIds: [String] = []
  /// The visits that only touch it.
  public var touchingVisitIds: [String] = []
  /// The outline.
  public var extent: Extent?

  /// An area with every field empty.
  public init() {}

  /// ``RecordKind/areas``.
  public static let kind = RecordKind.areas

  /// The columns.
  public static let fields: [Field<Area>] = [
    Field("area", .integer(\.area)), Field("dwell_s", .real(\.dwellSeconds)),
    Field("dwell_upper_s", .real(\.dwellUpperSeconds)), Field("visits", .integer(\.visits)),
    Field("flights", .integer(\.flights)), Field("sorties", .integer(\.sorties)),
    Field("vehicles", .integer(\.vehicles)), Field("first_seen", .instant(\.firstSeen)),
    Field("last_seen", .instant(\.lastSeen)),
    Field("median_revisit_s", .real(\.medianRevisitSeconds)),
    Field("centre_lon", .real(\.centreLongitude)), Field("centre_lat", .real(\.centreLatitude)),
    Field("radius_m", .real(\.radius)), Field("height_min_m", .real(\.heightMin)),
    Field("height_max_m", .real(\.heightMax)), Field("hour_s", .reals(\.hourSeconds)),
    Field("weekday_s", .reals(\.weekdaySeconds)), Field("visit_ids", .texts(\.visitIds)),
    Field("touching_visit_ids", .texts(\.touchingVisitIds)),
    Field("geometry", .extent(\.extent)),
  ]
}
