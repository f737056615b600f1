import Detection
import TestSupport
import Testing

@Suite("shares")
struct SampleTests {
  @Test("add up to the total, each within one of its exact part")
  func apportioned() {
    var random = SplitMix(seed: 9)
    for count in [1, 2, 7, 256] {
      for total in [Int64(0), 1, 999, 144_000_000] {
        let shares = (0..<count).map { _ in Int64(random.uniform(0, 3e11)) }
        let parts = Samples.apportioned(total, shares)
        #expect(parts.reduce(0, +) == total)
        let sum = Double(shares.reduce(0, +))
        for (part, share) in zip(parts, shares) {
          #expect(abs(Double(part) - Double(total) * Double(share) / sum) <= 1.001)
        }
      }
    }
    #expect(Samples.apportioned(10, [0, 0, 0]) == [4, 3, 3])
    #expect(Samples.apportioned(5, []) == [])
  }

  @Test("apportioned evenly are as apportioned by equal shares", arguments: [0, 1, 95, 96, 1000])
  func evenly(total: Int64) {
    for count in [1, 7, 96] {
      #expect(
        Samples.apportioned(total, evenly: count)
          == Samples.apportioned(total, [Int64](repeating: 5, count: count)))
    }
    #expect(Samples.apportioned(3, evenly: 0) == [])
  }
}
