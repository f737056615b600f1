import Detection
import TestSupport
import Testing
import Tracks

/// Flights of a file of state vectors, projected: cut where 30 minutes are missing.
private func flights(_ name: String) throws -> [Fixes] {
  let source = try FileSource(path: RealData.path("derived/opensky-csv/\(name).csv"))
  var bytes: [UInt8] = []
  while try source.read(into: &bytes, upTo: 1 << 20) > 0 {}
  var rows: [String: [(time: Int64, position: Position)]] = [:]
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    guard let time = Int64(cells[0]), let latitude = Double(cells[2]),
      let longitude = Double(cells[3])
    else { continue }
    rows[String(cells[1]), default: []].append(
      (time, Position(longitude: longitude, latitude: latitude)))
  }
  var flights: [Fixes] = []
  for (vehicle, track) in rows.sorted(by: { $0.key < $1.key }) {
    var fixes = Fixes()
    func close() {
      guard fixes.count > 0 else { return }
      let centre = Position(longitude: fixes.longitude[0], latitude: fixes.latitude[0])
      let system = LocalTangentSystem(centre: centre)
      var (x, y) = (fixes.longitude, fixes.latitude)
      system.toPlane(&x, &y)
      (fixes.x, fixes.y) = (x, y)
      fixes.system = Labels(repeating: system.name, count: fixes.count)
      fixes.vehicle = Labels(repeating: vehicle, count: fixes.count)
      fixes.flight = Labels(repeating: "\(vehicle)-\(flights.count)", count: fixes.count)
      flights.append(fixes)
      fixes = Fixes()
    }
    for row in track.sorted(by: { $0.time < $1.time }) {
      if let last = fixes.time.last, row.time * 1_000_000 - last > 1_800_000_000 { close() }
      fixes.time.append(row.time * 1_000_000)
      fixes.longitude.append(row.position.longitude)
      fixes.latitude.append(row.position.latitude)
    }
    close()
  }
  return flights
}

private func visits(_ name: String) throws -> [Visit] {
  var found: [Visit] = []
  var detector = Detector(settings: DetectionSettings(), systems: LocalTangentSystems())
  for flight in try flights(name) { try detector.take(flight) { found.append($0) } }
  try detector.finish { found.append($0) }
  return found
}

@Suite("real flights", .enabled(if: RealData.folder != nil, "the real data is not on this machine"))
struct RealFlightTests {
  @Test("842 airliners over Switzerland dwell nowhere in the air")
  func airliners() throws {
    let found = try visits("switzerland")
    #expect(!found.contains { $0.kind == "orbit" })
    #expect(found.count <= 2)
  }

  @Test("aircraft at two great fires circle them for most of their dwell")
  func fires() throws {
    let orbits = try visits("calfire").filter { $0.kind == "orbit" }
    let places = [(34.081, -116.985), (32.755, -116.694)].map { fire in
      orbits.filter {
        Earth.distance($0.centreLongitude, $0.centreLatitude, fire.1, fire.0) < 12_000
      }
    }
    let all = orbits.reduce(0) { $0 + $1.observedSeconds }
    let there = places.map { $0.reduce(0) { $0 + $1.observedSeconds } }
    #expect(there[0] + there[1] > 0.6 * all)
    #expect(there.allSatisfy { $0 > 4 * 3600 })
    for place in places {
      #expect(Set(place.map(\.vehicle)).count >= 3)
      #expect(place.contains { !$0.isDrifting })
    }
  }

  @Test("a patrol aircraft's circles are told from its patrol")
  func patrol() throws {
    let circles = try visits("border_control").filter { $0.shape == "circle" }
    #expect(circles.count >= 2)
    #expect(circles.allSatisfy { $0.radius > 200 && $0.radius < 500 && $0.fitResidual < 30 })
  }
}
