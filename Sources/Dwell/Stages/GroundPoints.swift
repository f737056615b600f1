import Clustering
import Tracks

/// Weighted points on the ground, and their clusters wherever on Earth they lie.
struct GroundPoints {
  var longitudes: [Double] = []
  var latitudes: [Double] = []
  /// Metres true east of the longitude and latitude; empty when all are 0.
  var east: [Double] = []
  var north: [Double] = []
  var milliseconds: [Int64] = []
  /// Microseconds since the Unix epoch, where time counts.
  var times: [Int64] = []
  /// How near neighbours are in time, microseconds; nil when time plays no part.
  var timeRadius: Int64?

  /// Appends the samples of a visit.
  mutating func append(samplesOf visit: Visit) throws(DwellError) {
    let count = visit.sampleEast.count
    guard count == visit.sampleNorth.count, count == visit.sampleMilliseconds.count else {
      throw DwellError(.badData, "visit \(visit.visit): its lists of samples differ in length")
    }
    longitudes.append(contentsOf: repeatElement(visit.centreLongitude, count: count))
    latitudes.append(contentsOf: repeatElement(visit.centreLatitude, count: count))
    east += visit.sampleEast
    north += visit.sampleNorth
    milliseconds += visit.sampleMilliseconds
    guard timeRadius != nil else { return }
    guard visit.first != .unknown, visit.last != .unknown else {
      throw DwellError(
        .badData, "visit \(visit.visit): its times are not known: leave out --time-radius")
    }
    // Half of each, so that no sum overflows.
    let middle = visit.first.microseconds / 2 + visit.last.microseconds / 2
    times.append(contentsOf: repeatElement(middle, count: count))
  }

  /// Appends bare positions.
  mutating func append(longitudes more: [Double], latitudes: [Double]) {
    longitudes += more
    self.latitudes += latitudes
  }

  /// Clusters the points, distances in metres on the ground within 0.1 %.
  ///
  /// In one local system where that holds the scale over the whole extent, else zone by zone with a
  /// halo of twice the radius: every point is core or not in the zone that owns it, and clusters of
  /// neighbouring zones are one where they share a core point.
  func clusters(
    by clustering: DensityClustering, radius: Double, _ systems: any PlaneSystems
  ) throws(DwellError) -> Clusters {
    guard !longitudes.isEmpty else { return try clustering.clusters(x: [], y: [], weights: nil) }
    let zones = GroundZones(longitudes, latitudes, halo: 2 * radius + farthestOffset)
    if zones.list.count == 1 {
      let all = Array(longitudes.indices)
      return try clusters(of: all, around: zones.list[0].centre, by: clustering, systems)
    }
    return try joined(zones, by: clustering, systems)
  }

  /// The greatest offset of a point from its longitude and latitude, metres.
  var farthestOffset: Double {
    zip(east, north).reduce(0) { max($0, ($1.0 * $1.0 + $1.1 * $1.1).squareRoot()) }
  }

  private func clusters(
    of rows: [Int], around centre: Position, by clustering: DensityClustering,
    _ systems: any PlaneSystems
  ) throws(DwellError) -> Clusters {
    let (x, y) = try plane(rows, systems.localSystem(around: centre))
    let weights = clustering.countsPoints ? nil : rows.map { milliseconds[$0] }
    guard let timeRadius else { return try clustering.clusters(x: x, y: y, weights: weights) }
    return try clustering.clusters(
      x: x, y: y, times: rows.map { times[$0] }, timeRadius: timeRadius, weights: weights)
  }

  /// The plane coordinates of some of the points, metres.
  func plane(
    _ rows: [Int], _ system: any PlaneSystem
  ) throws(DwellError) -> (x: [Double], y: [Double]) {
    var x = rows.map { longitudes[$0] }
    var y = rows.map { latitudes[$0] }
    if !east.isEmpty {
      try place(&x, &y, rows, system)
    } else {
      try system.toPlane(&x, &y)
    }
    return (x, y)
  }

  /// Turns centres and offsets into plane coordinates; points of one visit share its axes.
  private func place(
    _ x: inout [Double], _ y: inout [Double], _ rows: [Int], _ system: any PlaneSystem
  ) throws(DwellError) {
    let centres = (x, y)
    try system.toPlane(&x, &y)
    var axes = PlaneAxes(convergence: 0, scale: 1)
    for (index, row) in rows.enumerated() {
      let position = Position(longitude: centres.0[index], latitude: centres.1[index])
      if index == 0 || position.longitude != centres.0[index - 1]
        || position.latitude != centres.1[index - 1]
      {
        axes = try system.axes(at: position)
      }
      let offset = axes.planeOffset(east: east[row], north: north[row])
      x[index] += offset.x
      y[index] += offset.y
    }
  }

  private func joined(
    _ zones: GroundZones, by clustering: DensityClustering, _ systems: any PlaneSystems
  ) throws(DwellError) -> Clusters {
    var union = ZoneUnion(pointCount: longitudes.count)
    for zone in zones.list {
      let local = try clusters(of: zone.rows, around: zone.centre, by: clustering, systems)
      union.add(local, rows: zone.rows, isOwned: zone.isOwned)
    }
    return union.clusters()
  }
}

extension DensityClustering {
  /// Whether it counts points and has no use for weights.
  fileprivate var countsPoints: Bool {
    if case .minPoints = density { true } else { false }
  }
}
