/// A place: given by the user (known), or inferred from visits (candidate).
public struct Site: Record {
  /// Unique: the user's id, or `candidate-1`, numbered by score.
  public var site = ""
  /// The user's name for it.
  public var name = ""
  /// `known` or `candidate`.
  public var kind = "known"
  /// Of a candidate, what its sorties agree on: `place`, with the ellipse that holds it in 95 % of cases, or
  /// `region`, with the ellipse that holds 95 % of the places in it; empty for a known site.
  public var basis = ""
  /// The user's prior weight; 1 where none is given.
  public var prior = 1.0
  /// Standard deviation of the position, metres; 0 where none is given.
  public var uncertainty = 0.0
  /// Middle, degrees.
  public var longitude = Double.nan
  /// See ``longitude``.
  public var latitude = Double.nan
  /// Semi-major axis of the 95 % ellipse, metres.
  public var ellipseSemiMajor = Double.nan
  /// Semi-minor axis of the 95 % ellipse, metres.
  public var ellipseSemiMinor = Double.nan
  /// Of the ellipse's major axis, degrees clockwise from true north, 0…180.
  public var ellipseOrientation = Double.nan
  /// Number of visits it was inferred from.
  public var visits = 0
  /// Number of sorties it was inferred from.
  public var sorties = 0
  /// Number of vehicles it was inferred from.
  public var vehicles = 0
  /// Number of days, by the sun where it is, that it was inferred from.
  public var days = 0
  /// The kinds of visit it was inferred from, and their look basis: `orbit/path`, `stare/sensor`.
  public var evidence: [String] = []
  /// The visits it was inferred from.
  public var visitIds: [String] = []
  /// The user's geometry of a known site, the 95 % ellipse of a candidate.
  public var extent: Extent?

  /// A site with every field empty.
  public init() {}

  /// ``RecordKind/sites``.
  public static let kind = RecordKind.sites

  /// The columns.
  public static let fields: [Field<Site>] = [
    Field("site", .text(\.site)), Field("name", .text(\.name)), Field("kind", .coded(\.kind)),
    Field("basis", .coded(\.basis)), Field("prior", .real(\.prior)),
    Field("uncertainty_m", .real(\.uncertainty)),
    Field("lon", .real(\.longitude)), Field("lat", .real(\.latitude)),
    Field("semi_major_m", .real(\.ellipseSemiMajor)),
    Field("semi_minor_m", .real(\.ellipseSemiMinor)),
    Field("orientation_deg", .real(\.ellipseOrientation)), Field("visits", .integer(\.visits)),
    Field("sorties", .integer(\.sorties)), Field("vehicles", .integer(\.vehicles)),
    Field("days", .integer(\.days)), Field("evidence", .texts(\.evidence)),
    Field("visit_ids", .texts(\.visitIds)), Field("geometry", .extent(\.extent)),
  ]
}
