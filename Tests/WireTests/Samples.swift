import TestSupport
import Tracks

/// Tables of every kind, with every null, made from a seed.
enum Samples {
  /// The kinds that carry rows.
  static let kinds = RecordKind.allCases.filter { $0 != .trailer }

  /// A table of a kind, its rows numbered from `first`, so that batches differ.
  static func table(_ kind: RecordKind, rows: Int, first: Int = 0) -> Table {
    var random = SplitMix(seed: UInt64(first + 1))
    let range = first..<first + rows
    return switch kind {
    case .fixes: fixes(range, &random)
    case .visits: Visit.table(range.map { visit($0, &random) })
    case .areas: Area.table(range.map { area($0, &random) })
    case .findings: Finding.table(range.map { finding($0, &random) })
    case .sites: Site.table(range.map { site($0, &random) })
    case .crossings: Crossing.table(range.map { crossing($0, &random) })
    case .points, .trailer: points(range, &random)
    }
  }

  /// Text with all that text may have: quotes, controls, letters of two, three and four bytes.
  static func name(_ row: Int) -> String {
    ["", "N\(row % 7)", "a \"b\" \\ c", "tab\tline\n\u{1}", "Zürich", "北京 \(row)", "🚁"][row % 7]
  }

  static func extent(_ row: Int) -> Extent? {
    func at(_ x: Double, _ y: Double) -> Position {
      Position(longitude: Double(row % 360) - 180 + x, latitude: Double(row % 90) + y)
    }
    let ring = [at(0, 0), at(1, 0), at(1, 1), at(0, 0)]
    let hole = [at(0.5, 0.25), at(0.75, 0.5), at(0.75, 0.25), at(0.5, 0.25)]
    switch row % 6 {
    case 0: return nil
    case 1: return .point(at(0.1, 0.2))
    case 2: return .line([at(0, 0), at(1, 2)])
    case 3: return .polygon([ring, hole])
    case 4: return .multiPolygon([[ring], [hole]])
    default: return .collection([.point(at(0, 0)), .polygon([ring])])
    }
  }

  private static func real(_ row: Int, _ random: inout SplitMix) -> Double {
    switch row % 8 {
    case 0: .nan
    case 1: 0
    case 2: -0.0
    case 3: 1e-300
    case 4: 123_456_789.123
    default: random.normal() * 1000
    }
  }

  private static func instant(_ row: Int, _ random: inout SplitMix) -> Instant {
    row % 5 == 4
      ? .unknown
      : Instant(
        microseconds: Int64(random.uniform(-1e15, 2e15)) / [1, 1000, 1_000_000][row % 3]
          * [1, 1000, 1_000_000][row % 3])
  }

  private static func fixes(_ range: Range<Int>, _ random: inout SplitMix) -> Table {
    var fixes = Fixes()
    for row in range {
      fixes.time.append(instant(row, &random).microseconds)
      fixes.longitude.append(random.uniform(-180, 180))
      fixes.latitude.append(random.uniform(-90, 90))
      fixes.vehicle.append(row % 3 == 0 ? nil : "V\(row % 11)")
      fixes.flight.append("F\(row / 100)")
      fixes.heightDatum.append(HeightDatum.meanSeaLevel.rawValue)
      fixes.x.append(real(row, &random))
      fixes.y.append(real(row + 1, &random))
      fixes.system.append("EPSG:32633")
      for measure in Measure.allCases where measure != .climb {
        fixes.measures[measure].append(real(row + 2, &random))
      }
    }
    fixes.extras = [
      Column("callsign", .text(PackedBytes(range.map { $0 % 4 == 0 ? nil : name($0) }))),
      Column("label", .integer32(range.map { $0 % 5 == 0 ? .min : Int32($0 % 9) - 4 })),
      Column("core", .boolean(range.map { [true, false, nil][$0 % 3] })),
      Column("secret", .integer(range.map { Int64($0) << 40 }), isInternal: true),
    ]
    return fixes.table()
  }

  private static func points(_ range: Range<Int>, _ random: inout SplitMix) -> Table {
    Table(
      kind: .points,
      columns: [
        Column("x", .real(range.map { real($0, &random) })),
        Column("y", .real(range.map { real($0 + 3, &random) })),
        Column("weight", .integer(range.map { $0 % 6 == 5 ? .min : Int64($0) - 3 })),
        Column("big", .integer(range.map { $0 % 2 == 0 ? .max : .min + 1 })),
      ], rowCount: range.count)
  }

  private static func visit(_ row: Int, _ random: inout SplitMix) -> Visit {
    var visit = Visit()
    visit.visit = "V\(row)"
    visit.flight = name(row)
    visit.vehicle = name(row + 1)
    visit.kind = VisitKind.allCases[row % 3].rawValue
    visit.first = instant(row, &random)
    visit.last = instant(row + 1, &random)
    visit.fixes = row * 3
    visit.observedSeconds = real(row, &random)
    visit.centreLongitude = real(row + 5, &random)
    visit.linked = (0..<row % 3).map { name(row + $0) }
    visit.label = row % 4 - 2
    visit.varianceEast = real(row + 6, &random)
    visit.sampleEast = (0..<row % 9).map { _ in random.normal() }
    visit.sampleNorth = (0..<row % 9).map { real(row + $0, &random) }
    visit.sampleMilliseconds = (0..<Int64(row % 9)).map { $0 == 4 ? .min : $0 - 1 }
    visit.extent = extent(row)
    return visit
  }

  private static func area(_ row: Int, _ random: inout SplitMix) -> Area {
    var area = Area()
    area.area = row
    area.dwellSeconds = real(row, &random)
    area.firstSeen = instant(row, &random)
    area.hourSeconds = row % 2 == 0 ? [] : (0..<24).map { _ in random.uniform() }
    area.visitIds = (0..<row % 5).map { "V\($0)" }
    area.extent = extent(row)
    return area
  }

  private static func finding(_ row: Int, _ random: inout SplitMix) -> Finding {
    var finding = Finding()
    finding.rank = row + 1
    finding.site = name(row)
    finding.kind = ["known", "candidate", "none"][row % 3]
    finding.score = real(row, &random)
    finding.first = instant(row, &random)
    finding.extent = extent(row + 1)
    return finding
  }

  private static func site(_ row: Int, _ random: inout SplitMix) -> Site {
    var site = Site()
    site.site = "candidate-\(row)"
    site.name = name(row)
    site.prior = random.uniform()
    site.evidence = row % 2 == 0 ? ["orbit/path", "stare/sensor"] : []
    site.extent = extent(row + 2)
    return site
  }

  private static func crossing(_ row: Int, _ random: inout SplitMix) -> Crossing {
    var crossing = Crossing()
    crossing.boundary = name(row)
    crossing.entered = instant(row, &random)
    crossing.insideSeconds = real(row, &random)
    crossing.fixes = row
    crossing.extent = extent(row + 3)
    return crossing
  }
}
