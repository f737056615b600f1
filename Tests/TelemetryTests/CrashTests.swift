import Foundation
import Telemetry
import Testing
import Tracks

/// Inputs that once broke a reader, found by fuzzing (Tests/Fuzz).
@Suite("Inputs that once broke a reader")
struct CrashTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fuzz/Crashes")

  private static var inputs: [String] {
    let found = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return found.filter { $0.contains("/") }.sorted()
  }

  @Test("give fixes on the globe or an error of one line", arguments: inputs)
  func input(_ path: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appendingPathComponent(path)))
    for piece in [7, Int.max] {
      for isStrict in [false, true] {
        let reading = Reading(bytes, name: "f", piece: piece) {
          $0.format = String(path.prefix { $0 != "/" })
          $0.isStrict = isStrict
        }
        #expect(reading.latitude.allSatisfy { abs($0) <= 90 })
        #expect(reading.error?.message.contains("\n") != true)
        #expect(reading.error?.kind != .usage)
      }
    }
  }
}
