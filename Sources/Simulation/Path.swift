/// Where a vehicle is after so many seconds: the shapes that flights are made of.
///
/// All of them hold their track over ground; wind shows in the ground speed (``Lap``) and in the
/// ``circle(_:)`` that drifts.
enum Path {
  /// A straight line flown at a constant speed.
  case line(from: Point, velocity: Point)
  /// Staying at a point.
  case hover(Point)
  /// A circle whose centre may drift.
  case circle(Circle)
  /// Two straight legs and two half circles.
  case racetrack(Racetrack)
  /// Two circles joined by crossing lines.
  case eight(Eight)
  /// Parallel lines, joined by half circles to alternate sides.
  case lawnmower(Lawnmower)

  /// The point and the velocity over ground after `seconds`.
  func motion(at seconds: Double) -> (place: Point, velocity: Point) {
    switch self {
    case .line(let from, let velocity): (from + seconds * velocity, velocity)
    case .hover(let place): (place, Point(0, 0))
    case .circle(let circle): circle.motion(at: seconds)
    case .racetrack(let racetrack): racetrack.motion(at: seconds)
    case .eight(let eight): eight.motion(at: seconds)
    case .lawnmower(let lawnmower): lawnmower.motion(at: seconds)
    }
  }
}

/// How the way along a closed path grows: faster downwind, slower upwind, the same time every lap.
struct Lap {
  /// Metres.
  var length: Double
  /// Mean metres per second.
  var speed: Double
  /// Wind ÷ speed; under 1.
  var unevenness = 0.0
  /// Where on the lap it is fastest, turns.
  var phase = 0.0

  /// Seconds.
  var duration: Double { length / speed }

  /// The way after `seconds` in laps, and the speed there.
  func way(at seconds: Double) -> (laps: Double, speed: Double) {
    let even = seconds / duration
    guard unevenness > 0 else { return (even, speed) }
    let (sine, cosine) = PortableMath.sineCosine(turns: even - phase)
    return (even + unevenness * sine / (2 * .pi), speed * (1 + unevenness * cosine))
  }
}

/// A circle whose centre may drift.
struct Circle {
  /// The centre at the start.
  var centre: Point
  /// Metres.
  var radius: Double
  /// Where it begins, turns anticlockwise from east.
  var start: Double
  /// 1 anticlockwise (left), −1 clockwise (right).
  var sense: Double
  /// The way round.
  var lap: Lap
  /// Metres per second.
  var drift = Point(0, 0)

  func motion(at seconds: Double) -> (place: Point, velocity: Point) {
    let (laps, speed) = lap.way(at: seconds)
    let (sine, cosine) = PortableMath.sineCosine(turns: start + sense * laps)
    let place = centre + seconds * drift + Point(radius * cosine, radius * sine)
    return (place, drift + Point(-sense * speed * sine, sense * speed * cosine))
  }
}

/// Two straight legs and two half circles.
struct Racetrack {
  /// The middle.
  var centre: Point
  /// The direction of the legs; length 1.
  var axis: Point
  /// Half a leg, metres.
  var halfLeg: Double
  /// Of the half circles, metres.
  var radius: Double
  /// 1 anticlockwise (left), −1 clockwise (right).
  var sense: Double
  /// The way round.
  var lap: Lap

  /// The length of a lap, metres.
  static func length(halfLeg: Double, radius: Double) -> Double {
    4 * halfLeg + 2 * .pi * radius
  }

  func motion(at seconds: Double) -> (place: Point, velocity: Point) {
    let (laps, speed) = lap.way(at: seconds)
    var way = (laps - laps.rounded(.down)) * lap.length
    var place = Point(0, 0)
    var course = Point(0, 0)
    // Half a lap, and the same again on the other side.
    let half = lap.length / 2
    let flip = way < half ? 1.0 : -1.0
    if way >= half { way -= half }
    if way < 2 * halfLeg {
      place = Point(-halfLeg + way, -radius)
      course = Point(1, 0)
    } else {
      let (sine, cosine) = PortableMath.sineCosine(
        turns: (way - 2 * halfLeg) / (2 * .pi * radius))
      place = Point(halfLeg + radius * sine, -radius * cosine)
      course = Point(cosine, sine)
    }
    place = Point(flip * place.east, flip * sense * place.north)
    course = Point(flip * course.east, flip * sense * course.north)
    return (centre + place.along(axis), speed * course.along(axis))
  }
}

