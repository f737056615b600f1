import Tracks

/// Metres true east and north of a place, over a plane system around it.
///
/// The plane's axes are turned and scaled at the place; both change by less than 0.1 % over the tens
/// of kilometres that matching looks at.
struct LocalFrame {
  let system: any PlaneSystem
  private let origin: (x: Double, y: Double)
  private let axes: PlaneAxes

  /// A frame around a place.
  init(around place: Position, _ systems: any PlaneSystems) throws(DwellError) {
    system = try systems.localSystem(around: place)
    origin = try system.plane(place)
    axes = try system.axes(at: place)
  }

  /// East and north of a position; NaN where the plane cannot hold it.
  func place(_ position: Position) throws(DwellError) -> SIMD2<Double> {
    let point = try system.plane(position)
    return place(x: point.x, y: point.y)
  }

  /// East and north of a point of the plane.
  func place(x: Double, y: Double) -> SIMD2<Double> {
    let offset = axes.groundOffset(x: x - origin.x, y: y - origin.y)
    return SIMD2(offset.east, offset.north)
  }

  /// The point of the plane at east and north.
  func plane(_ place: SIMD2<Double>) -> (x: Double, y: Double) {
    let offset = axes.planeOffset(east: place.x, north: place.y)
    return (origin.x + offset.x, origin.y + offset.y)
  }

  /// The position at east and north.
  func position(_ place: SIMD2<Double>) throws(DwellError) -> Position {
    let point = plane(place)
    return try system.position(x: point.x, y: point.y)
  }
}
