import Dwell
import TestSupport
import Testing
import Tracks

/// Fixes and visits beyond the memory get the labels they get within it.
@Suite("Clustering fixes and visits beyond the memory")
struct GroundSweepTests {
  /// The least there may be; a tile then has room for 4,468 points.
  private static let little = Bytes(0x1p20)

  /// What `cluster` gives for some packets: rows as text, and the tally.
  private func answer(
    _ packets: [Packet], _ settings: (inout Cluster) -> Void, memory: Bytes?
  ) throws -> (rows: [String], clusters: Int) {
    let cluster = try Cluster.with {
      settings(&$0)
      $0.memory = memory
    }
    let worker = try cluster.worker(in: Workshop())
    var rows: [String] = []
    let emit: Emit = { packet throws(DwellError) in
      switch packet {
      case .fixes(let fixes):
        for row in 0..<fixes.count {
          let extras = fixes.extras.map { "\($0.name) \(Self.text($0.values, row))" }
          rows.append(
            "\(fixes.time[row]) \(fixes.longitude[row]) \(fixes.latitude[row]) "
              + "\(fixes.vehicle[row] ?? "") \(fixes.flight[row] ?? "") \(extras)")
        }
      case .visits(let visits):
        rows += visits.map {
          "\($0.visit) \($0.label) \($0.sampleLabels) \($0.sampleEast) \($0.sampleMilliseconds) "
            + "\($0.first) \($0.centreLongitude) \(String(describing: $0.extent))"
        }
      default: break
      }
    }
    for packet in packets { try worker.take(packet, emit: emit) }
    try worker.finish(emit: emit)
    return (rows, worker.tally["clusters"])
  }

  private static func text(_ values: ColumnValues, _ row: Int) -> String {
    switch values {
    case .integer32(let numbers): "\(numbers[row])"
    case .boolean(let truths): "\(truths[row].map(String.init(describing:)) ?? "nil")"
    case .text(let texts): texts[row] ?? "nil"
    default: "\(values)"
    }
  }

  /// Fixes of five flights in turn, hovering in places over `spread` degrees, in uneven batches.
  private func fixes(
    _ count: Int, around middle: Position, spread: Double, places: Int, seed: UInt64
  ) -> [Packet] {
    var random = SplitMix(seed: seed)
    let hovers = (0..<places).map { place in
      var hover = Position(
        longitude: middle.longitude + random.uniform(-spread, spread),
        latitude: middle.latitude + random.uniform(-spread / 2, spread / 2))
      // Every other one lies on the border of two zones, where joining matters.
      if spread > 5, place.isMultiple(of: 2) { hover.latitude = (hover.latitude / 5).rounded() * 5 }
      return hover
    }
    var packets: [Packet] = []
    var fixes = Fixes()
    for row in 0..<count {
      let hover = hovers[row * 7919 % count * places / count]
      fixes.longitude.append(
        Earth.normalised(longitude: hover.longitude + 0.004 * random.normal()))
      fixes.latitude.append(min(90, hover.latitude + 0.004 * random.normal()))
      fixes.time.append(row % 97 == 0 ? .min : Int64(row) * 1_500_000)
      fixes.vehicle.append("v\(row % 5 % 3)")
      fixes.flight.append(row % 11 == 0 ? nil : "f\(row % 5)@\(row / (count / 4 + 1))")
      if row % 2001 == 2000 || row == count - 1 {
        fixes.extras = [Column("note", .integer32((0..<Int32(fixes.count)).map { $0 }))]
        packets.append(.fixes(fixes))
        fixes = Fixes()
      }
    }
    return packets
  }

  @Test(
    "fixes: in one system, over zones, over the antimeridian and the pole",
    arguments: [
      (Position(longitude: 15, latitude: 46.5), 1.0),
      (Position(longitude: 15, latitude: 46.5), 14.0),
      (Position(longitude: 179, latitude: -30), 9.0), (Position(longitude: 20, latitude: 87), 5.9),
    ])
  func sameFixes(middle: Position, spread: Double) throws {
    let packets = fixes(9000, around: middle, spread: spread, places: 60, seed: 3)
    for (minPoints, minFlights, borders) in [
      (nil, 3, Cluster.Borders.minimumCluster), (5, 1, .nearestCore),
    ] {
      let settings = { (cluster: inout Cluster) in
        cluster.radius = .metres(120)
        cluster.minPoints = minPoints
        cluster.minDwell = minPoints == nil ? Seconds(30) : nil
        cluster.minFlights = minFlights
        cluster.borders = borders
      }
      let held = try answer(packets, settings, memory: nil)
      let spilled = try answer(packets, settings, memory: Self.little)
      #expect(held.clusters > 20 && held.rows.count == 9000, "\(held.clusters)")
      #expect(held.clusters == spilled.clusters)
      #expect(held.rows == spilled.rows)
    }
  }

