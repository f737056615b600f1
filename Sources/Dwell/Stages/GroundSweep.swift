import Clustering
import Tracks

/// Clusters weighted points on the ground that may be more than memory holds: those of ``GroundPoints``.
///
/// Points wait on disk. Where one local system is good for all they are clustered in it, else zone by
/// zone; each time within the memory (``DensitySweep``), and the labels wait on disk as well. Disk: up
/// to 200 bytes a point, in files without a name.
final class GroundSweep {
  /// A point on its way through the disk.
  private struct Point: BitwiseCopyable {
    var longitude: Double
    var latitude: Double
    var east: Double
    var north: Double
    var milliseconds: Int64
    /// Its number among all, twice, and one more in the zone that owns it.
    var place: Int64

    var row: Int64 { place >> 1 }
    var isOwned: Bool { place & 1 == 1 }
  }

  private typealias Column = SpilledColumn<Point>

  private let clustering: DensityClustering
  private let memory: Int
  private let folder: String
  private let systems: any PlaneSystems
  private let file: SpillFile
  private var points = Column()
  private var bounds = GroundBounds()
  private var farthestOffset = 0.0
  private var hasOffsets = false

  /// Points that are gathered before they are written, at most.
  private static let room = 1 << 12

  /// Begins, with the stage's `--memory` and `--temp-dir`.
  init(_ stage: Cluster, memory: Bytes, _ systems: any PlaneSystems) throws(DwellError) {
    clustering = stage.clustering
    self.memory = memory.count
    folder = stage.temporaryFolder
    self.systems = systems
    file = try SpillFile(in: folder)
  }

  /// Takes the next points; all of them come with offsets, or none.
  func add(_ some: GroundPoints) throws(DwellError) {
    hasOffsets = hasOffsets || !some.east.isEmpty
    farthestOffset = max(farthestOffset, some.farthestOffset)
    for row in some.longitudes.indices {
      bounds.add(some.longitudes[row], some.latitudes[row])
      try points.append(
        Point(
          longitude: some.longitudes[row], latitude: some.latitudes[row],
          east: hasOffsets ? some.east[row] : 0, north: hasOffsets ? some.north[row] : 0,
          milliseconds: some.milliseconds[row], place: Int64(points.count) << 1 | 1),
        room: Self.room, to: file)
    }
  }

  /// The labels of all points; nothing may be added afterwards.
  func labels() throws(DwellError) -> GroundLabels {
    try points.flush(to: file)
    let labels = try GroundLabels(in: folder, memory: memory)
    let halo = 2 * clustering.radius + farthestOffset
    if let centre = try commonCentre(within: GroundZones.reach - halo) {
      try cluster(points, file, around: centre, into: labels)
    } else {
      let dealtFile = try SpillFile(in: folder)
      for (key, column) in try dealt(to: dealtFile, halo: halo) {
        try cluster(column, dealtFile, around: GroundZones.centre(of: key), into: labels)
      }
    }
    try labels.join()
    return labels
  }

  /// The middle of all, when one system there is good for all.
  private func commonCentre(within limit: Double) throws(DwellError) -> Position? {
    guard let centre = bounds.middle else { return nil }
    for piece in 0..<points.pieceCount {
      for point in try points.piece(piece, from: file)
      where GroundZones.isBeyond(limit, point.longitude, point.latitude, from: centre) {
        return nil
      }
    }
    return centre
  }

  /// Deals the points to the zones that own some, and to those whose halo they lie in.
  private func dealt(
    to dealtFile: SpillFile, halo: Double
  ) throws(DwellError) -> [(key: Int, column: Column)] {
    var columns: [Int: Column] = [:]
    var owners: Set<Int> = []
    for piece in 0..<points.pieceCount {
      for var point in try points.piece(piece, from: file) {
        let own = GroundZones.key(point.longitude, point.latitude)
        owners.insert(own)
        let row = point.row
        for key in GroundZones.keys(near: point.longitude, point.latitude, halo: halo) {
          point.place = row << 1 | (key == own ? 1 : 0)
          let room = memory / 8 / MemoryLayout<Point>.stride / max(1, columns.count)
          try columns[key, default: Column()].append(
            point, room: max(16, min(Self.room, room)), to: dealtFile)
        }
      }
    }
    for key in columns.keys { try columns[key]?.flush(to: dealtFile) }
    return columns.filter { owners.contains($0.key) }.sorted { $0.key < $1.key }
      .map { (key: $0.key, column: $0.value) }
  }

  /// Clusters the points of a zone around its middle.
  private func cluster(
    _ column: Column, _ file: SpillFile, around centre: Position, into labels: GroundLabels
  ) throws(DwellError) {
    let system = try systems.localSystem(around: centre)
    let sweep = try DensitySweep(clustering, memory: memory, folder: folder)
    for piece in 0..<column.pieceCount {
      var some = GroundPoints()
      for point in try column.piece(piece, from: file) {
        some.longitudes.append(point.longitude)
        some.latitudes.append(point.latitude)
        some.milliseconds.append(point.milliseconds)
        guard hasOffsets else { continue }
        some.east.append(point.east)
        some.north.append(point.north)
      }
      let (x, y) = try some.plane(Array(some.longitudes.indices), system)
      try sweep.add(x: x, y: y, weights: some.milliseconds)
    }
    let clusters = try sweep.clusters()
    labels.beginZone(clusterCount: clusters.count)
    for piece in 0..<column.pieceCount {
      let points = try column.piece(piece, from: file)
      guard let found = try clusters.next(points.count) else { continue }
      for (index, point) in points.enumerated() {
        try labels.add(
          found.labels[index], isCore: found.isCore[index], toRow: point.row,
          isOwned: point.isOwned)
      }
    }
    try labels.endZone()
  }
}
