import Foundation
import TestSupport
import Testing
import Tracks

import Detection

/// The tools themselves, asked in one run of Python.
private enum StopOracle {
  struct Run: Encodable {
    var tool: String
    var track: Int
    /// `max_diameter` or `dist_threshold`, metres.
    var distance: Double
    var minutes: Double
    var gap = 15.0
    var keeps_last = false
  }

  private struct Question: Encodable {
    var tracks: [[[Double]]]
    var runs: [Run]
  }

  static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Oracles/stops.py").path

  /// For each run the stops: start, end, longitude, latitude.
  static func stops(_ tracks: [[RuledFix]], _ runs: [Run]) throws -> [[[Double]]] {
    let question = Question(
      tracks: tracks.map { $0.map { [Double($0.time), $0.longitude, $0.latitude] } }, runs: runs)
    let answer = try Python.run(script: script, input: JSONEncoder().encode(question))
    try #require(answer.status == 0, "\(answer.stderr)")
    return try JSONDecoder().decode([[[Double]]].self, from: answer.stdout)
  }

  /// The diagonals of rectangles of least area.
  static func diagonals(_ sets: [[SIMD2<Double>]]) throws -> [[Double]] {
    let question = ["rectangles": sets.map { $0.map { [$0.x, $0.y] } }]
    let answer = try Python.run(script: script, input: JSONEncoder().encode(question))
    try #require(answer.status == 0, "\(answer.stderr)")
    return try JSONDecoder().decode([[Double]].self, from: answer.stdout)
  }

  /// Whether the tools are installed.
  static let isThere: Bool = {
    guard Python.interpreter != nil else { return false }
    return (try? Python.run(script: script, arguments: ["--installed"]).status) == 0
  }()

  /// What we find.
  static func ours(_ track: [RuledFix], _ run: Run) -> [RuledStop] {
    let least = Int64(run.minutes * 6e7)
    var rule: any StopRule
    if run.tool == "movingpandas" {
      rule = MovingPandasRule(maxDiameter: run.distance, minDuration: least)
    } else {
      rule = TrackintelRule(
        distance: run.distance, minDuration: least, maxGap: Int64(run.gap * 6e7),
        keepsLast: run.keeps_last)
    }
    var stops: [RuledStop] = []
    for fix in track { if let stop = rule.take(fix) { stops.append(stop) } }
    if let stop = rule.finish() { stops.append(stop) }
    return stops
  }
}

@Suite("stop rules of other tools")
struct SemanticsTests {
  /// A walk that lingers and moves on, with receiver noise, gaps and doubles; written as loggers do.
  static func walk(_ seed: UInt64, count: Int, latitude: Double, digits: Double) -> [RuledFix] {
    var random = SplitMix(seed: seed)
    var place = SIMD2(0.0, 0.0)
    var time: Int64 = 1_700_000_000_000_000
    var speed = 0.0
    var track: [RuledFix] = []
    let longitude = seed % 5 == 0 ? 179.9999 : 8.5
    for _ in 0..<count {
      if random.uniform() < 0.02 { speed = random.uniform() < 0.6 ? 0 : 20 * random.uniform() }
      let step =
        random.uniform() < 0.01 ? 1500 * random.uniform() : Double(Int(1 + 20 * random.uniform()))
      time += Int64(step * 1e6)
      place += SIMD2(random.normal(), random.normal()) * 0.4 * speed * step.squareRoot()
      let scale = Earth.metresPerDegree(atLatitude: latitude)
      let east = (place.x + 6 * random.normal()) / scale.longitude
      let north = (place.y + 6 * random.normal()) / scale.latitude
      let wrapped = Earth.normalised(longitude: longitude + east)
      let fix = RuledFix(
        time: time, longitude: (wrapped * digits).rounded() / digits,
        latitude: ((latitude + north) * digits).rounded() / digits)
      track.append(fix)
      if random.uniform() < 0.01 { track.append(fix) }
      if random.uniform() < 0.005 {
        track.append(
          RuledFix(time: time, longitude: fix.longitude + 1e-4, latitude: fix.latitude))
      }
    }
    return track
  }

  @Test(
    "MovingPandas and trackintel find the same stops on random tracks",
    .enabled(if: StopOracle.isThere, "MovingPandas and trackintel are not installed"))
  func random() throws {
    let isLong = ProcessInfo.processInfo.environment["DWELL_SOAK"] != nil
    let tracks = (0..<(isLong ? 60 : 6)).map { seed in
      Self.walk(
        UInt64(seed), count: 60 + (isLong ? 15 : 25) * seed,
        latitude: [0, 47, -33, 68, 84][seed % 5],
        digits: seed % 2 == 0 ? 1e7 : 1e5)
    }
    var runs: [StopOracle.Run] = []
    for track in tracks.indices {
      for (distance, minutes) in [(30, 1), (60, 2), (100, 5), (400, 3), (2000, 10)] {
        runs.append(
          .init(
            tool: "movingpandas", track: track, distance: Double(distance),
            minutes: Double(minutes)))
        runs.append(
          .init(
            tool: "trackintel", track: track, distance: Double(distance), minutes: Double(minutes),
            gap: track % 3 == 0 ? 5 : 15, keeps_last: track % 2 == 0))
      }
    }
    try Self.compare(tracks, runs)
  }

