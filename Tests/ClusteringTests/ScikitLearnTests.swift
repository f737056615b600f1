import Clustering
import Foundation
import TestSupport
import Testing

@Suite("Labels equal scikit-learn's")
struct ScikitLearnTests {
  /// Sets for one run of the oracle, so that starting Python is paid for once for many.
  private static let batch = 500

  @Test(
    "500 random sets (10,000 when soaking) have scikit-learn's labels, element by element",
    .enabled(if: Python.interpreter != nil, "needs Python with scikit-learn (DWELL_PYTHON)"))
  func randomSets() throws {
    let isSoaking = ProcessInfo.processInfo.environment["DWELL_SOAK"] != nil
    var ambiguous = 0
    for batch in 0..<(isSoaking ? 20 : 1) {
      let seeds = batch * Self.batch..<(batch + 1) * Self.batch
      let sets = seeds.map { PointSet.random(seed: $0) }
      for (set, answer) in zip(sets, try ScikitLearn.answers(sets)) {
        let ours = try set.clusters()
        #expect(ours.labels == answer.literalLabels, "\(set)")
        #expect(ours.isCore == answer.isCore, "\(set)")
        #expect(ours.count == Int(answer.literalLabels.max() ?? -1) + 1, "\(set)")
        if answer.labels != answer.literalLabels {
          // scikit-learn contradicts itself: only ever at ties that rounding decides.
          #expect(set.x.allSatisfy { $0 >= 500_000 }, "\(set)")
          ambiguous += 1
        }
      }
      #expect(ambiguous <= 5 * (batch + 1))
    }
  }

  @Test(
    "the worst cases have scikit-learn's labels, element by element",
    .enabled(if: Python.interpreter != nil, "needs Python with scikit-learn (DWELL_PYTHON)"))
  func worstCases() throws {
    let sets = WorstCases.small
    for (set, answer) in zip(sets, try ScikitLearn.answers(sets)) {
      let ours = try set.clusters()
      #expect(ours.labels == answer.labels, "\(set)")
      #expect(ours.isCore == answer.isCore, "\(set)")
    }
  }
}
