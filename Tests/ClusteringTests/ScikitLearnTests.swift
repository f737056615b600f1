import Clustering
import TestSupport
import Testing

@Suite("Labels equal scikit-learn's")
struct ScikitLearnTests {
  @Test(
    "500 random sets have scikit-learn's labels, element by element",
    .enabled(if: Python.interpreter != nil, "needs Python with scikit-learn (DWELL_PYTHON)"))
  func randomSets() throws {
    let sets = (0..<500).map { PointSet.random(seed: $0) }
    let answers = try ScikitLearn.answers(sets)
    var ambiguous = 0
    for (set, answer) in zip(sets, answers) {
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
    #expect(ambiguous <= 5)
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
