import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A division of points into zones small enough for one local system each, with halos that overlap.
///
/// Zones are bands of 5° of latitude cut into pieces of at most 5° of arc along the parallel: no point
/// of a zone is farther than 400 km from its centre. All depends on the points alone.
struct GroundZones {
  /// One zone: the points it owns and those of its halo, in input order.
  struct Zone {
    var centre: Position
    var rows: [Int] = []
    var isOwned: [Bool] = []
  }

  private(set) var list: [Zone] = []

  /// Within this of the middle of all, one local system is good for all.
  static let reach = 400_000.0
  private static let side = 5.0

  /// Divides the points; `halo` in metres.
  init(_ longitudes: [Double], _ latitudes: [Double], halo: Double) {
    if let centre = Self.middle(longitudes, latitudes, within: Self.reach - halo) {
      list = [
        Zone(
          centre: centre, rows: Array(longitudes.indices),
          isOwned: [Bool](repeating: true, count: longitudes.count))
      ]
      return
    }
    var indexOfKey: [Int: Int] = [:]
    for row in longitudes.indices {
      let own = Self.key(longitudes[row], latitudes[row])
      for key in Self.keys(near: longitudes[row], latitudes[row], halo: halo) {
        let index = indexOfKey[key] ?? list.count
        if index == list.count {
          indexOfKey[key] = index
          list.append(Zone(centre: Self.centre(of: key)))
        }
        list[index].rows.append(row)
        list[index].isOwned.append(key == own)
      }
    }
    list.removeAll { !$0.isOwned.contains(true) }
  }

  /// The middle of the box around all, nil when a point is farther from it than `limit` metres.
  private static func middle(
    _ longitudes: [Double], _ latitudes: [Double], within limit: Double
  ) -> Position? {
    var bounds = GroundBounds()
    for row in longitudes.indices { bounds.add(longitudes[row], latitudes[row]) }
    guard let centre = bounds.middle else { return nil }
    for row in longitudes.indices
    where isBeyond(limit, longitudes[row], latitudes[row], from: centre) {
      return nil
    }
    return centre
  }

  /// Whether a position is too far from the middle of all for one system that is good to `limit`.
  static func isBeyond(
    _ limit: Double, _ longitude: Double, _ latitude: Double, from centre: Position
  ) -> Bool {
    // The local system stands on the whole degree nearest to the centre, up to 80 km off.
    Earth.distance(centre.longitude, centre.latitude, longitude, latitude) > limit - 80_000
  }

  private static func band(_ latitude: Double) -> Int {
    // What has no place has some zone, so that the clustering there can say so.
    guard latitude.isFinite else { return 0 }
    return Int(min(35, max(0, ((latitude + 90) / side).rounded(.down))))
  }

  private static func pieces(inBand band: Int) -> Int {
    let south = Double(band) * side - 90
    let widest = south * (south + side) < 0 ? 0 : min(abs(south), abs(south + side))
    return max(1, Int((360 * cos(widest * .pi / 180) / side).rounded(.up)))
  }

  /// The number of the zone that owns a position.
  static func key(_ longitude: Double, _ latitude: Double) -> Int {
    let band = band(latitude)
    let count = pieces(inBand: band)
    guard longitude.isFinite else { return band * 1000 }
    let turn = (Earth.normalised(longitude: longitude) + 180) / 360
    return band * 1000 + min(count - 1, Int(turn * Double(count)))
  }

  /// The middle of a zone.
  static func centre(of key: Int) -> Position {
    let band = key / 1000
    let width = 360 / Double(pieces(inBand: band))
    return Position(
      longitude: (Double(key % 1000) + 0.5) * width - 180,
      latitude: min(90, max(-90, (Double(band) + 0.5) * side - 90)))
  }

  /// The zones whose area, widened by `halo` metres, may hold a position; its own among them.
  static func keys(near longitude: Double, _ latitude: Double, halo: Double) -> Set<Int> {
    let dLatitude = halo / 110_000
    var keys: Set<Int> = []
    for edge in [latitude - dLatitude, latitude, latitude + dLatitude] {
      let clamped = min(90, max(-90, edge))
      let band = band(clamped)
      let slimmest = min(90, abs(clamped) + dLatitude)
      let circle = 111_000 * cos(slimmest * .pi / 180)
      if circle * 180 <= halo {
        for piece in 0..<pieces(inBand: band) { keys.insert(band * 1000 + piece) }
        continue
      }
      let dLongitude = halo / circle
      for step in [-dLongitude, 0, dLongitude] {
        keys.insert(key(Earth.normalised(longitude: longitude + step), clamped))
      }
    }
    return keys
  }
}
