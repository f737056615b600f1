import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("what we write we read back")
struct RoundTripTests {
  private func fixes() -> Fixes {
    var random = SplitMix(seed: 11)
    var fixes = Fixes()
    let count = 500
    for row in 0..<count {
      fixes.time.append(1_600_000_000_000_000 + Int64(random.next() % 1_000_000_000_000))
      fixes.longitude.append(Double.random(in: -180...180, using: &random))
      fixes.latitude.append(Double.random(in: -90...90, using: &random))
      fixes.vehicle.append("v,\(row % 3)\"")
      fixes.flight.append("v\(row % 3)-20200905T101112Z")
      fixes.sortie.append("s\(row % 2)")
      fixes.heightDatum.append(["msl", "ellipsoid", "agl", nil][row % 4])
      fixes.system.append("EPSG:2056")
      fixes.x.append(Double.random(in: -1e7...1e7, using: &random))
      fixes.y.append(Double.random(in: -1e7...1e7, using: &random))
      for measure in Measure.allCases {
        // Angles stay within 0…90, where none of them is brought into another range.
        let value = Double.random(in: 0...90, using: &random)
        let isNull = row % 5 == 0 || (measure == .height && row % 4 == 3)
        fixes.measures[measure].append(isNull ? .nan : value)
      }
    }
    fixes.extras = [
      Column("callsign", .text(PackedBytes((0..<count).map { $0 % 2 == 0 ? nil : "c\($0)\nx" })))
    ]
    return fixes
  }

  private func quoted(_ text: String?) -> String {
    text.map { "\"\($0.replacing("\"", with: "\"\""))\"" } ?? ""
  }

  @Test("fixes as CSV come back to the last bit", arguments: [true, false])
  func csv(isQuoted: Bool) {
    let original = fixes()
    let table = original.table()
    var text = table.columns.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      text +=
        table.columns.map { column in
          if case .real = column.values, !isQuoted { return column.values.text(row) ?? "" }
          return quoted(column.values.text(row))
        }.joined(separator: ",") + "\n"
    }
    let reading = Reading(text)
    #expect(reading.error == nil)
    #expect(reading.batches.count == 1)
    #expect(reading.warnings.isEmpty)
    expectSame(reading.batches.first, original)
  }

  @Test("fixes as JSON lines come back to the last bit")
  func ndjson() {
    let original = fixes()
    let table = original.table()
    var text = ""
    for row in 0..<table.rowCount {
      let fields = table.columns.map { column -> String in
        let value = column.values.text(row)
        if case .real = column.values { return "\"\(column.name)\":\(value ?? "null")" }
        let escaped = value?.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
          .replacing("\n", with: "\\n")
        return "\"\(column.name)\":" + (escaped.map { "\"\($0)\"" } ?? "null")
      }
      text += "{" + fields.joined(separator: ",") + "}\n"
    }
    text += #"{"trailer":{"rows":500,"status":"complete"}}"# + "\n"
    let reading = Reading(text)
    #expect(reading.error == nil)
    #expect(reading.warnings.isEmpty)
    expectSame(reading.batches.first, original)
  }

  /// Columns compared one by one, so that a failure names the one that differs; NaN equals NaN.
  private func expectSame(_ read: Fixes?, _ original: Fixes) {
    guard let read else {
      Issue.record("nothing was read")
      return
    }
    #expect(read.time == original.time)
    #expect(read.longitude == original.longitude)
    #expect(read.latitude == original.latitude)
    #expect(read.vehicle == original.vehicle)
    #expect(read.flight == original.flight)
    #expect(read.sortie == original.sortie)
    #expect(read.heightDatum == original.heightDatum)
    #expect(read.system == original.system)
    #expect(read.x == original.x)
    #expect(read.y == original.y)
    for measure in Measure.allCases {
      #expect(
        read.measures[measure].map(\.bitPattern) == original.measures[measure].map(\.bitPattern),
        "\(measure)")
    }
    #expect(read.extras == original.extras)
  }
}
