import Cleaning
import Foundation
import TestSupport
import Testing
import Tracks

@Suite("real traces", .enabled(if: RealData.folder != nil, "no real data beside the checkout"))
struct RealTraceTests {
  /// A file, the fixes it must lose at most (in parts of all), the flights it must come out as.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var loss: ClosedRange<Double>
    var flights: Int
    var sorties: Int
  }

  static let cases = [
    Case(testDescription: "noisy/noisy_ground", loss: 0...0, flights: 1, sorties: 1),
    Case(testDescription: "noisy/noisy_landing", loss: 0...0, flights: 1, sorties: 1),
    Case(testDescription: "noisy/noisy_takeoff", loss: 0...0, flights: 1, sorties: 1),
    // Two spoofed jumps of 31 km and 554 km that stay.
    Case(testDescription: "noisy/noisy_spoofing", loss: 0.001...0.013, flights: 3, sorties: 1),
    // Six minutes with a shifted clock.
    Case(testDescription: "noisy/noisy_time_issue", loss: 0.001...0.008, flights: 3, sorties: 1),
    // 2,297 rows twice, flight by flight.
    Case(testDescription: "onground/zurich_airport", loss: 0.134...0.136, flights: 11, sorties: 11),
    // Flights of a week in no order.
    Case(testDescription: "firefighting/calfire", loss: 0...0.001, flights: 234, sorties: 180),
    Case(testDescription: "surveillance/border_control", loss: 0...0, flights: 1, sorties: 1),
  ]

  @Test("real traps cost few fixes and cut few flights", arguments: cases)
  func real(_ file: Case) throws {
    let fixes = try Self.load("adsb-traffic/\(file.testDescription).json.gz")
    let cleaned = try Cleaned(fixes)
    #expect(file.loss.contains(1 - Double(cleaned.fixes.count) / Double(fixes.count)))
    #expect(cleaned.flightCount == file.flights)
    #expect(cleaned.sortieCount == file.sorties)
    let again = try Cleaned(fixes, size: 97)
    for vehicle in cleaned.fixes.vehicle.names {
      let isSame = again.lines(vehicle) == cleaned.lines(vehicle)
      #expect(isSame)
    }
  }

  /// The fixes of a file of the `traffic` library: JSON records, or columns of row numbers.
  private static func load(_ name: String) throws -> Fixes {
    let unpack = Process()
    unpack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unpack.arguments = ["gzip", "-dc", RealData.path(name)]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let json = try JSONSerialization.jsonObject(
      with: pipe.fileHandleForReading.readDataToEndOfFile())
    unpack.waitUntilExit()
    var rows: [[String: Any]] = []
    if let records = json as? [[String: Any]] {
      rows = records
    } else if let columns = json as? [String: [String: Any]] {
      let keys = (columns["timestamp"] ?? [:]).keys.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
      rows = keys.map { key in columns.compactMapValues { $0[key] } }
    }
    var fixes = Fixes()
    var ground: [Bool?] = []
    for row in rows {
      guard let latitude = row["latitude"] as? Double, let longitude = row["longitude"] as? Double
      else { continue }
      let time = row["timestamp"] as? Double ?? 0
      fixes.time.append(Int64(time) * 1000)
      fixes.longitude.append(longitude)
      fixes.latitude.append(latitude)
      fixes.vehicle.append("\(row["icao24"] ?? "unknown")")
      fixes.measures[.height].append((row["altitude"] as? Double ?? .nan) * 0.3048)
      ground.append(row["onground"] as? Bool)
    }
    fixes.extras = [Column("onground", .boolean(ground))]
    return fixes
  }
}
