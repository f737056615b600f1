import Geometry
import Tracks

extension GeosShape {
  /// How many mean spacings of the points a hole must hold a circle of, in radius.
  ///
  /// Points scattered evenly at random leave a circle of that size at any one place empty with
  /// probability exp(−9π), 5 in 10¹³: a hole as wide as that is a ring that was flown, not chance.
  private static var realHole: Double { 3 }

  /// A hull without the holes that chance leaves between points.
  ///
  /// - Parameter count: The points that the hull was drawn around.
  func withoutSmallHoles(among count: Int) throws(DwellError) -> GeosShape {
    let polygons = try polygons()
    guard polygons.contains(where: { $0.count > 1 }), polygons.count == 1 else {
      return try dissolved()
    }
    let outer = try GeosShape(rings: [polygons[0][0]], in: context)
    let spacing = (try outer.area() / Double(count)).squareRoot()
    var kept = [polygons[0][0]]
    for hole in polygons[0].dropFirst() {
      let inner = try GeosShape(rings: [hole], in: context).buffered(by: -Self.realHole * spacing)
      if !(try inner.isEmpty()) { kept.append(hole) }
    }
    return try GeosShape(rings: kept, in: context)
  }
}
