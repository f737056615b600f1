public import Tracks

/// How areas are matched with sites.
public struct MatchSettings: Equatable, Sendable {
  /// Sites farther than this from where an area's visits looked, and outside it, are no match; also the radius of the
  /// disc over which "none of these sites" is spread evenly.
  public var within = Metres.kilometres(5)
  /// Whether candidates are inferred where no known site explains an area.
  public var infers = true
  /// The fewest independent sorties behind a candidate.
  public var minSorties = 2
  /// Standard deviation that no place is ever known better than from one sortie, each axis: of GNSS, whose horizontal error
  /// stays below 8 m in 95 % of cases (GPS SPS Performance Standard, 5th edition, 2020, 3.8-3): 8 ÷ 2.448.
  public var noise = Metres(3.3)

  /// The defaults.
  public init() {}

  func check() throws(DwellError) {
    guard within.value > 0, within.value.isFinite else {
      throw DwellError(.usage, "--within \(within): must be above 0m")
    }
    guard minSorties >= 1 else {
      throw DwellError(.usage, "--min-sorties \(minSorties): must be at least 1")
    }
    guard noise.value > 0, noise.value.isFinite else {
      throw DwellError(.usage, "--noise \(noise): must be above 0m, no place is known exactly")
    }
  }
}
