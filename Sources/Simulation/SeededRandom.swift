/// Random numbers that are the same on every machine: xoshiro256** (Blackman & Vigna, ACM TOMS
/// 2021), its state filled by SplitMix64 (Steele, Lea, Flood: OOPSLA 2014).
package struct SeededRandom: RandomNumberGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A generator for one purpose (a flight, the sites) of one seed; streams do not overlap in
  /// practice.
  package init(seed: UInt64, stream: UInt64) {
    var mixer = seed ^ (stream &* 0xD1B5_4A32_D192_ED03)
    func next() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// A generator in a given state.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// A number from `low` up to but not including `high`.
  package mutating func uniform(_ low: Double = 0, _ high: Double = 1) -> Double {
    low + (high - low) * (Double(next() >> 11) * 0x1p-53)
  }

  /// Whether something of this probability happens.
  package mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// A whole number from 0 up to but not including `count`, which is at least 1.
  package mutating func below(_ count: Int) -> Int { Int(uniform(0, Double(count))) }

  /// One of the elements; there must be one.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A number of (nearly) the standard normal distribution, never beyond ±6.
  ///
  /// The sum of twelve uniform numbers of 16 bits: it needs no logarithm, so no two machines differ
  /// in its last bit.
  package mutating func normal() -> Double {
    var sum: UInt64 = 0
    for _ in 0..<3 {
      let bits = next()
      // Four 16-bit lanes added pairwise: they cannot overflow 32 bits.
      let pairs = (bits & 0x0000_FFFF_0000_FFFF) + (bits >> 16 & 0x0000_FFFF_0000_FFFF)
      sum += (pairs & 0xFFFF_FFFF) + (pairs >> 32)
    }
    return Double(sum) * 0x1p-16 - 12 * 0.5 * (65535.0 / 65536)
  }
}
