import Foundation
import Outlining
import TestSupport
import Testing
import Tracks

@Suite("Outlines are valid")
struct ValidityTests {
  @Test(
    "shapely finds nothing wrong with outlines of any scatter, ratio, buffer and place",
    .enabled(if: Python.interpreter != nil, "needs Python with shapely (DWELL_PYTHON)"))
  func valid() throws {
    var lines: [String] = []
    var random = SplitMix(seed: 77)
    for place in [(7.3, 46.2), (179.9999, -16.5), (-180, 70), (20, 81.5)] {
      for count in [1, 2, 3, 4, 5, 9, 60, 400] {
        for ratio in [0, 0.3, 1] {
          var settings = OutlineSettings()
          settings.ratio = ratio
          settings.buffer = .metres(count % 2 == 0 ? 1 : 80)
          let isCoarse = count % 3 == 0
          let samples = (0..<count).map { _ in
            // Coarse ones share coordinates and lie on lines.
            let (east, north) = (random.normal() * 900, random.normal() * 900)
            return isCoarse
              ? ((east / 300).rounded() * 300, (north / 600).rounded() * 600, Int64(0))
              : (east, north, Int64(0))
          }
          let visits = [
            visit("v", at: Position(longitude: place.0, latitude: place.1), samples: samples)
          ]
          let areas = try Outliner(settings: settings, systems: StereographicPlanes())
            .areas(of: visits)
          let extent = try #require(areas.first?.extent)
          lines.append(extent.wellKnownBinary.map(hexadecimal).joined())
        }
      }
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/valid.py").path
    let run = try Python.run(script: script, input: Data(lines.joined(separator: "\n").utf8))
    try #require(run.status == 0, "\(run.stderr)")
    let answers = String(decoding: run.stdout, as: UTF8.self).split(separator: "\n")
    #expect(answers.count == lines.count)
    #expect(answers.allSatisfy { $0 == "fine" }, "\(answers.filter { $0 != "fine" })")
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
