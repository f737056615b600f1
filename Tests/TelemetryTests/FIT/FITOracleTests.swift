import Foundation
import TestSupport
import Testing
import Tracks

@Suite(
  "FIT against fitdecode",
  .enabled(if: Python.interpreter != nil, "no Python with the oracles"))
struct FITOracleTests {
  /// A file of many local types in both orders of bytes, some values of each field unknown.
  private func file(seed: UInt64) -> FITEncoder {
    var random = SplitMix(seed: seed)
    func below(_ limit: UInt64) -> Int64 { Int64(random.next() % limit) }
    var file = FITEncoder(headerLength: seed.isMultiple(of: 2) ? 14 : 12)
    let optional: [(field: FITEncoder.Field, range: UInt64, unknown: Int64)] = [
      (.altitude, 0xFFFF, 0xFFFF), (.heartRate, 0xFF, 0xFF), (.speed, 0xFFFF, 0xFFFF),
      (.climb, 0x7FFF, 0x7FFF), (.enhancedSpeed, 90_000, 0xFFFF_FFFF),
      (.enhancedAltitude, 60_000, 0xFFFF_FFFF),
    ]
    var time = FITTests.start
    for _ in 0..<20 {
      // Local types of a header that holds time are 0 to 3.
      let local = Int(below(4))
      let others = optional.filter { _ in below(2) == 0 }
      let holdsTime = below(3) == 0
      let fields = (holdsTime ? [] : [.timestamp]) + [.latitude, .longitude] + others.map(\.field)
      file.define(
        local, message: 20, fields, developer: [], isBigEndian: below(2) == 0)
      if holdsTime {
        // What the bits add to must be there.
        file.define(15, message: 21, [.timestamp])
        file.data(15, [time])
      }
      for _ in 0..<10 {
        time += below(20)
        var values = holdsTime ? [] : [time]
        values += [below(1 << 31) - 1 << 30, below(1 << 32) - 1 << 31]
        for other in others { values.append(below(5) == 0 ? other.unknown : below(other.range)) }
        file.data(local, values, lastBits: holdsTime ? Int(time & 31) : nil)
      }
    }
    file.close()
    return file
  }

  @Test("every record is what fitdecode finds, value by value", arguments: 0..<4)
  func values(seed: UInt64) throws {
    let bytes = file(seed: seed).bytes
    let folder = try Folder()
    let path = try folder.write(Data(bytes), as: "a.fit")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Oracles/read_fit.py").path
    let run = try Python.run(script: script, arguments: [path])
    try #require(run.status == 0, "\(run.stderr)")
    let expected = String(decoding: run.stdout, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t").map { Double($0) ?? .nan }
    }
    let reading = Reading(paths: [path])
    #expect(reading.error == nil && reading.repairs.names.isEmpty)
    try #require(reading.count == expected.count && expected.count == 200)
    let columns: [[Double]] = [
      reading.time.map { Double($0) / 1e6 }, reading.longitude, reading.latitude,
      reading[.height], reading[.speed], reading[.climb],
    ]
    for (row, record) in expected.enumerated() {
      for (column, value) in record.enumerated() {
        let found = columns[column][row]
        #expect(
          abs(found - value) < 1e-9 || found.isNaN && value.isNaN,
          "row \(row), cell \(column): \(found), not \(value)")
      }
    }
  }
}
