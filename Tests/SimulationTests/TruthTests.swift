import Simulation
import TestSupport
import Testing
import Tracks

@Suite("the truth about simulated fixes")
struct TruthTests {
  static let flown = Flown(.exact(seed: 21, flights: 60))

  @Test("the fixes of a true circle lie on it")
  func circles() {
    let circles = Self.flown.truth.visits.filter { $0.visit.shape == "circle" }
    #expect(circles.count >= 5)
    for circle in circles {
      let rows = Self.flown.rows(of: circle.visit)
      #expect(rows.count == circle.visit.fixes)
      for row in rows {
        let (east, north) = Self.flown.offset(row, from: circle.visit)
        let distance = (east * east + north * north).squareRoot()
        // The simulation's plane is true to a few parts in a thousand tens of kilometres away.
        #expect(abs(distance - circle.visit.radius) < 0.004 * circle.visit.radius + 0.2)
      }
    }
  }

  @Test("the course turns as often, and to the side, as the truth says")
  func turns() {
    for orbit in Self.flown.truth.visits where orbit.visit.kind == "orbit" {
      guard orbit.visit.shape != "figure-eight" else { continue }
      let courses = Self.flown.rows(of: orbit.visit).map { Self.flown.fixes.measures[.course][$0] }
      let turned =
        zip(courses.dropFirst(), courses)
        .map { Earth.longitudeDifference(from: $1, to: $0) }.reduce(0, +) / 360
      #expect(abs(turned - orbit.visit.turns) < 0.5)
      #expect((turned > 0) == (orbit.visit.sense == "right"))
    }
  }

  @Test("a racetrack and a figure of eight keep within their axes and come back to their middle")
  func axes() {
    var shapes: Set<String> = []
    for orbit in Self.flown.truth.visits
    where orbit.visit.shape == "racetrack" || orbit.visit.shape == "figure-eight" {
      shapes.insert(orbit.visit.shape)
      let radians = orbit.visit.orientation
      var along: [Double] = []
      var across: [Double] = []
      for row in Self.flown.rows(of: orbit.visit) {
        let (east, north) = Self.flown.offset(row, from: orbit.visit)
        along.append(east * radians.sine + north * radians.cosine)
        across.append(east * radians.cosine - north * radians.sine)
      }
      for (values, axis) in [(along, orbit.visit.semiMajor), (across, orbit.visit.semiMinor)] {
        #expect(abs((values.max() ?? 0) - axis) < 0.03 * axis)
        #expect(abs((values.min() ?? 0) + axis) < 0.03 * axis)
      }
    }
    #expect(shapes == ["racetrack", "figure-eight"])
  }

  @Test("every flight looks at its sites where they are, those too that it came to from another")
  func sitesOfManyFlights() {
    var flights: [String: Set<String>] = [:]
    for stare in Self.flown.truth.visits where stare.visit.kind == "stare" && !stare.site.isEmpty {
      let site = Self.flown.truth.sites.first { $0.site == stare.site }
      let metres = Earth.distance(
        stare.visit.centreLongitude, stare.visit.centreLatitude, site?.longitude ?? .nan,
        site?.latitude ?? .nan)
      // Both are written to a ten-millionth of a degree.
      #expect(metres < 0.03)
      flights[stare.visit.flight, default: []].insert(stare.site)
    }
    #expect(flights.values.contains { $0.count > 1 })
  }

  @Test("no vehicle jumps: between fixes it goes as fast as it says")
  func speeds() {
    let fixes = Self.flown.fixes
    for vehicle in fixes.vehicle.names {
      let rows = (0..<fixes.count).filter { fixes.vehicle[$0] == vehicle }
      for (row, next) in zip(rows, rows.dropFirst()) {
        let seconds = Double(fixes.time[next] - fixes.time[row]) / 1e6
        guard seconds < 10 else { continue }
        let way = Earth.distance(
          fixes.longitude[row], fixes.latitude[row], fixes.longitude[next], fixes.latitude[next])
        let speed = max(
          fixes.measures[.speed][row], fixes.measures[.speed][next], 13)
        #expect(way <= 1.02 * speed * seconds + 0.5)
      }
    }
  }

  @Test("sites lie apart from the path's middle: inside circles, beside racetracks")
  func offsets() {
    let sites = Dictionary(uniqueKeysWithValues: Self.flown.truth.sites.map { ($0.site, $0) })
    var ratios: [Double] = []
    for orbit in Self.flown.truth.visits where orbit.visit.kind == "orbit" && orbit.role == "watch"
    {
      guard let site = sites[orbit.site] else {
        Issue.record("an orbit watches '\(orbit.site)', which is no site")
        continue
      }
      let distance = Earth.distance(
        site.longitude, site.latitude, orbit.visit.centreLongitude, orbit.visit.centreLatitude)
      if orbit.visit.shape == "circle" {
        #expect(distance <= 1.01 * orbit.visit.radius)
        ratios.append(distance / orbit.visit.radius)
      } else if orbit.visit.shape == "racetrack" {
        #expect(distance > orbit.visit.semiMinor)
      }
    }
    // A Rayleigh distribution of 0.45 radii cut at 1 has its mean at 0.53.
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    #expect((0.4...0.66).contains(mean))
  }