  /// Visits of four flights with samples around their centres, given in no order.
  private func visits(_ count: Int, spread: Double, seed: UInt64) -> [Visit] {
    var random = SplitMix(seed: seed)
    var visits = (0..<count).map { row in
      var visit = Visit()
      visit.visit = "v\(row)"
      visit.flight = "f\(row % 4)"
      visit.vehicle = "a\(row % 2)"
      visit.kind = row % 3 == 0 ? "orbit" : "stop"
      visit.first = Instant(microseconds: Int64(row / 2) * 60_000_000)
      visit.last = Instant(microseconds: Int64(row / 2 + 1) * 60_000_000)
      visit.centreLongitude = 10 + spread * Double(row * 31 % 83) / 83 + 0.003 * random.normal()
      visit.centreLatitude = 47 + spread * Double(row * 17 % 29) / 29 + 0.003 * random.normal()
      visit.extent = .point(
        Position(longitude: visit.centreLongitude, latitude: visit.centreLatitude))
      for _ in 0..<(row % 40) {
        visit.sampleEast.append(150 * random.normal())
        visit.sampleNorth.append(150 * random.normal())
        visit.sampleMilliseconds.append(Int64(1000 * random.uniform(0, 9)))
      }
      return visit
    }
    for row in visits.indices.reversed() {
      visits.swapAt(row, Int(random.uniform(0, Double(row + 1))))
    }
    return visits
  }

  @Test(
    "visits, in any order, over more runs than are merged at a time",
    arguments: [(0.8, 3), (20, 1)])
  func sameVisits(spread: Double, minFlights: Int) throws {
    let visits = visits(6000, spread: spread, seed: 5)
    let packets = stride(from: 0, to: visits.count, by: 700).map {
      Packet.visits(Array(visits[$0..<min($0 + 700, visits.count)]))
    }
    let settings = { (cluster: inout Cluster) in
      cluster.radius = .metres(250)
      cluster.minDwell = Seconds(60)
      cluster.minFlights = minFlights
    }
    let held = try answer(packets, settings, memory: nil)
    let spilled = try answer(packets, settings, memory: Self.little)
    #expect(held.clusters > 20 && held.rows.count == 6000, "\(held.clusters)")
    #expect(held.clusters == spilled.clusters)
    #expect(held.rows == spilled.rows)
  }

  @Test("nothing, one fix and one visit", arguments: [nil, little])
  func few(memory: Bytes?) throws {
    let settings = { (cluster: inout Cluster) in cluster.minPoints = 1 }
    #expect(try answer([.visits([])], settings, memory: memory).rows.isEmpty)
    #expect(try answer([.fixes(Fixes())], settings, memory: memory).clusters == 0)
    var visit = Visit()
    (visit.centreLongitude, visit.centreLatitude) = (1, 2)
    let unsampled = try answer([.visits([visit])], settings, memory: memory)
    #expect(unsampled.rows.count == 1 && unsampled.clusters == 0)
    (visit.sampleEast, visit.sampleNorth, visit.sampleMilliseconds) = ([3], [4], [5])
    #expect(try answer([.visits([visit])], settings, memory: memory).clusters == 1)
    var fixes = Fixes()
    (fixes.longitude, fixes.latitude, fixes.time) = ([3], [4], [5])
    fixes.vehicle.append("a")
    #expect(try answer([.fixes(fixes)], settings, memory: memory).clusters == 1)
  }

  @Test(
    "a position that is no number is an error or noise, near and far", arguments: [nil, little])
  func noPlace(memory: Bytes?) throws {
    for far in [0.1, 60.0] {
      var fixes = Fixes()
      fixes.longitude = [3, 3, .nan, 3 + far]
      fixes.latitude = [40, 40, 40, .infinity]
      fixes.time = [1, 2, 3, 4]
      for _ in 0..<4 { fixes.vehicle.append("a") }
      #expect(throws: DwellError.self) {
        try answer([.fixes(fixes)], { $0.minPoints = 2 }, memory: memory)
      }
      let noise = try answer(
        [.fixes(fixes)],
        {
          $0.minPoints = 2
          $0.nonFinite = .noise
        }, memory: memory)
      #expect(noise.clusters == 1 && noise.rows.count { $0.contains("label -1") } == 2)
    }
  }
}
