import Outlining
import TestSupport
import Testing
import Tracks

@Suite("Areas of raw fixes")
struct FixAreaTests {
  let outliner: Outliner

  init() throws {
    outliner = try Outliner(settings: OutlineSettings(), systems: StereographicPlanes())
  }

  private func batch(
    _ vehicle: String, times: [Int64], labels: [Int32], longitude: Double = 10
  ) -> Fixes {
    var fixes = Fixes()
    fixes.time = times.map { $0 == .min ? .min : (1_600_000_000 + $0) * 1_000_000 }
    fixes.longitude = times.indices.map { longitude + Double($0) * 1e-4 }
    fixes.latitude = times.map { _ in 50 }
    fixes.vehicle = Labels(repeating: vehicle, count: times.count)
    fixes.flight = Labels(repeating: vehicle + "-1", count: times.count)
    fixes.measures[.height] = times.map { _ in 120 }
    fixes.extras = [Column("label", .integer32(labels))]
    return fixes
  }

  private let longest = Seconds.minutes(2)

  @Test("a fix stands for half the interval on either side, intervals cut at the longest")
  func weights() throws {
    // Intervals 10, 20, 1000: the fixes stand for 5, 15, 10 + 60, 60 seconds.
    let fixes = batch("A", times: [0, 10, 30, 1030], labels: [-1, 0, 0, 0])
    let area = try outliner.areas(ofFixes: [fixes], longestInterval: longest)[0]
    #expect(area.dwellSeconds == 15 + 70 + 60)
    #expect(area.dwellUpperSeconds == 15 + 510 + 500)
    #expect(area.visits == 0)
    #expect(area.flights == 1)
    #expect(area.heightMin == 120)
    #expect(area.firstSeen == Instant(microseconds: 1_600_000_010_000_000))
    #expect(area.visitIds.isEmpty)
  }

  @Test("batches cut anywhere and vehicles in any order give the same areas")
  func cuts() throws {
    let first = batch(
      "A", times: Array(0..<20).map { $0 * 7 }, labels: [Int32](repeating: 0, count: 20))
    let second = batch(
      "B", times: Array(0..<20).map { $0 * 9 }, labels: (0..<20).map { $0 < 9 ? 0 : 1 },
      longitude: 10.001)
    let areas = try outliner.areas(ofFixes: [first, second], longestInterval: longest)
    #expect(areas.count == 2)
    #expect(areas[0].vehicles == 2)
    for cut in [0, 1, 10, 19] {
      let pieces = [
        second.gathered(Array(0..<cut)), first.gathered(Array(0..<cut)),
        first.gathered(Array(cut..<20)), second.gathered(Array(cut..<20)),
      ]
      // As text, since NaN is not equal to itself.
      let again = try outliner.areas(ofFixes: pieces, longestInterval: longest)
      #expect("\(again)" == "\(areas)")
    }
  }

  @Test("fixes without a time are outlined and stand for none")
  func timeless() throws {
    let fixes = batch("A", times: [.min, .min], labels: [0, 0])
    let area = try outliner.areas(ofFixes: [fixes], longestInterval: longest)[0]
    #expect(area.dwellSeconds == 0)
    #expect(area.extent != nil)
    #expect(!area.firstSeen.isKnown)
  }

  @Test("fixes without labels are refused by name, none at all are not")
  func refusal() throws {
    var fixes = batch("A", times: [0], labels: [0])
    fixes.extras = []
    #expect(
      throws: DwellError(
        .badData,
        "the fixes carry no labels; outline takes labelled visits or fixes. "
          + "Run 'dwell cluster' before it.")
    ) { _ = try outliner.areas(ofFixes: [fixes], longestInterval: longest) }
    fixes.extras = [Column("label", .real([1]))]
    #expect(
      throws: DwellError(
        .badData, "column 'label' holds numbers, not whole numbers: run 'dwell cluster' before it")
    ) { _ = try outliner.areas(ofFixes: [fixes], longestInterval: longest) }
    #expect(try outliner.areas(ofFixes: [Fixes()], longestInterval: longest).isEmpty)
  }
}
