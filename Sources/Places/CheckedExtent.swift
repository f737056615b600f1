import Tracks

/// A user's geometry in the form the rest relies on: degrees within range, rings closed, outer
/// rings anticlockwise and holes clockwise.
///
/// - Throws: What is wrong and what to do, without a coordinate.
func checked(_ extent: Extent) throws(DwellError) -> Extent {
  switch extent {
  case .point(let position):
    try check(position)
    return extent
  case .line(let positions):
    for position in positions { try check(position) }
    guard positions.count >= 2 else {
      throw DwellError(.badData, "a line needs at least two positions")
    }
    return extent
  case .polygon(let rings): return .polygon(try checked(rings))
  case .multiPolygon(let polygons):
    guard !polygons.isEmpty else { throw emptyGeometry }
    return .multiPolygon(try polygons.map(checked))
  case .collection(let members):
    guard !members.isEmpty else { throw emptyGeometry }
    return .collection(try members.map(checked))
  }
}

private let emptyGeometry = DwellError(
  .badData, "has an empty geometry: give it one or take it out")

private func checked(_ rings: [[Position]]) throws(DwellError) -> [[Position]] {
  guard !rings.isEmpty else { throw emptyGeometry }
  var result: [[Position]] = []
  for (place, ring) in rings.enumerated() {
    for position in ring { try check(position) }
    var ring = ring
    if let first = ring.first, ring.last != first { ring.append(first) }
    guard Set(ring).count >= 3 else {
      throw DwellError(.badData, "a polygon's ring needs at least three different positions")
    }
    let isAnticlockwise = doubleArea(ring) > 0
    result.append(isAnticlockwise == (place == 0) ? ring : ring.reversed())
  }
  return result
}

/// Twice the signed area of a closed ring in square degrees, anticlockwise positive.
func doubleArea(_ ring: [Position]) -> Double {
  guard let origin = ring.first else { return 0 }
  // Relative to the first corner, so that no digits cancel.
  return zip(ring, ring.dropFirst()).reduce(0) { sum, side in
    sum + (side.0.longitude - origin.longitude) * (side.1.latitude - origin.latitude)
      - (side.1.longitude - origin.longitude) * (side.0.latitude - origin.latitude)
  }
}

private func check(_ position: Position) throws(DwellError) {
  let longitude = abs(position.longitude)
  let latitude = abs(position.latitude)
  guard longitude.isFinite, latitude.isFinite else {
    throw DwellError(.badData, "a coordinate is not a number")
  }
  if longitude <= 180, latitude <= 90 { return }
  if longitude > 360 || latitude > 360 {
    throw DwellError(
      .badData,
      "coordinates are too large for degrees: they look like metres; give longitude and latitude "
        + "(WGS 84), for example with 'ogr2ogr -t_srs EPSG:4326'")
  }
  if latitude > 90, latitude <= 180, longitude <= 90 {
    throw DwellError(
      .badData,
      "latitude is not within ±90 but longitude is: they seem swapped; longitude comes first")
  }
  throw DwellError(
    .badData,
    latitude > 90
      ? "latitude is not within ±90"
      : "longitude is not within ±180: beyond the antimeridian, subtract 360 and cut what crosses it"
  )
}
