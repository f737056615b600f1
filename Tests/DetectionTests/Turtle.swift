import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A way made of straight legs and round turns, from the origin to the east.
struct Turtle {
  /// Metres, every few of the way.
  private(set) var path: [(x: Double, y: Double)] = [(0, 0)]
  /// Degrees from east, anticlockwise.
  private var heading = 0.0

  /// Metres from point to point of the way.
  private static let step = 5.0

  /// A straight leg of metres.
  mutating func leg(_ metres: Double) {
    let count = max(1, Int(metres / Self.step))
    for _ in 0..<count { advance(metres / Double(count)) }
  }

  /// A turn by degrees, left positive, of a radius in metres.
  mutating func turn(_ degrees: Double, radius: Double) {
    let length = abs(degrees) * .pi / 180 * radius
    let count = max(8, Int(length / Self.step))
    for _ in 0..<count {
      heading += degrees / Double(count) / 2
      advance(length / Double(count))
      heading += degrees / Double(count) / 2
    }
  }

  /// A lap of two legs and two half turns to the left.
  mutating func racetrack(leg: Double, radius: Double) {
    for _ in 0..<2 {
      self.leg(leg)
      turn(180, radius: radius)
    }
  }

  private mutating func advance(_ metres: Double) {
    let last = path[path.count - 1]
    path.append((last.x + metres * heading.cosine, last.y + metres * heading.sine))
  }

  /// The way flown at metres per second, with a fix every so many seconds.
  func flown(speed: Double, every seconds: Double) -> FlightMaking {
    var flight = FlightMaking()
    var travelled = 0.0
    var next = 0.0
    for (from, to) in zip(path, path.dropFirst()) {
      let length = hypot(to.x - from.x, to.y - from.y)
      while next <= travelled + length {
        let part = (next - travelled) / max(length, 1e-9)
        flight.add(
          next / speed, from.x + part * (to.x - from.x), from.y + part * (to.y - from.y))
        next += seconds * speed
      }
      travelled += length
    }
    return flight
  }
}
