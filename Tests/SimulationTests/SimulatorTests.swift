import Simulation
import TestSupport
import Testing
import Tracks

@Suite("simulated fixes")
struct SimulatorTests {
  @Test(
    "the first thousand fixes of a seed never change",
    arguments: [
      (UInt64(1), UInt64(2_061_568_642_484_338_684)), (7, 5_904_953_464_267_604_556),
    ])
  func golden(seed: UInt64, fingerprint: UInt64) {
    let flown = Flown(SimulationSettings(seed: seed, fixes: 1000))
    #expect(flown.fingerprint(1000) == fingerprint)
  }

  @Test("exactly as many fixes as asked for", arguments: [0, 1, 7, 8191, 8192, 8193, 30_001])
  func count(fixes: Int) {
    let flown = Flown(SimulationSettings(seed: 2, fixes: fixes))
    #expect(flown.fixes.count == fixes)
    #expect(
      flown.truth.visits.allSatisfy { $0.visit.last.microseconds <= flown.fixes.time.max() ?? 0 })
  }

  @Test("fewer fixes are the beginning of more, and seeds differ")
  func prefix() {
    let long = Flown(SimulationSettings(seed: 3, fixes: 20_000))
    let short = Flown(SimulationSettings(seed: 3, fixes: 9000))
    #expect(short.fingerprint(9000) == long.fingerprint(9000))
    #expect(
      Flown(SimulationSettings(seed: 4, fixes: 9000)).fingerprint(9000) != long.fingerprint(9000))
  }

  @Test("as many flights as asked for, all of them flown to their end", arguments: [0, 1, 9])
  func flights(count: Int) {
    let flown = Flown(SimulationSettings(seed: 5, flights: count, sampling: .seconds(10)))
    #expect(flown.flightCount == count)
    #expect((flown.fixes.count > 0) == (count > 0))
  }

  @Test("without defects every vehicle's fixes are in order of time and never double")
  func order() {
    let flown = Flown(.exact(seed: 6, flights: 10))
    var last: [String: Int64] = [:]
    var isOrdered = true
    for row in 0..<flown.fixes.count {
      let vehicle = flown.fixes.vehicle[row] ?? ""
      if let before = last[vehicle], flown.fixes.time[row] <= before { isOrdered = false }
      last[vehicle] = flown.fixes.time[row]
    }
    #expect(isOrdered)
  }

  @Test("defects come in their measure: late rows, doubles, spikes, masked times")
  func defects() {
    let flown = Flown(
      SimulationSettings(seed: 8, fixes: 60_000, vehicles: 4, sampling: .seconds(2)))
    var newest: [String: Int64] = [:]
    var seen: Set<String> = []
    var late = 0
    var latest: Int64 = 0
    var doubles = 0
    var gaps = 0
    for row in 0..<flown.fixes.count {
      let vehicle = flown.fixes.vehicle[row] ?? ""
      let time = flown.fixes.time[row]
      if let before = newest[vehicle], time < before {
        late += 1
        latest = max(latest, before - time)
      }
      if let before = newest[vehicle], (60_000_000..<3_600_000_000).contains(time - before) {
        gaps += 1
      }
      newest[vehicle] = max(time, newest[vehicle] ?? .min)
      if !seen.insert("\(vehicle) \(time)").inserted { doubles += 1 }
    }
    #expect((30...120).contains(late))
    #expect(latest <= 20_000_000)
    #expect((10...60).contains(doubles))
    #expect((10...200).contains(gaps))
    let heights = flown.fixes.measures[.height]
    #expect((1...20).contains(heights.count { $0 > 12_500 }))
  }

  @Test("sampling is what was asked for at both ends of its range", arguments: [0.1, 60])
  func sampling(seconds: Double) {
    let flown = Flown(
      SimulationSettings(
        seed: 9, fixes: 3000, vehicles: 2, sampling: .seconds(seconds), hasDefects: false))
    let times = (0..<flown.fixes.count)
      .filter { flown.fixes.vehicle[$0] == flown.fixes.vehicle[0] }.map { flown.fixes.time[$0] }
    let steps = zip(times.dropFirst(), times).map { Double($0 - $1) / 1e6 }.sorted()
    #expect(abs(steps[steps.count / 2] - seconds) < 0.1 * seconds)
  }

  @Test("the camera columns are there when asked for, and only then", arguments: [true, false])
  func camera(isThere: Bool) {
    let flown = Flown(
      SimulationSettings(seed: 10, flights: 6, sampling: .seconds(5), hasCamera: isThere))
    #expect(flown.fixes.measures.present.contains(.frameLongitude) == isThere)
    #expect(flown.truth.visits.contains { $0.visit.kind == "stare" } == isThere)
  }

  @Test("confusers fly when asked for, and only then", arguments: [true, false])
  func confusers(fly: Bool) {
    let flown = Flown(
      SimulationSettings(seed: 11, flights: 30, sampling: .seconds(20), hasConfusers: fly))
    let roles = Set(flown.truth.visits.map(\.role))
    #expect(roles.contains("watch"))
    #expect(roles.contains("thermal") == fly)
    #expect(flown.fixes.vehicle.names.contains { $0.hasPrefix("SV") } == fly)
  }

  @Test("both ends of the number of sites", arguments: [1, 40])
  func sites(count: Int) {
    let flown = Flown(
      SimulationSettings(seed: 12, flights: 20, sites: count, sampling: .seconds(30)))
    #expect(flown.truth.sites.count == count)
    #expect(Set(flown.truth.sites.map(\.site)).count == count)
    for (index, site) in flown.truth.sites.enumerated() {
      for other in flown.truth.sites[..<index] {
        #expect(
          Earth.distance(site.longitude, site.latitude, other.longitude, other.latitude) > 1500)
      }
    }
  }

  @Test("noise and wind are what was asked for", arguments: [0.0, 20])
  func noise(metres: Double) {
    var settings = SimulationSettings.exact(seed: 13, flights: 12)
    settings.noise = .metres(metres)
    let flown = Flown(settings)
    for hover in flown.truth.visits where hover.visit.kind == "stop" {
      let offsets = flown.rows(of: hover.visit).map { flown.offset($0, from: hover.visit) }
      let square = offsets.reduce(0) { $0 + $1.east * $1.east + $1.north * $1.north }
      let deviation = (square / Double(2 * offsets.count)).squareRoot()
      #expect(abs(deviation - metres) < 0.35 * metres + 0.02)
    }
    #expect(flown.truth.visits.contains { $0.visit.kind == "stop" })
  }

  @Test("what waits does not grow with the number of fixes")
  func memory() {
    var simulator = Simulator(
      SimulationSettings(seed: 14, fixes: 150_000, hasCamera: false), keepsTruth: false)
    var largest = 0
    var total = 0
    while let batch = simulator.next() {
      largest = max(largest, batch.count)
      total += batch.count
    }
    #expect(total == 150_000)
    #expect(largest < 40_000)
    #expect(simulator.truth.visits.isEmpty)
  }

  @Test("settings out of range are named with their range")
  func validation() throws {
    try SimulationSettings().validate()
    #expect(
      throws: DwellError(.usage, "--sampling 90s: out of range: give 100ms to 1min")
    ) { try SimulationSettings(sampling: .seconds(90)).validate() }
    #expect(throws: DwellError(.usage, "--sites 0: out of range: give 1 to 40")) {
      try SimulationSettings(sites: 0).validate()
    }
  }
}
