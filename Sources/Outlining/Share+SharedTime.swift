import Tracks

extension [Share] {
  /// The shares of one cluster, where a stop's or orbit's time counts less what stares of the same
  /// flight in the same cluster already count of it.
  func countingSharedTimeOnce(of visits: [Visit]) -> [Share] {
    let stares = Dictionary(
      grouping: filter { visits[$0.row].isStare }, by: { visits[$0.row].flight })
    return map { share in
      let visit = visits[share.row]
      let span = visit.last.microseconds.subtractingReportingOverflow(visit.first.microseconds)
      guard !visit.isStare, !span.overflow, span.partialValue > 0,
        let ofFlight = stares[visit.flight]
      else { return share }
      let covered = ofFlight.reduce(0.0) { sum, stare in
        sum + Double(visits[stare.row].overlap(with: visit)) * stare.part
      }
      var result = share
      result.counted = Swift.max(0, 1 - covered / Double(span.partialValue))
      return result
    }
  }
}

extension Visit {
  /// Whether it is of the camera and not of the aircraft.
  var isStare: Bool { kind == VisitKind.stare.rawValue }

  /// Microseconds that both cover; 0 when an instant is not known.
  func overlap(with other: Visit) -> Int64 {
    guard first.isKnown, last.isKnown, other.first.isKnown, other.last.isKnown else { return 0 }
    let start = Swift.max(first.microseconds, other.first.microseconds)
    return Swift.max(0, Swift.min(last.microseconds, other.last.microseconds) - start)
  }
}
