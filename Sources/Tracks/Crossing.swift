/// One passage of one flight through one boundary: where and when it came in and went out.
public struct Crossing: Record {
  /// The boundary's id or name.
  public var boundary = ""
  /// The flight.
  public var flight = ""
  /// The vehicle.
  public var vehicle = ""
  /// When it came in (interpolated between fixes), or the first fix when it began inside.
  public var entered = Instant.unknown
  /// When it went out (interpolated), or the last fix when it ended inside.
  public var left = Instant.unknown
  /// Seconds inside between fixes at most `max-gap` apart.
  public var insideSeconds = 0.0
  /// Seconds inside without fixes.
  public var gapSeconds = 0.0
  /// `start`, `end`, `both` or `none`: where the flight's data begins or ends inside.
  public var censored = "none"
  /// Number of fixes inside.
  public var fixes = 0
  /// Where it came in.
  public var extent: Extent?

  /// A crossing with every field empty.
  public init() {}

  /// ``RecordKind/crossings``.
  public static let kind = RecordKind.crossings

  /// The columns.
  public static let fields: [Field<Crossing>] = [
    Field("boundary", .coded(\.boundary)), Field("flight", .coded(\.flight)),
    Field("vehicle", .coded(\.vehicle)), Field("entered", .instant(\.entered)),
    Field("left", .instant(\.left)), Field("inside_s", .real(\.insideSeconds)),
    Field("gap_s", .real(\.gapSeconds)), Field("censored", .coded(\.censored)),
    Field("fixes", .integer(\.fixes)), Field("geometry", .extent(\.extent)),
  ]
}

extension Crossing {
  /// The order of crossings that depends on nothing but themselves: entered, boundary, flight.
  public static func precedes(_ left: Crossing, _ right: Crossing) -> Bool {
    (left.entered, left.boundary, left.flight) < (right.entered, right.boundary, right.flight)
  }
}