  @Test("a stare's frame centres hold the site, those of a followed truck move on")
  func stares() {
    let flown = Flown(
      SimulationSettings(seed: 22, flights: 40, vehicles: 4, sampling: .seconds(5)))
    var moved = 0
    for stare in flown.truth.visits where stare.visit.kind == "stare" && stare.visit.fixes > 20 {
      let rows = flown.rows(of: stare.visit)
      let offsets = rows.map { row in
        Flown.offset(
          flown.fixes.measures[.frameLongitude][row], flown.fixes.measures[.frameLatitude][row],
          from: (stare.visit.centreLongitude, stare.visit.centreLatitude))
      }
      let distances = offsets.map { ($0.east * $0.east + $0.north * $0.north).squareRoot() }
        .filter { !$0.isNaN }.sorted()
      let middle = distances[distances.count / 2]
      if stare.visit.shape == "drifting" {
        moved += 1
        #expect(middle > 500)
      } else {
        #expect(middle < 30)
      }
    }
    #expect(moved > 0)
  }

  @Test("slant range and angles agree with the frame centre")
  func angles() {
    let fixes = Self.flown.fixes
    var checked = 0
    for row in stride(from: 0, to: fixes.count, by: 37) {
      let range = fixes.measures[.slantRange][row]
      guard !range.isNaN else { continue }
      checked += 1
      let (east, north) = Flown.offset(
        fixes.measures[.frameLongitude][row], fixes.measures[.frameLatitude][row],
        from: (fixes.longitude[row], fixes.latitude[row]))
      let depth = fixes.measures[.height][row] - fixes.measures[.frameHeight][row]
      let expected = (east * east + north * north + depth * depth).squareRoot()
      #expect(abs(range - expected) < 0.005 * expected + 1)
      let elevation = fixes.measures[.sensorElevation][row]
      #expect(abs(-depth - range * elevation.sine) < 0.001 * range + 1)
      let azimuth = fixes.measures[.sensorAzimuth][row] + fixes.measures[.heading][row]
      let level = (east * east + north * north).squareRoot()
      #expect(abs(level * azimuth.sine - east) < 0.005 * level + 1)
      #expect(abs(level * azimuth.cosine - north) < 0.005 * level + 1)
    }
    #expect(checked > 200)
  }

  @Test("no true visit holds a gap: where fixes fail for longer than two minutes it ends")
  func gaps() {
    let settings = SimulationSettings(seed: 23, flights: 40, sampling: .seconds(5))
    let flown = Flown(settings)
    var whole = settings
    whole.hasDefects = false
    let cut = flown.truth.visits.count { $0.role == "watch" && $0.visit.kind == "orbit" }
    let uncut = Flown(whole).truth.visits.count { $0.role == "watch" && $0.visit.kind == "orbit" }
    #expect(cut > uncut)
    for visit in flown.truth.visits.map(\.visit) {
      let rows = flown.rows(of: visit)
      let times = Set(rows.map { flown.fixes.time[$0] }).sorted()
      let longest = zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? 0
      #expect(longest <= 120_000_000)
      #expect(visit.gapSeconds == 0)
      let span = Double(visit.last.microseconds - visit.first.microseconds) / 1e6
      #expect(abs(visit.observedSeconds - span) < 1e-6)
    }
  }

  @Test("what is too short to be a visit is none, and what is nearly so is marked")
  func borderline() {
    let flown = Flown(SimulationSettings(seed: 24, flights: 60, sampling: .seconds(5)))
    #expect(flown.truth.visits.contains { $0.isBorderline })
    for truth in flown.truth.visits {
      #expect(truth.visit.observedSeconds >= 90)
      if truth.visit.kind == "orbit" { #expect(abs(truth.visit.turns) >= 0.99) }
      if !truth.isBorderline {
        #expect(truth.visit.observedSeconds >= 130)
        if truth.visit.kind == "orbit" { #expect(abs(truth.visit.turns) >= 1.69) }
      }
    }
  }

  @Test("looks at one site with less than a gap between them are one stare")
  func joins() {
    let stares = Self.flown.truth.visits.filter { $0.visit.kind == "stare" && !$0.site.isEmpty }
    #expect(stares.count > 10)
    let byFlight = Dictionary(grouping: stares) { $0.visit.flight + $0.site }
    var joined = 0
    for group in byFlight.values {
      let ordered = group.sorted { $0.visit.first < $1.visit.first }
      for (left, right) in zip(ordered, ordered.dropFirst()) {
        #expect(right.visit.first.microseconds - left.visit.last.microseconds > 120_000_000)
      }
      let orbits = Self.flown.truth.visits.filter { other in
        other.visit.kind != "stare" && other.site == group[0].site
          && group.contains {
            $0.visit.first <= other.visit.first && other.visit.last <= $0.visit.last
          }
      }
      if orbits.count > group.count { joined += 1 }
    }
    #expect(joined > 0)
  }
}
