import Tracks

/// The smallest box around positions, as longitudes and latitudes go on from the first one.
struct GroundBounds {
  private var start: Double?
  private var west = 0.0
  private var east = 0.0
  private var south = 0.0
  private var north = 0.0

  /// Makes it wider where it must be.
  mutating func add(_ longitude: Double, _ latitude: Double) {
    guard let start else {
      self.start = longitude
      (south, north) = (latitude, latitude)
      return
    }
    let difference = Earth.longitudeDifference(from: start, to: longitude)
    west = min(west, difference)
    east = max(east, difference)
    south = min(south, latitude)
    north = max(north, latitude)
  }

  /// The middle; nil for no positions, and where they are so far apart that none is good.
  var middle: Position? {
    guard let start, east - west < 90 else { return nil }
    return Position(
      longitude: Earth.normalised(longitude: start + (west + east) / 2),
      latitude: (south + north) / 2)
  }
}
