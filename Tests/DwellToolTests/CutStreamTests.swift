import Foundation
import TestSupport
import Testing

/// A stage that dies must not pass for one that is done.
@Suite struct CutStreamTests {
  static let stages = ["clean", "project", "detect", "cluster", "outline", "match"]

  /// Where each Arrow message begins: the continuation marker on an 8-byte boundary.
  private func boundaries(_ bytes: Data) -> [Int] {
    stride(from: 8, to: bytes.count - 8, by: 8).filter { place in
      bytes[place..<place + 4].allSatisfy { $0 == 0xFF } && bytes[place + 7] == 0
    }
  }

  @Test(
    "a stage killed at any batch boundary fails the last stage, and the old output stands",
    arguments: 0...CutStreamTests.stages.count)
  func killed(joint: Int) throws {
    let scratch = try Scratch()
    let upstream =
      (["dwell read data/flights/QC-05.csv --batch-rows 512"]
      + Self.stages.prefix(joint).map { "dwell \($0)" }).joined(separator: " | ")
    let stream = scratch.path("stream.arrows")
    #expect(try DwellTool.shell("\(upstream) > \(stream)").status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: stream))
    let output = scratch.path("out.geojson")
    try "old".write(toFile: output, atomically: true, encoding: .utf8)
    let places = boundaries(bytes)
    #expect(places.count >= 3)
    let downstream =
      (Self.stages.dropFirst(joint).map { "dwell \($0)" } + ["dwell write \(output)"])
      .joined(separator: " | ")
    // The stages behind a cut do not change how it is told; a few places through all of them,
    // every place into the very next stage.
    for (index, place) in places.enumerated() {
      let rest = index % 16 == 0 ? downstream : "dwell write \(output)"
      let result = try DwellTool.shell("head -c \(place) \(stream) | \(rest)")
      #expect(result.status == 65, "cut at \(place) of \(bytes.count): \(result.errors)")
      #expect(try String(contentsOfFile: output, encoding: .utf8) == "old")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).count == 2)
    let whole = try DwellTool.shell("cat \(stream) | dwell write \(output)")
    #expect(whole.status == 0, "\(whole.errors)")
  }

  @Test("a reader that goes away is the silent end it should be")
  func closedPipe() throws {
    let result = try DwellTool.shell(
      "set -o pipefail; dwell read data/flights --format ndjson | head -n 1 > /dev/null")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }

  @Test("a full disk is an I/O error, exit 74")
  func fullDisk() throws {
    let result = try DwellTool.shell("dwell read data/flights > /dev/full")
    #expect(result.status == 74)
    #expect(
      result.errors.contains("standard output: cannot be written: No space left on device"),
      "\(result.errors)")
  }
}
