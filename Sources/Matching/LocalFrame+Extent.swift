import Geometry
import Tracks

extension LocalFrame {
  /// The polygon through corners in metres true east and north, on the map.
  func extent(around corners: [SIMD2<Double>]) throws(DwellError) -> Extent? {
    let points = (corners + corners.prefix(1)).map(plane)
    let ring = CoordinateColumns(x: points.map(\.x), y: points.map(\.y))
    return try GeosShape(rings: [ring], in: try GeosContext()).extent(through: system)
  }
}
