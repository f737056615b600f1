import Foundation
import Geometry
import TestSupport
import Testing
import Tracks

@Suite("Shapes equal shapely's")
struct ShapelyTests {
  @Test(
    "hulls, buffers, unions and circles have shapely's sizes at both ends of the ratio",
    .enabled(if: Python.interpreter != nil, "needs Python with shapely (DWELL_PYTHON)"))
  func sizes() throws {
    let context = try GeosContext()
    var random = SplitMix(seed: 20)
    var input = ""
    var ours: [[Double]] = []
    for count in [3, 7, 8, 31, 300] {
      let corners = CoordinateColumns(
        x: (0..<count).map { _ in (random.normal() * 300).rounded() },
        y: (0..<count).map { _ in (random.normal() * 100).rounded() })
      for ratio in [0, 0.3, 0.7, 1] {
        let points = try GeosShape(points: corners, in: context)
        let hull = try points.concaveHull(ratio: ratio)
        ours.append([
          try hull.area(), try hull.buffered(by: 25).area(), try points.buffered(by: 40).area(),
          try points.boundingCircle().radius,
        ])
        input += "\(ratio)\n\(words(corners.x))\n\(words(corners.y))\n"
      }
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/shapes.py").path
    let run = try Python.run(script: script, input: Data(input.dropLast().utf8))
    try #require(run.status == 0, "\(run.stderr)")
    let theirs = String(decoding: run.stdout, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: " ").compactMap { Double($0) }
    }
    try #require(theirs.count == ours.count)
    for (our, their) in zip(ours.joined(), theirs.joined()) {
      // Rounded corners of two releases of GEOS differ in the last digits.
      #expect(abs(our - their) <= 1e-3 * their)
    }
  }

  private func words(_ numbers: [Double]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}
