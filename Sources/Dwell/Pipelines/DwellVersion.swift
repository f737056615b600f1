/// The version of the tool and of what it writes on the wire.
public enum DwellVersion {
  /// Semantic version.
  public static let current = "0.1.0"
}
