import Detection
import TestSupport
import Testing

@Suite("the middle value")
struct SelectionTests {
  @Test("is that of sorting, also with ties and of one to forty values")
  func median() {
    var random = SplitMix(seed: 91)
    for count in 1...40 {
      for ties in [2.0, 10, 1e9] {
        let values = (0..<count).map { _ in (random.uniform(0, ties)).rounded() }
        let sorted = values.sorted()
        let middle = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        #expect(Detection.median(values) == middle)
        for place in values.indices {
          var taken = values
          #expect(taken.select(place) == sorted[place])
        }
      }
    }
    #expect(Detection.median([]).isNaN)
  }
}
