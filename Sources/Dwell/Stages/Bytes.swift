public import Tracks

/// An amount of memory.
public struct Bytes: Quantity {
  /// `B`, `KiB`, `MiB`, `GiB`, `TiB`, and the powers of ten `kB`, `MB`, `GB`, `TB`.
  public static let units: [(name: String, worth: Double)] = [
    ("B", 1), ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824),
    ("TiB", 1_099_511_627_776), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
  ]
  /// The units that whole multiples are written in.
  public static let largeUnits: [String] = ["TiB", "GiB", "MiB", "KiB"]
  /// An example for error messages.
  public static let example = "512MiB or 2GiB"
  /// Bytes.
  public var value: Double
  /// Makes an amount from bytes.
  public init(_ value: Double) { self.value = value }
  /// Whole bytes, as many as an `Int` holds.
  public var count: Int { Int(min(max(value, 0), 0x1p62)) }
}
