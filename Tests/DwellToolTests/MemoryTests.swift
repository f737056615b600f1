import Foundation
import TestSupport
import Testing

@Suite struct MemoryTests {
  private func peakMebibytes(fixes: Int) throws -> Int {
    let scratch = try Scratch()
    let pipeline = scratch.path("p.yaml")
    try "- read\n- clean\n- project\n- detect\n".write(
      toFile: pipeline, atomically: true, encoding: .utf8)
    let result = try DwellTool.shell(
      "dwell simulate --fixes \(fixes) --seed 5 --vehicles 2 "
        + "| dwell run \(pipeline) --format arrow > /dev/null")
    #expect(result.status == 0, "\(result.errors)")
    let line = result.errors.split(separator: "\n").last { $0.hasPrefix("peak memory") }
    let words = try #require(line).split(separator: " ")
    return try #require(Int(words[2].filter(\.isNumber)))
  }

  @Test("read | clean | project | detect needs under 20 % more memory for 20 times the input")
  func flat() throws {
    let once = try peakMebibytes(fixes: 20_000)
    let twentyfold = try peakMebibytes(fixes: 400_000)
    #expect(Double(twentyfold) < 1.2 * Double(once), "\(once) MiB, then \(twentyfold) MiB")
  }
}
