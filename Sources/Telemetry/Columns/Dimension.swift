/// What a number measures, and the units in which inputs write it.
enum Dimension {
  case length, speed, angle, time

  /// Base units (metres, metres per second, degrees, seconds) in one of a unit; nil when it is none of
  /// this dimension.
  ///
  /// - Parameter unit: Lower case, letters only: `ms` is metres per second or milliseconds.
  func factor(_ unit: String) -> Double? {
    switch self {
    case .length: Self.lengths[unit]
    case .speed: Self.speeds[unit]
    case .time: Self.times[unit]
    case .angle:
      unit.hasPrefix("deg") ? 1 : Self.angles[unit]
    }
  }

  /// Whether a unit, or the zone of a time, is one of this dimension.
  func knows(_ unit: String) -> Bool {
    factor(unit) != nil || (self == .time && ["utc", "gmt", "local"].contains(unit))
  }

  /// Letters and digits of a unit, lower case: `m/s`, `m_s` and `M S` are `ms`.
  static func squashed(_ unit: some StringProtocol) -> String {
    unit.lowercased().filter(\.isOfName)
  }

  private static let lengths: [String: Double] = [
    "m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1, "km": 1000, "mm": 0.001, "cm": 0.01,
    "fl": 30.48, "ft": 0.3048, "feet": 0.3048, "foot": 0.3048, "nm": 1852, "nmi": 1852,
  ]
  private static let angles: [String: Double] = [
    "rad": 180 / .pi, "radians": 180 / .pi, "cdeg": 0.01, "e7": 1e-7, "1e7deg": 1e-7,
  ]
  private static let speeds: [String: Double] = [
    "ms": 1, "mps": 1, "msec": 1, "metrespersecond": 1, "meterspersecond": 1, "cms": 0.01,
    "kmh": 1 / 3.6, "kph": 1 / 3.6, "kt": 1852.0 / 3600, "kts": 1852.0 / 3600,
    "kn": 1852.0 / 3600, "knot": 1852.0 / 3600, "knots": 1852.0 / 3600, "dkt": 185.2 / 3600,
    "mph": 0.44704,
    "fts": 0.3048, "fps": 0.3048, "ftmin": 0.3048 / 60, "feetmin": 0.3048 / 60, "fpm": 0.3048 / 60,
    "feetperminute": 0.3048 / 60,
  ]
  private static let times: [String: Double] = [
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "ms": 1e-3, "msec": 1e-3,
    "millis": 1e-3,
    "millisecond": 1e-3, "milliseconds": 1e-3, "us": 1e-6, "µs": 1e-6, "usec": 1e-6,
    "microsecond": 1e-6, "microseconds": 1e-6, "ns": 1e-9, "nanosecond": 1e-9, "nanoseconds": 1e-9,
  ]
}
