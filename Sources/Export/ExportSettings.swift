public import Tracks

/// What every sink can be told.
public struct ExportSettings: Sendable {
  /// The `last_change` that a GeoPackage carries.
  ///
  /// Nil takes the latest instant of the data (1970 where there is none) and not the clock's, so
  /// that the same run gives the same bytes.
  public var lastChange: Instant?
  /// Whether columns that travel between stages only (samples, covariances) are written too.
  public var showsInternalColumns = false

  /// How many boxes a GeoPackage's spatial index gathers before it packs them: 24 bytes each,
  /// about 90 while they are packed.
  ///
  /// Further ones are inserted one by one, which is slower and takes no more memory.
  package var packedBoxes = 2_000_000

  /// The defaults.
  public init() {}
}
