import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A closed curve, walked at a speed over ground that a wind may change along the way.
struct Pattern {
  /// The place after a share of a lap.
  var place: (Double) -> (x: Double, y: Double)
  /// Metres a lap.
  var length: Double

  /// A circle about the origin, anticlockwise.
  static func circle(_ radius: Double) -> Pattern {
    Pattern(
      place: { (radius * ($0 * 360).cosine, radius * ($0 * 360).sine) },
      length: 2 * .pi * radius)
  }

  /// Two legs along x and two half circles about the origin, anticlockwise.
  static func racetrack(halfLeg: Double, radius: Double) -> Pattern {
    let length = 4 * halfLeg + 2 * .pi * radius
    return Pattern(
      place: { share in
        var way = (share - share.rounded(.down)) * length
        if way < 2 * halfLeg { return (-halfLeg + way, -radius) }
        way -= 2 * halfLeg
        if way < .pi * radius {
          return (halfLeg + radius * sin(way / radius), -radius * cos(way / radius))
        }
        way -= .pi * radius
        if way < 2 * halfLeg { return (halfLeg - way, radius) }
        way -= 2 * halfLeg
        return (-halfLeg - radius * sin(way / radius), radius * cos(way / radius))
      }, length: length)
  }

  /// Gerono's lemniscate about the origin, `reach` long on either side and half as high.
  static func eight(_ reach: Double) -> Pattern {
    Pattern(
      place: { (reach * ($0 * 360).sine, reach * ($0 * 720).sine / 2) }, length: 6.097 * reach)
  }

  /// Flies up to the curve on a line, round it for `laps`, and away again.
  ///
  /// - Parameters:
  ///   - steps: Seconds from fix to fix; given a random number of 0…1.
  ///   - wind: Share of the speed that is added and taken off round a lap.
  ///   - drift: Metres per second of the whole curve, along x.
  /// - Returns: The flight and the seconds between which it is on the curve.
  func flown(
    laps: Double, speed: Double, wind: Double = 0, drift: Double = 0, approach: Double = 8,
    _ random: inout SplitMix, steps: (Double) -> Double
  ) -> (flight: FlightMaking, on: ClosedRange<Double>) {
    var flight = FlightMaking()
    let lap = length / speed
    let before = approach * lap / 4
    func point(_ second: Double) -> (x: Double, y: Double) {
      let time = second - before
      let share = time / lap
      // Faster with the wind, slower against it; a lap takes as long as without.
      let place = self.place(share + wind * (share * 360).sine / (2 * .pi))
      return (place.x + drift * time, place.y)
    }
    let start = (point(before), point(before + lap / 1000))
    let endTime = before + laps * lap
    let end = (point(endTime - lap / 1000), point(endTime))
    var second = 0.0
    while second <= endTime + before {
      if second < before {
        let factor = (second - before) / (lap / 1000)
        flight.add(
          second, start.0.x + factor * (start.1.x - start.0.x),
          start.0.y + factor * (start.1.y - start.0.y))
      } else if second <= endTime {
        let place = point(second)
        flight.add(second, place.x, place.y)
      } else {
        let factor = (second - endTime) / (lap / 1000)
        flight.add(
          second, end.1.x + factor * (end.1.x - end.0.x), end.1.y + factor * (end.1.y - end.0.y))
      }
      second += steps(random.uniform())
    }
    return (flight, before...endTime)
  }
}
