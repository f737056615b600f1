public import Tracks

/// What is true of a simulation: the places watched, and the visits that a perfect detector finds with
/// the defaults.
public struct Truth: Equatable, Sendable {
  /// The watched places, by number.
  public var sites: [Site] = []
  /// The visits in the order they ended.
  public var visits: [TrueVisit] = []

  /// Nothing true.
  public init() {}
}

/// A visit that took place in a simulation.
public struct TrueVisit: Equatable, Sendable {
  /// The visit; what only a detector can say (residuals, look regions, samples) is empty.
  ///
  /// `radius` of a racetrack or figure of eight is that of the circle as long as its lap. The
  /// centre of a path is where the flight's receiver sees it, that of a stare the place looked at; of anything that drifts, where it was at half time.
  public var visit: Visit
  /// The id of the site that was watched; empty where there was none.
  public var site: String
  /// What the flight was for: `watch`, `thermal`, `hold`, `follow`, `drift`.
  public var role: String
  /// Whether it is so near to the least duration or the fewest turns that finding it is as right as not
  /// finding it.
  public var isBorderline: Bool

  /// Makes a true visit.
  public init(visit: Visit, site: String, role: String, isBorderline: Bool = false) {
    self.visit = visit
    self.site = site
    self.role = role
    self.isBorderline = isBorderline
  }
}
