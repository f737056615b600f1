public import Tracks

/// How areas are drawn.
public struct OutlineSettings: Equatable, Sendable {
  /// What the outline is drawn around.
  public enum Origin: String, CaseIterable, Sendable {
    /// The samples: where the dwelling was dense.
    case samples
    /// The extents of the visits: where the aircraft were.
    case extents
  }

  /// What the outline is drawn around; fixes are always drawn around themselves.
  public var from = Origin.samples
  /// How tight the hull is: **0 the tightest, 1 convex**.
  public var ratio = 0.3
  /// Widens the hull by the noise of positions; more than 0, so that a single point has an outline.
  public var buffer = Metres(50)
  /// The outline may be this far from the exact one, to have fewer corners; 0 keeps all.
  ///
  /// Never more than a tenth of the buffer, so that a disc keeps seven corners.
  public var tolerance = Metres(0.5)

  /// The defaults.
  public init() {}

  func check() throws(DwellError) {
    guard (0...1).contains(ratio) else {
      throw DwellError(.usage, "--ratio \(ratio): must be from 0 to 1: 0 is the tightest, 1 convex")
    }
    guard buffer.value > 0, buffer.value.isFinite else {
      throw DwellError(.usage, "--buffer \(buffer): must be above 0m, or a point has no outline")
    }
    guard tolerance.value >= 0, tolerance.value.isFinite else {
      throw DwellError(.usage, "--tolerance \(tolerance): must be 0m or more")
    }
  }
}