/// A figure of eight: two circles joined by their crossing inner tangents.
struct Eight {
  /// The crossing.
  var centre: Point
  /// From lobe to lobe; length 1.
  var axis: Point
  /// From the crossing to the middle of a lobe, metres; more than `radius`.
  var reach: Double
  /// Of a lobe, metres.
  var radius: Double
  /// The way round.
  var lap: Lap

  /// The length of a lap, metres.
  static func length(reach: Double, radius: Double) -> Double {
    let tangent = (reach * reach - radius * radius).squareRoot()
    return 4 * tangent + 2 * radius * arc(reach: reach, radius: radius) * 2 * .pi
  }

  /// Of a lobe, turns.
  private static func arc(reach: Double, radius: Double) -> Double {
    let tangent = (reach * reach - radius * radius).squareRoot()
    return 0.5 + 2 * PortableMath.direction(tangent, radius)
  }

  func motion(at seconds: Double) -> (place: Point, velocity: Point) {
    let (laps, speed) = lap.way(at: seconds)
    var way = (laps - laps.rounded(.down)) * lap.length
    let half = lap.length / 2
    let flip = way < half ? 1.0 : -1.0
    if way >= half { way -= half }
    let tangent = (reach * reach - radius * radius).squareRoot()
    let sine = radius / reach
    let cosine = tangent / reach
    let arcLength = half - 2 * tangent
    var place = Point(0, 0)
    var course = Point(0, 0)
    if way < tangent {
      course = Point(cosine, -sine)
      place = way * course
    } else if way < tangent + arcLength {
      let angle =
        -0.25 - PortableMath.direction(tangent, radius) + (way - tangent) / (2 * .pi * radius)
      let (s, c) = PortableMath.sineCosine(turns: angle)
      place = Point(reach + radius * c, radius * s)
      course = Point(-s, c)
    } else {
      course = Point(-cosine, -sine)
      place = (way - tangent - arcLength - tangent) * course
    }
    // The other lobe is the mirror image: left turns there become right turns.
    place = Point(flip * place.east, place.north)
    course = Point(flip * course.east, course.north)
    return (centre + place.along(axis), speed * course.along(axis))
  }
}

/// Parallel lines, joined by half circles to alternate sides: a survey.
struct Lawnmower {
  /// The start of the first line.
  var corner: Point
  /// The direction of the first line; length 1.
  var axis: Point
  /// Of a line, metres.
  var line: Double
  /// From line to line, metres.
  var spacing: Double
  /// Metres per second.
  var speed: Double

  /// The length of `count` lines and the turns between them, metres.
  func length(lines count: Int) -> Double {
    Double(count) * line + Double(count - 1) * .pi * spacing / 2
  }

  func motion(at seconds: Double) -> (place: Point, velocity: Point) {
    let period = line + .pi * spacing / 2
    let way = seconds * speed
    let number = (way / period).rounded(.down)
    let rest = way - number * period
    let isBack = number - 2 * (number / 2).rounded(.down) == 1
    let flip = isBack ? -1.0 : 1.0
    let start = isBack ? line : 0
    var place = Point(start + flip * rest, number * spacing)
    var course = Point(flip, 0)
    if rest > line {
      let (sine, cosine) = PortableMath.sineCosine(turns: (rest - line) / (.pi * spacing))
      let end = isBack ? 0 : line
      place = Point(
        end + flip * spacing / 2 * sine, number * spacing + spacing / 2 * (1 - cosine))
      course = Point(flip * cosine, sine)
    }
    return (corner + place.along(axis), speed * course.along(axis))
  }
}
