#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// SplitMix64 (Steele, Lea, Flood: OOPSLA 2014): seeded numbers that are the same on every machine.
public struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// A generator that starts from a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from `low` up to `high`.
  public mutating func uniform(_ low: Double = 0, _ high: Double = 1) -> Double {
    low + (high - low) * Double(next() >> 11) * 0x1p-53
  }

  /// A number of the standard normal distribution (Box & Muller 1958).
  public mutating func normal() -> Double {
    (-2 * log(max(uniform(), 0x1p-60))).squareRoot() * cos(2 * .pi * uniform())
  }
}

extension Double {
  /// The sine of an angle in degrees.
  public var sine: Double { sin(self * .pi / 180) }
  /// The cosine of an angle in degrees.
  public var cosine: Double { cos(self * .pi / 180) }
}
