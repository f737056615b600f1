import Simulation
import TestSupport
import Testing
import Tracks

/// What instruments are off by for a whole flight, told from the same flights without it.
@Suite("offsets of a flight")
struct OffsetTests {
  private static func settings(
    receiver: Double = 0, camera: Double = 0, range: Double = 0
  ) -> SimulationSettings {
    var settings = SimulationSettings.exact(seed: 12, flights: 40)
    settings.receiverOffset = .metres(receiver)
    settings.cameraOffsetDegrees = camera
    settings.rangeOffset = .metres(range)
    return settings
  }

  private static let exact = Flown(settings())

  /// Rows by vehicle and flight: a flight ends where its vehicle rests for more than an hour.
  private static var flights: [[Int]] {
    var flights: [[Int]] = []
    var current: [String: Int] = [:]
    for row in 0..<exact.fixes.count {
      let vehicle = exact.fixes.vehicle[row] ?? ""
      if let own = current[vehicle], let last = flights[own].last,
        exact.fixes.time[row] - exact.fixes.time[last] < 3_600_000_000
      {
        flights[own].append(row)
      } else {
        current[vehicle] = flights.count
        flights.append([row])
      }
    }
    return flights
  }

  private static func moved(
    _ other: Flown, _ row: Int, _ longitude: Measure?, _ latitude: Measure?
  ) -> (east: Double, north: Double) {
    func place(_ flown: Flown) -> (longitude: Double, latitude: Double) {
      guard let longitude, let latitude else {
        return (flown.fixes.longitude[row], flown.fixes.latitude[row])
      }
      return (flown.fixes.measures[longitude][row], flown.fixes.measures[latitude][row])
    }
    let there = place(other)
    return Flown.offset(there.longitude, there.latitude, from: place(exact))
  }

  @Test("a receiver is off by the same throughout a flight, and by as much as asked over flights")
  func receiver() throws {
    let other = Flown(Self.settings(receiver: 20))
    try #require(other.fixes.count == Self.exact.fixes.count)
    var squares = 0.0
    for flight in Self.flights {
      let first = Self.moved(other, flight[0], nil, nil)
      squares += first.east * first.east + first.north * first.north
      for row in flight {
        let own = Self.moved(other, row, nil, nil)
        // Written to 1e-7 degrees; and the scale of a degree changes with the latitude.
        #expect(abs(own.east - first.east) < 0.25 && abs(own.north - first.north) < 0.25)
      }
    }
    // Of 80 normal deviates the root mean square lies within a quarter in all but 1 of 600 cases.
    let rms = (squares / Double(2 * Self.flights.count)).squareRoot()
    #expect((15...25).contains(rms))
  }

  @Test("true paths move with the receiver that sees them, places looked at do not")
  func truth() {
    let other = Flown(Self.settings(receiver: 20, camera: 1, range: 5))
    #expect(other.truth.visits.count == Self.exact.truth.visits.count)
    for (visit, own) in zip(other.truth.visits, Self.exact.truth.visits) {
      let (a, b) = (visit.visit, own.visit)
      let way = Flown.offset(
        a.centreLongitude, a.centreLatitude, from: (b.centreLongitude, b.centreLatitude))
      let length = (way.east * way.east + way.north * way.north).squareRoot()
      #expect(a.kind == "stare" ? length == 0 : length > 0.5)
    }
    for (site, own) in zip(other.truth.sites, Self.exact.truth.sites) {
      #expect((site.longitude, site.latitude) == (own.longitude, own.latitude))
    }
  }

  @Test(
    "a wrong heading moves the frame centre across the line of sight by the angle's part of the distance"
  )
  func heading() throws {
    let other = Flown(Self.settings(camera: 1))
    var angles: [Double] = []
    for flight in Self.flights {
      var found: [Double] = []
      for row in flight where Self.exact.fixes.measures[.frameLongitude][row].isFinite {
        let vehicle = (Self.exact.fixes.longitude[row], Self.exact.fixes.latitude[row])
        let way = Flown.offset(
          Self.exact.fixes.measures[.frameLongitude][row],
          Self.exact.fixes.measures[.frameLatitude][row], from: vehicle)
        let level = (way.east * way.east + way.north * way.north).squareRoot()
        guard level > 500 else { continue }
        let moved = Self.moved(other, row, .frameLongitude, .frameLatitude)
        found.append((moved.east * way.north - moved.north * way.east) / (level * level))
      }
      guard let least = found.min(), let most = found.max() else { continue }
      #expect(most - least < 3e-4)
      angles.append(least)
    }
    try #require(angles.count > 10)
    let rms = (angles.reduce(0) { $0 + $1 * $1 } / Double(angles.count)).squareRoot()
    #expect((0.6...1.4).contains(rms * 180 / .pi))
  }

  @Test("a range finder that is off moves the frame centre along the line of sight alone")
  func range() {
    let other = Flown(Self.settings(range: 50))
    for row in 0..<Self.exact.fixes.count
    where Self.exact.fixes.measures[.frameLongitude][row].isFinite {
      let vehicle = (Self.exact.fixes.longitude[row], Self.exact.fixes.latitude[row])
      let way = Flown.offset(
        Self.exact.fixes.measures[.frameLongitude][row],
        Self.exact.fixes.measures[.frameLatitude][row], from: vehicle)
      let level = (way.east * way.east + way.north * way.north).squareRoot()
      guard level > 100 else { continue }
      let moved = Self.moved(other, row, .frameLongitude, .frameLatitude)
      let across = (moved.east * way.north - moved.north * way.east) / level
      #expect(abs(across) < 1)
    }
  }

  @Test(
    "offsets are refused outside their range, at both ends",
    arguments: [(-0.1, "-0.1m"), (100.1, "100.1m")])
  func bounds(value: Double, text: String) {
    #expect(throws: DwellError.self) { try Self.settings(receiver: value).validate() }
    #expect(throws: DwellError.self) { try Self.settings(range: value).validate() }
    #expect(throws: DwellError.self) {
      try Self.settings(camera: value < 0 ? value : 5.1).validate()
    }
    #expect(throws: Never.self) {
      try Self.settings(receiver: 100, camera: 5, range: 100).validate()
    }
    do throws(DwellError) {
      try Self.settings(receiver: value).validate()
    } catch {
      #expect(error.message == "--receiver-offset \(text): out of range: give 0m to 100m")
    }
  }
}
