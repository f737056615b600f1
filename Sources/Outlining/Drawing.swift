import Geometry
import Tracks

/// The points of one cluster in the metres of a plane around them, on the way to an outline.
struct Drawing {
  /// More points than this are thinned before the hull: GEOS 3.11 takes 40 µs each at 10,000, and more beyond.
  static let mostPoints = 10_000

  let system: any PlaneSystem
  /// Plane metres for a metre on the ground, in the middle.
  let scale: Double
  private(set) var points = CoordinateColumns(x: [], y: [])
  /// Seconds, or any weight, of each point.
  private var weights: [Double] = []
  /// How far apart the points of each visit that were spread over a region lie, metres on the ground, and how
  /// many of these were taken; 0 for points that are where something was.
  private var grains: [(metres: Double, count: Int)] = []

  /// An empty drawing in the plane system of a place.
  init(around middle: Position, _ systems: any PlaneSystems) throws(DwellError) {
    system = try systems.localSystem(around: middle)
    scale = try system.axes(at: middle).scale
  }

  /// Adds the samples of a visit that carry a label, their weights multiplied by `weight`.
  ///
  /// Offsets are metres true east and north; the plane's axes are turned and scaled against those.
  mutating func add(_ visit: Visit, label: Int, weight: Double) throws(DwellError) {
    let position = Position(longitude: visit.centreLongitude, latitude: visit.centreLatitude)
    let centre = try system.plane(position)
    guard centre.x.isFinite, centre.y.isFinite else { return }
    let axes = try system.axes(at: position)
    guard visit.sampleLabels.count == visit.sampleEast.count, !visit.sampleLabels.isEmpty else {
      append(centre.x, centre.y, weight * visit.observedSeconds)
      return
    }
    let before = points.count
    defer { grains.append((visit.grain, points.count - before)) }
    for sample in visit.sampleLabels.indices where visit.sampleLabels[sample] == Int64(label) {
      let offset = axes.planeOffset(
        east: visit.sampleEast[sample], north: visit.sampleNorth[sample])
      append(
        centre.x + offset.x, centre.y + offset.y,
        weight * Double(visit.sampleMilliseconds[sample]) / 1000)
    }
  }

  /// Adds positions in degrees, each with its weight.
  mutating func add(_ longitudes: [Double], _ latitudes: [Double], weights: [Double])
    throws(DwellError)
  {
    var x = longitudes
    var y = latitudes
    try system.toPlane(&x, &y)
    for row in x.indices { append(x[row], y[row], weights[row]) }
  }

  private mutating func append(_ x: Double, _ y: Double, _ weight: Double) {
    guard x.isFinite, y.isFinite else { return }
    points.x.append(x)
    points.y.append(y)
    weights.append(weight)
  }

  /// An area with its outline, centre and radius; nothing else is filled in.
  ///
  /// - Parameter extentsOf: Visits whose extents are outlined instead of the points; may be empty.
  func area(
    _ settings: OutlineSettings, extentsOf visits: [Visit], in context: GeosContext
  ) throws(DwellError) -> Area {
    let extents = visits.compactMap(\.extent)
    var area = Area()
    let distance = settings.buffer.value * scale
    guard let core = try core(settings, extents, noise: distance, in: context) else {
      return area
    }
    // What lies between points that were spread over a region is the region as well: bays and gaps narrower than
    // they lie apart are not drawn.
    let grain = extents.isEmpty ? Self.closing * medianGrain * scale : 0
    let wide = try core.buffered(by: distance + grain)
    let shape = try (grain > 0 ? wide.buffered(by: -grain) : wide)
      .simplified(tolerance: min(settings.tolerance.value * scale, distance / 10)).valid()
    area.extent = try shape.extent(through: system)
    area.radius = try shape.boundingCircle().radius / scale
    let centre = try system.position(x: mean(points.x), y: mean(points.y))
    area.centreLongitude = centre.longitude
    area.centreLatitude = centre.latitude
    return area
  }

  /// Half the widest bay that is closed, in medians of the distance between neighbours.
  private static let closing = 2.5

  /// The grain that half of the points are as fine as.
  private var medianGrain: Double {
    var rest = grains.reduce(0) { $0 + $1.count } / 2
    for grain in grains.sorted(by: { $0.metres < $1.metres }) {
      rest -= grain.count
      if rest < 0 { return grain.metres }
    }
    return 0
  }

  private func mean(_ values: [Double]) -> Double {
    let total = weights.reduce(0, +)
    guard total > 0 else { return values.reduce(0, +) / Double(values.count) }
    // About the first value, so that an area far from the origin loses no digits.
    let origin = values[0]
    return origin
      + zip(values, weights).reduce(0) { $0 + ($1.0 - origin) * $1.1 } / total
  }

  /// The extents of the visits as one shape, or where none has one, the hull of the points; nil when
  /// there are none of these either.
  private func core(
    _ settings: OutlineSettings, _ extents: [Extent], noise: Double, in context: GeosContext
  ) throws(DwellError) -> GeosShape? {
    guard extents.isEmpty else {
      return try GeosShape(.collection(extents), through: system, in: context)
    }
    var corners = points.distinct(limit: Self.mostPoints, cell: noise / 8)
    guard !corners.x.isEmpty else { return nil }
    // Of parked vehicles many points lie centimetres apart, and of some such sets GEOS cannot join the
    // triangles: one for each cell, none wider than the buffer, has the same outline for the eye.
    var cell = noise / 8
    while corners.count >= 3, cell <= noise {
      do throws(DwellError) {
        return try GeosShape(points: corners, in: context)
          .concaveHull(ratio: settings.ratio, allowsHoles: true)
          .withoutSmallHoles(among: corners.count)
      } catch {
        corners = corners.thinned(cell: cell)
        cell *= 2
      }
    }
    return try GeosShape(points: corners, in: context).concaveHull(ratio: 1)
  }
}
