import Export
import TestSupport
import Testing

@Suite("Plain numbers")
struct PlainNumberTests {
  func text(_ value: Double, _ decimals: Int?) -> String {
    var bytes: [UInt8] = []
    PlainNumber.append(value, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "a number is as short as its decimals allow, without exponent or negative zero",
    arguments: [
      (0, 3, "0"), (-0.0, 3, "0"), (-0.0004, 3, "0"), (-0.0005, 3, "-0.001"), (1, 0, "1"),
      (1.5, 0, "2"), (0.1 + 0.2, 7, "0.3"), (8.123456789, 7, "8.1234568"),
      (-179.99999996, 7, "-180"),
      (100, 2, "100"), (0.05, 2, "0.05"), (1e20, 3, "100000000000000000000"),
      (9_007_199_254_740_992, 3, "9007199254740992"), (1e-7, 7, "0.0000001"),
    ] as [(Double, Int, String)])
  func rounded(value: Double, decimals: Int, expected: String) {
    #expect(text(value, decimals) == expected)
  }

  @Test(
    "a number that is not rounded has all its digits and no exponent",
    arguments: [
      (1e-7, "0.0000001"), (-1.5e-10, "-0.00000000015"), (1.25e18, "1250000000000000000"),
      (0.1, "0.1"), (0, "0"), (-0.0, "0"), (123_456.789, "123456.789"),
      (.leastNonzeroMagnitude, nil),
      (.greatestFiniteMagnitude, nil),
    ] as [(Double, String?)])
  func whole(value: Double, expected: String?) {
    if let expected { #expect(text(value, nil) == expected) }
    #expect(Double(text(value, nil)) == value)
    #expect(!text(value, nil).contains("e"))
  }

  @Test("what is written reads back as the rounded number, to the last bit")
  func readsBack() {
    var random = SplitMix(seed: 7)
    for decimals in 0...7 {
      for _ in 0..<2000 {
        let value = random.uniform(-500, 500)
        #expect(Double(text(value, decimals)) == PlainNumber.rounded(value, decimals: decimals))
        let bound = 0.5000001 / [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7][decimals]
        #expect(abs(PlainNumber.rounded(value, decimals: decimals) - value) <= bound)
        #expect(Double(text(value, nil)) == value)
      }
    }
  }
}
