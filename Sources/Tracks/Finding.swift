/// One area against one site.
public struct Finding: Record {
  /// 1 for the best supported.
  public var rank = 0
  /// The site; empty when the area has none.
  public var site = ""
  /// The area.
  public var area = 0
  /// `known`, `candidate` or `none`.
  public var kind = ""
  /// From the look region's middle to the nearest point of the site, metres; 0 inside it.
  public var distance = Double.nan
  /// Probability of the site given the area's visits, against the other sites and none: 0…1.
  public var score = Double.nan
  /// Probability that the area's visits looked at none of the known sites near: 0…1; NaN where they
  /// looked at no place.
  public var noneScore = Double.nan
  /// Part of the site's polygon within the area's outline, 0…1; NaN for point sites.
  public var overlap = Double.nan
  /// Number of visits.
  public var visits = 0
  /// Number of sorties: the independent evidence.
  public var sorties = 0
  /// Dwell of the area, seconds.
  public var dwellSeconds = 0.0
  /// First instant of the evidence.
  public var first = Instant.unknown
  /// Last instant of the evidence.
  public var last = Instant.unknown
  /// Of a candidate, what its sorties agree on: `place` or `region` (``Site/basis``); else empty.
  public var basis = ""
  /// The visits that are the evidence.
  public var visitIds: [String] = []
  /// The site's middle, or the area's where there is no site.
  public var extent: Extent?

  /// A finding with every field empty.
  public init() {}

  /// ``RecordKind/findings``.
  public static let kind = RecordKind.findings

  /// The columns.
  public static let fields: [Field<Finding>] = [
    Field("rank", .integer(\.rank)), Field("site", .text(\.site)),
    Field("area", .integer(\.area)), Field("kind", .coded(\.kind)),
    Field("distance_m", .real(\.distance)), Field("score", .real(\.score)),
    Field("none_score", .real(\.noneScore)),
    Field("overlap", .real(\.overlap)), Field("visits", .integer(\.visits)),
    Field("sorties", .integer(\.sorties)), Field("dwell_s", .real(\.dwellSeconds)),
    Field("first", .instant(\.first)), Field("last", .instant(\.last)),
    Field("basis", .coded(\.basis)),
    Field("visit_ids", .texts(\.visitIds)), Field("geometry", .extent(\.extent)),
  ]
}
