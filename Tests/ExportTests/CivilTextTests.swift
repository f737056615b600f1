import Export
import TestSupport
import Testing
import Tracks

@Suite("Instants as text")
struct CivilTextTests {
  func text(_ microseconds: Int64, _ fraction: SecondFraction) -> String {
    var bytes: [UInt8] = []
    append(instant: microseconds, fraction, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("an instant reads as Instant describes it")
  func agrees() {
    var random = SplitMix(seed: 3)
    for _ in 0..<3000 {
      let second = Int64(random.uniform(-3e9, 4e9)) * 1_000_000
      for value in [second, second + 250_000, second + 1, second + 999_999] {
        #expect(text(value, .asNeeded) == Instant(microseconds: value).description)
      }
    }
  }

  @Test("GeoPackage gets three digits, cut; a terminal none")
  func fractions() {
    #expect(text(0, .milliseconds) == "1970-01-01T00:00:00.000Z")
    #expect(text(1_599_300_672_999_999, .milliseconds) == "2020-09-05T10:11:12.999Z")
    #expect(text(1_599_300_672_999_999, .none) == "2020-09-05 10:11:12")
  }
}
