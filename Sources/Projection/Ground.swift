public import Tracks

/// The ground that lines of sight end on: one height, or a terrain; heights above mean sea level.
///
/// One a thread, as PROJ's contexts are.
public final class Ground: GroundSurface {
  /// What the ground is.
  public enum Shape: Equatable, Sendable {
    /// One height above mean sea level everywhere, metres.
    case level(Double)
    /// A file of terrain heights above mean sea level: a GeoTIFF in degrees.
    case terrain(String)
  }

  /// The geoid model taken where none is named: EGM96 at 15′, which Debian's and PROJ's data packages have.
  public static let defaultGeoid = "egm96_15.gtx"

  private let shape: Shape
  private let context: ProjContext
  private let terrain: HeightGrid?
  private let geoidName: String
  private var geoid: HeightGrid?

  /// Standard deviation of the ground's height, metres: of a terrain that of SRTM's absolute error (Rodríguez,
  /// Morris & Belz, PE&RS 72, 2006: 90 % within 6 to 9 m and more in mountains), of one height for all
  /// that of gentle relief.
  public var heightSigma: Double { terrain == nil ? 30 : 6 }

  /// Opens the ground.
  ///
  /// - Parameters:
  ///   - shape: A height for all, or a terrain's grid.
  ///   - geoid: The grid that leads from ellipsoidal heights to mean sea level. The default is opened only when
  ///     a fix has such a height, since not every machine has it.
  /// - Throws: No input when the terrain, or a geoid that is not the default, cannot be read.
  public init(_ shape: Shape, geoid: String = Ground.defaultGeoid) throws(DwellError) {
    self.shape = shape
    geoidName = geoid
    context = try ProjContext()
    switch shape {
    case .level: terrain = nil
    case .terrain(let path):
      terrain = try HeightGrid(
        path, option: "--terrain", for: "holds the terrain", context: context)
    }
    if geoid != Self.defaultGeoid { self.geoid = try opened(geoid) }
  }

  /// See `GroundSurface`; barometric and unknown heights are taken for heights above mean sea level.
  ///
  /// - Throws: No input when an ellipsoidal height is given and the geoid's grid is not there, or bad data
  ///   where it is and does not reach so far: never a difference of zero.
  public func level(
    _ height: Double, above datum: HeightDatum, at place: Position
  ) throws(DwellError) -> Double {
    switch datum {
    case .meanSeaLevel, .barometric, .unknown: return height
    case .ellipsoid: return height - (try undulation(at: place))
    case .aboveGround: return height + (groundHeight(at: place) ?? .nan)
    }
  }

  /// The geoid's height above the ellipsoid.
  private func undulation(at place: Position) throws(DwellError) -> Double {
    let grid: HeightGrid
    if let geoid {
      grid = geoid
    } else {
      grid = try opened(geoidName)
      geoid = grid
    }
    guard let height = grid.height(at: place) else {
      throw DwellError(
        .badData,
        "--geoid \(geoidName): does not reach to where a fix has a height above the ellipsoid; "
          + "give a grid that does")
    }
    return height
  }

  private func opened(_ geoid: String) throws(DwellError) -> HeightGrid {
    try HeightGrid(
      geoid, option: "--geoid", for: "leads from heights above the ellipsoid to mean sea level",
      context: context)
  }

  /// The ground's own height; nil where none is known.
  private func groundHeight(at place: Position) -> Double? {
    switch shape {
    case .level(let height): height
    case .terrain: terrain?.height(at: place)
    }
  }

  /// See `GroundSurface`; where the line enters the terrain first.
  ///
  /// Follows the line in steps of half its clearance, 15 m at least, so that only terrain steeper than 2 in
  /// 1 ahead can be stepped over; then bisects to a centimetre.
  public func distance(along ray: ViewRay) throws(DwellError) -> Double? {
    if case .level(let height) = shape { return ray.distance(toHeight: height) }
    guard var clear = clearance(of: ray, at: 0), clear > 0 else { return nil }
    var near = 0.0
    for _ in 0..<Self.mostSteps {
      let far = near + max(Self.leastStep, clear / 2)
      guard let next = clearance(of: ray, at: far) else { return nil }
      if next <= 0 { return bisected(ray, near, far) }
      (near, clear) = (far, next)
      if near > Self.reach { return nil }
    }
    return nil
  }

  private static let leastStep = 15.0
  private static let mostSteps = 20_000
  /// The horizon from 20 km up, metres.
  private static let reach = 500_000.0

  private func bisected(_ ray: ViewRay, _ near: Double, _ far: Double) -> Double {
    var (near, far) = (near, far)
    while far - near > 0.01 {
      let middle = (near + far) / 2
      if (clearance(of: ray, at: middle) ?? 1) > 0 { near = middle } else { far = middle }
    }
    return far
  }

  /// The line's height above the terrain; nil outside it.
  private func clearance(of ray: ViewRay, at metres: Double) -> Double? {
    let (position, height) = Earth.geodetic(ray.point(at: metres))
    return terrain?.height(at: position).map { height - $0 }
  }
}
