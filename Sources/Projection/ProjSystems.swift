public import Tracks

/// The plane systems of one thread, each made once.
public final class ProjSystems: PlaneSystems {
  private let context: ProjContext
  private var systems: [String: ProjSystem] = [:]

  /// Opens PROJ for the calling thread.
  public init() throws(DwellError) { context = try ProjContext() }

  /// The system of a name that PROJ knows, or a PROJ string with `+type=crs`.
  public func system(named name: String) throws(DwellError) -> any PlaneSystem {
    if let known = systems[name] { return known }
    let made = try ProjSystem(name: name, context: context)
    systems[name] = made
    return made
  }

  /// An oblique stereographic system (double projection, PROJ's `sterea`) on the whole degree nearest to a position.
  ///
  /// Conformal, so a circle on the ground is a circle on the plane; its scale grows as
  /// 1 + d² ÷ 4R², 0.1 % at 400 km. Whole degrees keep the number of systems small: a thousand
  /// flights from one airfield share one.
  public func localSystem(around position: Position) throws(DwellError) -> any PlaneSystem {
    try system(named: Self.localName(around: position))
  }

  /// The name of ``localSystem(around:)``.
  static func localName(around position: Position) -> String {
    let latitude = Int(position.latitude.rounded())
    var longitude = Int(position.longitude.rounded())
    if longitude == -180 { longitude = 180 }
    return "+proj=sterea +lat_0=\(latitude) +lon_0=\(longitude) +datum=WGS84 +units=m +type=crs"
  }
}
