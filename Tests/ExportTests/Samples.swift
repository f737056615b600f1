import Tracks

/// Small records of every kind, made by hand.
enum Samples {
  static func instant(_ text: String) -> Instant {
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    var civil = CivilTime(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
      second: parts[5])
    if parts.count > 6 { civil.microsecond = parts[6] }
    return civil.instant
  }

  static func ring(_ points: [(Double, Double)]) -> [Position] {
    points.map { Position(longitude: $0.0, latitude: $0.1) }
  }

  /// Clockwise, so that a writer of RFC 7946 has to turn it.
  static let clockwiseSquare = Extent.polygon([
    ring([(8, 47), (8, 47.5), (8.5, 47.5), (8.5, 47), (8, 47)]),
    ring([(8.1, 47.1), (8.2, 47.1), (8.2, 47.2), (8.1, 47.2), (8.1, 47.1)]),
  ])

  static var areas: [Area] {
    var one = Area()
    one.area = 1
    one.dwellSeconds = 1234.56789
    one.dwellUpperSeconds = 1300
    one.visits = 2
    one.firstSeen = instant("2020-09-05T10:11:12")
    one.lastSeen = instant("2020-09-05T12:00:00.250000")
    one.centreLongitude = 8.123456789
    one.centreLatitude = -0.00000001
    one.radius = 250.004
    one.hourSeconds = [0, 1.5, .nan]
    one.visitIds = ["a-1", "b \"2\""]
    one.extent = clockwiseSquare
    var two = Area()
    two.area = 2
    two.extent = .multiPolygon([[ring([(1, 1), (2, 1), (2, 2), (1, 1)])]])
    return [one, two]
  }

  static func visit(_ id: String, first: String, vehicle: String) -> Visit {
    var visit = Visit()
    visit.visit = id
    visit.vehicle = vehicle
    visit.kind = "orbit"
    visit.first = instant(first)
    visit.last = instant(first)
    visit.sampleEast = [1, 2, 3]
    visit.extent = .point(Position(longitude: 7, latitude: 46))
    return visit
  }

  static func finding(rank: Int, site: String) -> Finding {
    var finding = Finding()
    finding.rank = rank
    finding.site = site
    finding.area = rank
    finding.kind = site.isEmpty ? "none" : "known"
    finding.score = 0.123456
    finding.distance = site.isEmpty ? .nan : 12.345
    finding.extent = .point(Position(longitude: 8.25, latitude: 47.25))
    return finding
  }

  static func site(_ id: String, kind: String = "known") -> Site {
    var site = Site()
    site.site = id
    site.kind = kind
    return site
  }

  static func fixes(_ count: Int, from start: Int = 0) -> Fixes {
    var fixes = Fixes()
    for row in start..<start + count {
      fixes.time.append(1_599_300_672_000_000 + Int64(row) * 1_500_000)
      fixes.longitude.append(8 + Double(row) * 0.001)
      fixes.latitude.append(47 - Double(row) * 0.0005)
      fixes.vehicle.append("N\(row % 3)")
      fixes.measures[.height].append(row == 1 ? .nan : 500.123456)
    }
    return fixes
  }
}
