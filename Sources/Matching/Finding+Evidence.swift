import Tracks

extension Finding {
  /// A finding with its area's evidence: the visits that support it.
  static func of(_ area: Area, _ evidence: [Visit]) -> Finding {
    var finding = Finding()
    finding.area = area.area
    finding.dwellSeconds = area.dwellSeconds
    finding.take(evidence: evidence, of: area)
    return finding
  }

  /// The finding that an area has no site.
  static func none(_ area: Area, _ visits: [Visit]) -> Finding {
    var finding = Finding()
    finding.kind = "none"
    finding.area = area.area
    finding.dwellSeconds = area.dwellSeconds
    finding.take(evidence: visits, of: area)
    finding.extent = .point(
      Position(longitude: area.centreLongitude, latitude: area.centreLatitude))
    return finding
  }

  /// Counts the evidence; an area of raw fixes speaks for itself.
  private mutating func take(evidence: [Visit], of area: Area) {
    visits = evidence.count
    sorties = evidence.isEmpty ? area.sorties : Set(evidence.map(\.evidenceKey)).count
    visitIds = evidence.map(\.visit)
    first = evidence.map(\.first).filter(\.isKnown).min() ?? area.firstSeen
    last = evidence.map(\.last).filter(\.isKnown).max() ?? area.lastSeen
  }
}
