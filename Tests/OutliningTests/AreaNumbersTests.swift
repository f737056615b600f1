import Outlining
import TestSupport
import Testing
import Tracks

@Suite("The numbers of areas")
struct AreaNumbersTests {
  let place = Position(longitude: -117.02, latitude: 34.1)
  let outliner: Outliner

  init() throws {
    outliner = try Outliner(settings: OutlineSettings(), systems: StereographicPlanes())
  }

  @Test("no visits, and visits of noise only, have no areas")
  func none() throws {
    #expect(try outliner.areas(of: []).isEmpty)
    let noise = visit("v", at: place, samples: disc(radius: 10, count: 5, label: -1))
    #expect(try outliner.areas(of: [noise]).isEmpty)
  }

  @Test("a visit's dwell is shared out by its samples, and touches where its label is another")
  func sharing() throws {
    var split = visit(
      "split", at: place,
      samples: disc(radius: 50, count: 3, label: 4) + disc(radius: 50, count: 1, label: 7), label: 4
    )
    split.sampleMilliseconds = [150_000, 150_000, 150_000, 150_000]
    split.gapSeconds = 100
    let other = visit(
      "other", at: place, samples: disc(radius: 60, count: 5, label: 7), start: 1_600_100_000,
      seconds: 200, vehicle: "B")
    let areas = try outliner.areas(of: [other, split])
    #expect(areas.map(\.area) == [1, 2])
    #expect(areas.map(\.dwellSeconds) == [450, 350])
    #expect(areas.map(\.dwellUpperSeconds) == [525, 375])
    #expect(areas.map(\.visitIds) == [["split"], ["other"]])
    #expect(areas.map(\.touchingVisitIds) == [[], ["split"]])
    #expect(areas.map(\.visits) == [1, 1])
    #expect(areas[1].vehicles == 1)
    #expect(areas[1].firstSeen == other.first)
  }

  @Test(
    "visits come back in their order, labelled with the number of their area; noise stays noise")
  func labelling() throws {
    let short = visit("short", at: place, samples: disc(radius: 50, count: 3, label: 0))
    var long = visit(
      "long", at: place,
      samples: disc(radius: 60, count: 5, label: 7) + disc(radius: 9, count: 2, label: -1),
      start: 1_600_100_000, seconds: 6000, label: 7)
    long.sampleLabels[0] = 0
    let noise = visit(
      "noise", at: place, samples: disc(radius: 10, count: 5, label: -1), start: 1_600_200_000)
    var visits = [noise, short, long]
    let areas = try outliner.areas(labelling: &visits)
    #expect(visits.map(\.visit) == ["noise", "short", "long"])
    #expect(visits.map(\.label) == [-1, 2, 1])
    #expect(visits[1].sampleLabels == [2, 2, 2])
    #expect(visits[2].sampleLabels == [2, 1, 1, 1, 1, -1, -1])
    for area in areas {
      #expect(area.visitIds == visits.filter { $0.label == area.area }.map(\.visit))
    }
  }

  @Test("the dwell of all areas never exceeds the dwell observed", arguments: [UInt64(1), 2, 3])
  func total(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let visits = (0..<40).map { number -> Visit in
      let samples = (0..<7).map { _ in
        (
          random.uniform(-500, 500), random.uniform(-500, 500),
          Int64.random(in: -1...3, using: &random)
        )
      }
      return visit(
        "v\(number)", at: place, samples: samples, start: 1_600_000_000 + Int64(number) * 5000,
        vehicle: "V\(number % 3)")
    }
    let areas = try outliner.areas(of: visits)
    let inside = visits.reduce(0.0) { sum, visit in
      zip(visit.sampleLabels, visit.sampleMilliseconds).reduce(sum) {
        $1.0 >= 0 ? $0 + Double($1.1) / 1000 : $0
      }
    }
    #expect(abs(areas.reduce(0) { $0 + $1.dwellSeconds } - inside) < 1e-6)
    for area in areas {
      #expect(abs(area.hourSeconds.reduce(0, +) - area.dwellSeconds) < 1e-6)
      #expect(abs(area.weekdaySeconds.reduce(0, +) - area.dwellSeconds) < 1e-6)
      #expect(area.dwellUpperSeconds >= area.dwellSeconds)
    }
    #expect(areas.map(\.dwellSeconds) == areas.map(\.dwellSeconds).sorted(by: >))
  }

