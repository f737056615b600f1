/// What the fixes of a format may carry, for people who choose one.
public struct FormatContents: Sendable {
  /// Where its instants come from: `UTC`, `boot clock + GPS time`, `local time without zone`.
  public let time: String
  /// What its heights are measured from: `msl, ellipsoid`, `as the column says`.
  public let heights: String
  /// What it says of the platform's attitude: `heading, pitch, roll`; empty when nothing.
  public let attitude: String
  /// What it says of where the camera looks: `frame centre, corners`; empty when nothing.
  public let camera: String

  /// Makes a description.
  init(time: String, heights: String, attitude: String = "", camera: String = "") {
    self.time = time
    self.heights = heights
    self.attitude = attitude
    self.camera = camera
  }
}
