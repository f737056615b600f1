public import ArgumentParser
public import Tracks

extension Metres: ExpressibleByArgument {
  /// What `--help` calls a length.
  static let valueName = "length"
  /// Reads `150m`.
  public init?(argument: String) { try? self.init(parsing: argument) }
}

extension Seconds: ExpressibleByArgument {
  /// What `--help` calls a span of time.
  static let valueName = "duration"
  /// Reads `5min`.
  public init?(argument: String) { try? self.init(parsing: argument) }
}

extension MetresPerSecond: ExpressibleByArgument {
  /// What `--help` calls a speed.
  static let valueName = "speed"
  /// Reads `120kt`.
  public init?(argument: String) { try? self.init(parsing: argument) }
}

extension Bytes: ExpressibleByArgument {
  /// What `--help` calls an amount of memory.
  static let valueName = "bytes"
  /// Reads `2GiB`.
  public init?(argument: String) { try? self.init(parsing: argument) }
}
