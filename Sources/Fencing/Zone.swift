import Geometry
import Tracks

/// One boundary, prepared for questions about fixes and the way between them.
struct Zone {
  /// The boundary's name.
  let name: String
  /// The boxes of its polygons, in degrees; longitudes may run beyond ±180°.
  let boxes: [DegreeBox]
  /// Its ground three times: as given, and a turn of the globe to either side.
  ///
  /// A segment that crosses ±180° so meets it at its own longitudes, and the seam of a boundary
  /// that was cut there is dissolved.
  private let ground: PreparedShape

  /// Parts of the way this near to an end are the end: 1e-9 of 100 km is 0.1 mm.
  private static let snap = 1e-9

  /// Prepares a boundary; rings that jump across ±180° are followed the short way round.
  init(_ boundary: Boundary, in context: GeosContext) throws(DwellError) {
    name = boundary.name
    let polygons = boundary.extent.polygons.map { rings in rings.map(Self.unwrapped) }
    guard !polygons.isEmpty else {
      throw DwellError(
        .badData, "boundary '\(boundary.name)': is no polygon: give it an area, or leave it out")
    }
    boxes = polygons.compactMap { DegreeBox($0.first ?? []) }
    var copies: [Extent] = []
    for shift in [-360.0, 0, 360] {
      for rings in polygons {
        copies.append(
          .polygon(
            rings.map { ring in
              ring.map {
                Position(longitude: $0.longitude + shift, latitude: $0.latitude)
              }
            }))
      }
    }
    do {
      ground = try PreparedShape(
        try GeosShape(.collection(copies), through: nil, in: context).ground())
    } catch {
      throw DwellError(error.kind, "boundary '\(boundary.name)': \(error.message)")
    }
  }

  private static func unwrapped(_ ring: [Position]) -> [Position] {
    var result = ring
    for place in ring.indices.dropFirst()
    where abs(ring[place].longitude - ring[place - 1].longitude) > 180 {
      for later in place..<ring.count {
        result[later].longitude =
          result[later - 1].longitude
          + Earth.longitudeDifference(from: ring[later - 1].longitude, to: ring[later].longitude)
      }
      break
    }
    return result
  }

  /// Whether a point is inside or on the edge.
  func covers(_ point: TrailPoint) throws(DwellError) -> Bool {
    guard boxes.contains(where: { $0.meets(point.box) }) else { return false }
    return try ground.covers(x: point.longitude, y: point.latitude)
  }

  /// The parts of a segment inside, in order, 0 its start and 1 its end.
  ///
  /// They agree with what `covers` said of the ends: the first begins at 0 when the start is inside,
  /// the last ends at 1 when the end is. A mere touch between the ends is none.
  func spans(
    of segment: Segment, startsInside: Bool, endsInside: Bool
  ) throws(DwellError) -> [ClosedRange<Double>] {
    guard !segment.isPoint else { return startsInside ? [0...1] : [] }
    guard startsInside || endsInside || boxes.contains(where: { $0.meets(segment.box) }) else {
      return []
    }
    let line = try GeosShape(
      line: CoordinateColumns(
        x: [segment.start.longitude, segment.end.longitude],
        y: [segment.start.latitude, segment.end.latitude]), in: ground.shape.context)
    if startsInside, endsInside, try ground.covers(line) { return [0...1] }
    if !startsInside, !endsInside, !(try ground.intersects(line)) { return [] }
    var spans = try ground.shape.intersection(line).lines().map { part in
      Self.span(of: part, on: segment)
    }
    spans.sort { $0.lowerBound < $1.lowerBound }
    return Self.agreeing(spans, startsInside: startsInside, endsInside: endsInside)
  }

  private static func span(of part: CoordinateColumns, on segment: Segment) -> ClosedRange<Double> {
    let along = (
      x: segment.end.longitude - segment.start.longitude,
      y: segment.end.latitude - segment.start.latitude
    )
    let parts = part.x.indices.map { corner in
      // By the longer side, which has the more digits.
      let share =
        abs(along.x) > abs(along.y)
        ? (part.x[corner] - segment.start.longitude) / along.x
        : (part.y[corner] - segment.start.latitude) / along.y
      return share < snap ? 0 : share > 1 - snap ? 1 : share
    }
    return (parts.min() ?? 0)...(parts.max() ?? 0)
  }

  private static func agreeing(
    _ sorted: [ClosedRange<Double>], startsInside: Bool, endsInside: Bool
  ) -> [ClosedRange<Double>] {
    var merged: [ClosedRange<Double>] = startsInside ? [0...0] : []
    for span in sorted {
      if let last = merged.last, span.lowerBound <= last.upperBound + snap {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else if span.upperBound > span.lowerBound {
        merged.append(span)
      }
    }
    if endsInside, merged.last?.upperBound != 1 { merged.append(1...1) }
    return merged
  }
}

extension Extent {
  /// The rings of every polygon in it; lines and points are passed over.
  fileprivate var polygons: [[[Position]]] {
    switch self {
    case .polygon(let rings): [rings]
    case .multiPolygon(let polygons): polygons
    case .collection(let members): members.flatMap(\.polygons)
    case .point, .line: []
    }
  }
}
