import Tracks

/// A flight, or the part of a long one, in one plane system.
struct Leg {
  var track: FlightTrack
  var system: any PlaneSystem
  /// Visits whose middle lies in here are the leg's; the rest is there so that a visit at the seam is
  /// seen whole.
  var own: ClosedRange<Int64>
}

extension FlightTrack {
  /// How far a leg reaches into its neighbours, microseconds.
  private static let overlap: Int64 = 3 * 3_600_000_000

  /// The parts of the flight by plane system, each reaching into its neighbours.
  func legs(_ systems: any PlaneSystems) throws(DwellError) -> [Leg] {
    guard self.systems.count > 1 else {
      let system = try systems.system(named: self.systems.first?.name ?? "")
      return [Leg(track: self, system: system, own: .min ... .max)]
    }
    var legs: [Leg] = []
    for (index, part) in self.systems.enumerated() {
      let system = try systems.system(named: part.name)
      let end = index + 1 < self.systems.count ? self.systems[index + 1].row : count
      let from = index == 0 ? Int64.min : time[part.row]
      let until = end < count ? time[end] - 1 : .max
      var low = part.row
      while low > 0, time[part.row] - time[low - 1] <= Self.overlap { low -= 1 }
      var high = end
      while high < count, time[high] - time[end - 1] <= Self.overlap { high += 1 }
      legs.append(
        Leg(track: try rows(low..<high, in: system), system: system, own: from...max(from, until)))
    }
    return legs
  }

  private func rows(
    _ range: Range<Int>, in system: any PlaneSystem
  ) throws(DwellError) -> FlightTrack {
    var part = gathered(Array(range))
    part.x = part.longitude
    part.y = part.latitude
    try system.toPlane(&part.x, &part.y)
    part.systems = [(0, system.name)]
    return part
  }

  /// The fixes at `rows`, in that order, taken for being in one system.
  func gathered(_ rows: [Int]) -> FlightTrack {
    var part = FlightTrack(vehicle: vehicle, flight: flight, sortie: sortie)
    part.time = rows.map { time[$0] }
    part.longitude = rows.map { longitude[$0] }
    part.latitude = rows.map { latitude[$0] }
    part.x = rows.map { x[$0] }
    part.y = rows.map { y[$0] }
    part.height = rows.map { height[$0] }
    part.frameLongitude = rows.map { frameLongitude[$0] }
    part.frameLatitude = rows.map { frameLatitude[$0] }
    part.systems = Array(systems.prefix(1))
    return part
  }
}
