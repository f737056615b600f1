import Tracks

/// What the instruments of one flight are off by from take-off to landing: no average over the flight shows it.
struct SortieOffsets {
  /// Of every position the receiver gives, metres.
  let receiver: Point
  /// The camera's heading against the receiver's north, radians clockwise.
  let heading: Double
  /// The camera's elevation, radians.
  let elevation: Double
  /// The range finder, metres.
  let range: Double

  /// Pitch and roll are so much better known than the heading, which gravity does not show: small
  /// inertial systems state 0.1° to 0.2° beside 0.2° to 1°.
  private static let steadiness = 0.3

  /// The offsets of a flight: normal deviates from a stream of their own, so that nothing else about the flight
  /// depends on whether there are any.
  init(_ settings: SimulationSettings, number: Int) {
    var random = SeededRandom(seed: settings.seed, stream: 1 << 41 + UInt64(number))
    let offset = settings.receiverOffset.value
    receiver = Point(offset * random.normal(), offset * random.normal())
    let turn = settings.cameraOffsetDegrees * .pi / 180
    heading = turn * random.normal()
    elevation = Self.steadiness * turn * random.normal()
    range = settings.rangeOffset.value * random.normal()
  }

  /// Where the frame centre is taken to be.
  ///
  /// It is reckoned from the receiver's position along the camera's angles as far as the range finder says: a
  /// wrong heading moves it across the line of sight, a wrong elevation and a wrong range along.
  ///
  /// - Parameters:
  ///   - target: Where it is.
  ///   - place: Where the vehicle is.
  ///   - depth: The vehicle's height above the target, metres.
  func reckoned(_ target: Point, from place: Point, depth: Double) -> Point {
    let way = target - place
    let level = way.length
    guard level > 0 else { return target + receiver }
    let slant = (level * level + depth * depth).squareRoot()
    let along = elevation * depth + range * level / slant
    let across = Point(way.north, -way.east)
    return target + receiver + along / level * way + heading * across
  }
}
