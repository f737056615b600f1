/// A named polygon of the user's: an agreed flying area, an airspace.
public struct Boundary: Equatable, Sendable {
  /// Its id or name.
  public var name: String
  /// A polygon or several.
  public var extent: Extent
  /// Makes a boundary.
  public init(name: String, extent: Extent) {
    self.name = name
    self.extent = extent
  }
}