  @Test("the answer is the same, byte for byte, whatever the order of the visits")
  func order() throws {
    var random = SplitMix(seed: 3)
    var visits = (0..<30).map { number in
      visit(
        "v\(number)", at: place,
        samples: (0..<9).map { _ in
          (random.normal() * 400, random.normal() * 400, Int64(number % 4))
        }, start: 1_600_000_000 + Int64(number % 7) * 1000, vehicle: "V\(number % 5)")
    }
    let areas = try outliner.areas(of: visits)
    for _ in 0..<5 {
      visits.shuffle(using: &random)
      // As text, since NaN is not equal to itself.
      #expect(try "\(outliner.areas(of: visits))" == "\(areas)")
    }
  }

  @Test("time that a stare shares with its orbit counts once")
  func sharedTime() throws {
    let orbit = visit("orbit", at: place, samples: disc(radius: 80, count: 8), seconds: 1000)
    let stare = visit(
      "stare", at: place, samples: disc(radius: 20, count: 8), start: 1_600_000_400, seconds: 400,
      kind: "stare")
    let area = try #require(try outliner.areas(of: [orbit, stare]).first)
    #expect(abs(area.dwellSeconds - 1000) < 1e-9)
    #expect(area.visits == 2)
    #expect(area.medianRevisitSeconds.isNaN)
    var elsewhere = stare
    elsewhere.flight = "another"
    #expect(
      try abs(#require(try outliner.areas(of: [orbit, elsewhere]).first).dwellSeconds - 1400) < 1e-9
    )
  }

  @Test("the revisit interval is the median from end to start, overlaps counting 0")
  func revisits() throws {
    // Ends at 600, 1200, 5600, 5500: intervals 0 (overlap), 3800, 0 (within the third).
    let starts: [(Int64, Int64)] = [(0, 600), (500, 700), (5000, 600), (5100, 400)]
    let visits = starts.enumerated().map { number, span in
      visit(
        "v\(number)", at: place, samples: [(0, 0, 0)], start: 1_600_000_000 + span.0,
        seconds: span.1, vehicle: "V\(number)")
    }
    #expect(try outliner.areas(of: visits)[0].medianRevisitSeconds == 0)
    #expect(try outliner.areas(of: Array(visits[1...2]))[0].medianRevisitSeconds == 3800)
    #expect(try outliner.areas(of: Array(visits[0...2]))[0].medianRevisitSeconds == 1900)
    #expect(try outliner.areas(of: [visits[0]])[0].medianRevisitSeconds.isNaN)
  }

  @Test("dwell falls into the hours and days it was in")
  func calendar() throws {
    // 2020-09-13 was a Sunday; 23:30 to 01:00 the next day.
    let start = CivilTime(year: 2020, month: 9, day: 13, hour: 23, minute: 30).instant
    let late = visit(
      "v", at: place, samples: [(0, 0, 0)], start: start.microseconds / 1_000_000, seconds: 5400)
    let area = try outliner.areas(of: [late])[0]
    #expect(area.hourSeconds[23] == 1800)
    #expect(area.hourSeconds[0] == 3600)
    #expect(area.weekdaySeconds[6] == 1800)
    #expect(area.weekdaySeconds[0] == 3600)
    #expect(area.hourSeconds.reduce(0, +) == 5400)
  }

  @Test("a calendar's sums hold from a microsecond before 1970 to a span of years")
  func longSpans() {
    for (first, last) in [(-1, 1), (-86_400_000_000 * 30, 5), (0, 86_400_000_000 * 4000)]
      as [(Int64, Int64)]
    {
      var calendar = DwellCalendar()
      calendar.add(777, from: Instant(microseconds: first), to: Instant(microseconds: last))
      #expect(abs(calendar.hours.reduce(0, +) - 777) < 1e-6)
      #expect(abs(calendar.weekdays.reduce(0, +) - 777) < 1e-6)
    }
  }
}
