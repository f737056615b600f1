internal import Geometry
public import Tracks

/// Draws one polygon a cluster and says what lies behind it.
///
/// Every area is worked out in a plane system around itself. Nothing depends on the order of the
/// visits or batches.
public struct Outliner {
  let settings: OutlineSettings
  let systems: any PlaneSystems
  let context: GeosContext

  /// Makes an outliner for the calling thread.
  /// - Throws: A usage error for a setting that draws nothing.
  public init(settings: OutlineSettings, systems: any PlaneSystems) throws(DwellError) {
    try settings.check()
    self.settings = settings
    self.systems = systems
    context = try GeosContext()
  }

  /// The areas of labelled visits, numbered by dwell, the longest first (then by first instant, then
  /// by place).
  ///
  /// `dwell_s` adds up the samples that carry the area's label, so a visit that spreads over two
  /// areas counts in each for its part; time that a stare shares with a stop or orbit of the same
  /// flight counts once. `dwell_upper_s` adds the gaps of those visits in the same proportion. Visits,
  /// flights, sorties, vehicles, instants and heights are of the *members*: the visits whose own
  /// label is the area's; others with samples there only touch it.
  ///
  /// - Complexity: O(*n* log *n*) for *n* samples; an area of more than
  ///   `Drawing.mostPoints` samples is drawn around a thinned selection.
  public func areas(of visits: [Visit]) throws(DwellError) -> [Area] {
    var visits = visits
    return try areas(labelling: &visits)
  }

  /// The same areas, and the visits labelled with the number of theirs, so that both can be joined.
  ///
  /// The visits stay in their order; samples are labelled alike, and noise stays −1.
  public func areas(labelling visits: inout [Visit]) throws(DwellError) -> [Area] {
    let sorted = visits.sorted(by: Visit.precedes)
    var shares: [Int: [Share]] = [:]
    for row in sorted.indices {
      for share in Share.shares(of: sorted[row], row: row) {
        shares[share.label, default: []].append(share)
      }
    }
    var areas: [Area] = []
    for label in shares.keys.sorted() {
      guard let shares = shares[label]?.countingSharedTimeOnce(of: sorted) else { continue }
      var area = try drawn(shares, of: sorted)
      Evidence(shares: shares, visits: sorted).describe(&area)
      // Until it is numbered, the cluster it is of.
      area.area = label
      areas.append(area)
    }
    let ordered = ordered(areas)
    let numbers = Dictionary(
      uniqueKeysWithValues: ordered.enumerated().map { ($0.element.area, $0.offset + 1) })
    for row in visits.indices {
      visits[row].label = numbers[visits[row].label] ?? visits[row].label
      visits[row].sampleLabels = visits[row].sampleLabels.map { label in
        numbers[Int(label)].map(Int64.init) ?? label
      }
    }
    return numbered(ordered)
  }

  private func drawn(_ shares: [Share], of visits: [Visit]) throws(DwellError) -> Area {
    var middle = MeanPosition()
    for share in shares {
      middle.add(
        Position(
          longitude: visits[share.row].centreLongitude, latitude: visits[share.row].centreLatitude),
        weight: 1)
    }
    var drawing = try Drawing(around: middle.position, systems)
    for share in shares {
      try drawing.add(
        visits[share.row], label: share.label, weight: share.counted)
    }
    let extents = shares.filter(\.isMember).map { visits[$0.row] }
    return try drawing.area(
      settings, extentsOf: settings.from == .extents ? extents : [], in: context)
  }

  private func ordered(_ areas: [Area]) -> [Area] {
    areas.sorted {
      (-$0.dwellSeconds, $0.firstSeen, $0.centreLongitude, $0.centreLatitude)
        < (-$1.dwellSeconds, $1.firstSeen, $1.centreLongitude, $1.centreLatitude)
    }
  }

  /// The areas in order of dwell, with their numbers.
  func numbered(_ areas: [Area]) -> [Area] {
    var ordered = ordered(areas)
    for row in ordered.indices { ordered[row].area = row + 1 }
    return ordered
  }
}