  @Test(
    "and on real ones: fire-fighting aircraft, a border patrol, airliners",
    .enabled(
      if: StopOracle.isThere && RealData.folder != nil,
      "no real data, or MovingPandas and trackintel are not installed"))
  func real() throws {
    let tracks = try RealTracks.all()
    try #require(tracks.count >= 6)
    let runs = tracks.indices.flatMap { track in
      [
        StopOracle.Run(tool: "movingpandas", track: track, distance: 8000, minutes: 10),
        StopOracle.Run(tool: "trackintel", track: track, distance: 1000, minutes: 5),
      ]
    }
    try Self.compare(tracks, runs)
  }

  @Test(
    "the rectangle of least area is that of GEOS, also where several have the same area",
    .enabled(if: StopOracle.isThere, "MovingPandas and trackintel are not installed"))
  func rectangles() throws {
    var random = SplitMix(seed: 77)
    let sets = (0..<4000).map { number in
      // On a grid of degrees as loggers write them: triangles, squares, lines, all one point.
      (0..<(3 + number % 9)).map { _ in
        let spread = Double(1 + number % 40)
        return SIMD2(
          8.5 + (random.uniform() * spread).rounded() * 1e-5,
          47 + (random.uniform() * spread).rounded() * 1e-5)
      }
    }
    for (points, corners) in zip(sets, try StopOracle.diagonals(sets)) {
      let hull = LeastRectangle.hull(of: points)
      let (from, to) = LeastRectangle.diagonal(ofHull: hull)
      let ours = Geodesic.distance(from, to)
      let theirs = Geodesic.distance(
        SIMD2(corners[0], corners[1]), SIMD2(corners[2], corners[3]))
      #expect(abs(ours - theirs) < 1e-6, "\(points)")
    }
  }

  @Test("distances on the ellipsoid are those of a published table, and zero for one place")
  func geodesics() {
    // Rainsford's lines as in Vincenty's paper, on other ellipsoids, are no help on WGS 84: these are the
    // quarter meridian, a degree of the equator, and Flinders Peak to Buninyong (ICSM manual, GRS 80).
    #expect(abs(Geodesic.distance(SIMD2(0, 0), SIMD2(0, 90)) - 10_001_965.729) < 0.01)
    #expect(abs(Geodesic.distance(SIMD2(179.5, 0), SIMD2(-179.5, 0)) - 111_319.491) < 0.001)
    let flinders = SIMD2(144 + 25.0 / 60 + 29.52440 / 3600, -(37 + 57.0 / 60 + 3.72030 / 3600))
    let buninyong = SIMD2(143 + 55.0 / 60 + 35.38390 / 3600, -(37 + 39.0 / 60 + 10.15610 / 3600))
    #expect(abs(Geodesic.distance(flinders, buninyong) - 54_972.271) < 0.001)
    #expect(Geodesic.distance(flinders, flinders) == 0)
  }

  /// Holds our stops against those of the tools: the same instants, the same points.
  private static func compare(_ tracks: [[RuledFix]], _ runs: [StopOracle.Run]) throws {
    let theirs = try StopOracle.stops(tracks, runs)
    var found = ["movingpandas": 0, "trackintel": 0]
    for (run, expected) in zip(runs, theirs) {
      let ours = StopOracle.ours(tracks[run.track], run)
      found[run.tool, default: 0] += ours.count
      let spans = ours.map { [Double($0.start), Double($0.end)] }
      #expect(spans == expected.map { Array($0[0...1]) }, "\(run)")
      guard spans.count == expected.count else { continue }
      for (stop, other) in zip(ours, expected) {
        let turn = Earth.longitudeDifference(from: other[2], to: stop.point.longitude)
        #expect(abs(turn) < 1e-9 && abs(stop.point.latitude - other[3]) < 1e-9, "\(run)")
      }
    }
    #expect(found.values.allSatisfy { $0 >= 5 }, "\(found)")
  }
}

/// Real tracks as other tools would be given them.
private enum RealTracks {
  /// Tracks of at most 400 fixes.
  static func all() throws -> [[RuledFix]] {
    try csv("derived/opensky-csv/calfire.csv", most: 5)
      + csv("derived/opensky-csv/border_control.csv", most: 2)
      + csv("derived/opensky-csv/switzerland.csv", most: 2)
  }

  private static func csv(_ name: String, most: Int) throws -> [[RuledFix]] {
    let text = try String(contentsOfFile: RealData.path(name), encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let names = lines.removeFirst().map(String.init)
    let columns = ["time", "icao24", "lon", "lat"].compactMap(names.firstIndex(of:))
    try #require(columns.count == 4, "\(names)")
    var tracks: [Substring: [RuledFix]] = [:]
    for line in lines where line.count == names.count {
      guard let time = Double(line[columns[0]]), let longitude = Double(line[columns[2]]),
        let latitude = Double(line[columns[3]])
      else { continue }
      let fix = RuledFix(
        time: Int64((time * 1e6).rounded()), longitude: longitude, latitude: latitude)
      tracks[line[columns[1]], default: []].append(fix)
    }
    return tracks.sorted { $0.key < $1.key }.prefix(most).map {
      Array(
        $0.value.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
          .map(\.element).prefix(400))
    }
  }
}
