import Detection
import TestSupport
import Testing
import Tracks

/// Twenty minutes of circles, a transit, ten minutes of standing, a camera that looks at both.
private func mixed(_ seed: UInt64, every step: Double = 2) -> FlightMaking {
  var random = SplitMix(seed: seed)
  var flight = FlightMaking()
  var second = 0.0
  while second <= 2400 {
    if second <= 1200 {
      let angle = 360 * second / 160
      flight.add(
        second, 1000 * angle.cosine + 2 * random.normal(), 1000 * angle.sine + 2 * random.normal(),
        look: (300 + 4 * random.normal(), 4 * random.normal()))
    } else if second <= 1500 {
      flight.add(second, 1000 + 40 * (second - 1200), 0)
    } else {
      flight.add(
        second, 13_000 + random.normal(), random.normal(),
        look: (13_500 + 4 * random.normal(), 4 * random.normal()))
    }
    second += step
  }
  return flight
}

/// Fixes of several flights, sorted by time.
private func interleaved(_ parts: [Fixes]) -> Fixes {
  var all = Fixes()
  var rows: [(time: Int64, part: Int, row: Int)] = []
  for (part, fixes) in parts.enumerated() {
    rows += fixes.time.indices.map { (fixes.time[$0], part, $0) }
  }
  rows.sort { $0 < $1 }
  for (_, part, row) in rows {
    all.time.append(parts[part].time[row])
    all.longitude.append(parts[part].longitude[row])
    all.latitude.append(parts[part].latitude[row])
    all.x.append(parts[part].x[row])
    all.y.append(parts[part].y[row])
    all.vehicle.append(parts[part].vehicle[row])
    all.flight.append(parts[part].flight[row])
    all.sortie.append(parts[part].sortie[row])
    all.system.append(parts[part].system[row])
    all.measures[.frameLongitude].append(parts[part].measures[.frameLongitude][row])
    all.measures[.frameLatitude].append(parts[part].measures[.frameLatitude][row])
  }
  return all
}

/// Every field: NaN is not equal to itself, its text is.
private func text(_ visits: [Visit]) -> [String] { visits.map { String(describing: $0) } }

@Suite struct InvarianceTests {
  @Test func theAnswerDoesNotDependOnBatches() throws {
    let fixes = interleaved([mixed(31).fixes("a"), mixed(32).fixes("b"), mixed(33).fixes("c")])
    let whole = try Detecting.visits(in: fixes)
    #expect(Set(whole.map(\.kind)) == ["stop", "orbit", "stare"])
    #expect(whole.count == 12)
    for batch in [1, 7, 1000] {
      let parts = try Detecting.visits(in: fixes, batch: batch)
      #expect(text(parts) == text(whole))
    }
    let apart = try ["a", "b", "c"].enumerated().flatMap { index, name throws(DwellError) in
      try Detecting.visits(in: mixed(31 + UInt64(index)).fixes(name))
    }
    #expect(text(apart.sorted(by: Visit.precedes)) == text(whole))
  }

  @Test func aRotationOfTheMapChangesNothing() throws {
    var random = SplitMix(seed: 34)
    let flight = mixed(34)
    let plain = try flight.visits()
    for _ in 0..<8 {
      let degrees = random.uniform(0, 360)
      let turned = try flight.turned(degrees).visits()
      #expect(turned.map(\.visit) == plain.map(\.visit))
      #expect(turned.map(\.last) == plain.map(\.last))
      #expect(turned.map(\.shape) == plain.map(\.shape))
      for (left, right) in zip(turned, plain) {
        #expect(abs(left.radius - right.radius) <= 0.01 * right.radius)
      }
    }
  }

  @Test(arguments: GapPolicy.allCases)
  func samplesAddUpToWhatWasObserved(_ policy: GapPolicy) throws {
    var settings = DetectionSettings()
    settings.gapPolicy = policy
    var random = SplitMix(seed: 35)
    var kinds: Set<String> = []
    for round in 0..<8 {
      var flight = mixed(UInt64(40 + round), every: [0.733, 2, 7, 11][round % 4])
      for _ in 0..<4 {
        let gap = random.uniform(0, 2400)
        flight = flight.without(gap..<gap + random.uniform(20, 300))
      }
      flight.seconds = flight.seconds.map { $0 + 0.001_234 * (($0 * 17).rounded() - $0 * 17) }
      for visit in try flight.visits(settings) {
        kinds.insert(visit.kind)
        let observed = Int64((visit.observedSeconds * 1e6).rounded()) / 1000
        #expect(visit.sampleMilliseconds.reduce(0, +) == observed)
        #expect(visit.sampleMilliseconds.allSatisfy { $0 >= 0 })
        #expect((1...256).contains(visit.sampleMilliseconds.count))
        #expect(visit.sampleEast.count == visit.sampleMilliseconds.count)
        #expect(visit.sampleNorth.count == visit.sampleMilliseconds.count)
        #expect(visit.observedSeconds <= visit.until - visit.from + 1e-6)
        #expect(abs(visit.observedSeconds + visit.gapSeconds - visit.until + visit.from) < 1e-5)
      }
    }
    #expect(kinds == ["stop", "orbit", "stare"])
  }

  /// A flight whose projection changes in the middle of a hover and of an orbit.
  @Test(arguments: [600.0, 1800])
  func aChangeOfSystemDoesNotCutAVisit(_ change: Double) throws {
    let flight = mixed(36)
    let plain = try flight.visits()
    var fixes = flight.fixes()
    let other = LocalTangentSystem(centre: Position(longitude: 10.4, latitude: 50.3), turn: 30)
    var x = fixes.longitude
    var y = fixes.latitude
    other.toPlane(&x, &y)
    for row in fixes.time.indices where flight.seconds[row] > change {
      fixes.x[row] = x[row]
      fixes.y[row] = y[row]
    }
    fixes.system = Labels(
      codes: flight.seconds.map { $0 > change ? 1 : 0 },
      names: [FlightMaking.system.name, other.name])
    let visits = try Detecting.visits(in: fixes)
    #expect(visits.map(\.visit) == plain.map(\.visit))
    #expect(visits.map(\.last) == plain.map(\.last))
    #expect(visits.map(\.censored) == plain.map(\.censored))
    #expect(visits.map(\.linked) == plain.map(\.linked))
  }
}
