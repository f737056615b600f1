import Detection
import Tracks

/// Keeps what a run found and considered, and tells of one visit or area.
final class ExplainingTap: Tap {
  private var visits: [Visit] = []
  private var areas: [Area] = []
  /// Everything considered, of all flights.
  var considerations: [Consideration] = []

  /// Microseconds before and after a visit that are told of.
  private static let around: Int64 = 600_000_000

  func see(_ packet: Packet) {
    switch packet {
    case .visits(let rows):
      for var visit in rows {
        (visit.sampleEast, visit.sampleNorth, visit.sampleMilliseconds) = ([], [], [])
        visit.extent = nil
        visits.append(visit)
      }
    case .areas(let rows): areas += rows
    default: break
    }
  }

  /// How many of a kind the run found, in words.
  func count(_ kind: String) -> String {
    let number = kind == "area" ? areas.count : visits.count
    return "the \(number) \(kind)\(number == 1 ? "" : "s")"
  }

  /// What is known of a visit; nil when there is none of that name.
  func explanation(ofVisit name: String) -> String? {
    guard let visit = visits.first(where: { $0.visit == name }) else { return nil }
    return text(visit) + "\n"
  }

  /// What is known of an area and its visits; nil when there is none of that number.
  func explanation(ofArea number: Int) -> String? {
    guard let area = areas.first(where: { $0.area == number }) else { return nil }
    var parts = [
      """
      area \(area.area): \(duration(area.dwellSeconds)) of dwell, with gaps \
      \(duration(area.dwellUpperSeconds)), within \(metres(area.radius)) of \
      \(place(area.centreLongitude, area.centreLatitude))
        visits: \(area.visits), flights: \(area.flights), vehicles: \(area.vehicles); \
      \(area.firstSeen) to \(area.lastSeen)
      """
    ]
    for id in area.visitIds {
      parts.append(visits.first { $0.visit == id }.map(text) ?? "visit \(id)")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(_ visit: Visit) -> String {
    ([heading(visit), time(visit)] + shape(visit) + look(visit) + considered(visit))
      .joined(separator: "\n")
  }

  private func heading(_ visit: Visit) -> String {
    let shape = visit.shape.isEmpty ? "" : " (\(visit.shape))"
    return "visit \(visit.visit): \(visit.kind)\(shape) of \(metres(visit.radius)) radius round "
      + place(visit.centreLongitude, visit.centreLatitude)
      + ", its middle known to \(metres(visit.sigma))"
  }

  private func time(_ visit: Visit) -> String {
    let ends = [
      "start": "; the data begins inside it", "end": "; the data ends inside it",
      "both": "; the data begins and ends inside it",
    ]
    return "  \(visit.first) to \(visit.last): \(duration(visit.observedSeconds)) observed in "
      + "\(visit.fixes) fixes, \(duration(visit.gapSeconds)) in gaps, the longest interval "
      + duration(visit.maxGapSeconds) + (ends[visit.censored] ?? "")
  }

  private func shape(_ visit: Visit) -> [String] {
    guard visit.kind == VisitKind.orbit.rawValue else {
      if visit.kind == VisitKind.stare.rawValue {
        return ["  half the points looked at lie within \(metres(visit.fitResidual)) of the middle"]
      }
      return ["  its fixes lie \(metres(visit.fitResidual)) from the middle, root mean square"]
    }
    let sense = visit.sense == "both" ? "left and right" : "to the \(visit.sense)"
    var lines = [
      "  turned \(rounded(abs(visit.turns), 100)) times \(sense), "
        + "\(duration(visit.lapSeconds)) a lap; semi-axes \(metres(visit.semiMajor)) and "
        + "\(metres(visit.semiMinor)); the path lies \(metres(visit.fitResidual)) from the curve"
    ]
    if visit.drift.isFinite {
      lines.append("  its middle moves at \(rounded(visit.drift, 100)) m/s")
    }
    return lines
  }

  private func look(_ visit: Visit) -> [String] {
    guard !visit.lookBasis.isEmpty else { return [] }
    let linked =
      visit.linked.isEmpty ? "" : "; at the same time: " + visit.linked.joined(separator: ", ")
    let region =
      visit.lookLongitude.isFinite && visit.lookLatitude.isFinite
      ? ": round \(place(visit.lookLongitude, visit.lookLatitude)), to \(metres(visit.lookSigma))"
      : ""
    let sides =
      visit.lookModeEast.isFinite && (visit.lookModeEast != 0 || visit.lookModeNorth != 0)
      ? ", on either side of the path" : ""
    return ["  where it looked is known by its \(visit.lookBasis)\(region)\(sides)\(linked)"]
  }

  private func considered(_ visit: Visit) -> [String] {
    var known: [Consideration] = []
    let from = visit.first.microseconds - Self.around
    let to = visit.last.microseconds + Self.around
    for one in considerations
    where one.flight == visit.flight && one.last.microseconds >= from
      && one.first.microseconds <= to
    {
      // What goes on is looked at more than once: the last look knows most.
      known.removeAll {
        ($0.first, $0.rule, $0.isRejection) == (one.first, one.rule, one.isRejection)
      }
      known.append(one)
    }
    known.sort { ($0.first, $0.last) < ($1.first, $1.last) }
    guard !known.isEmpty else { return ["  nothing else was considered around it"] }
    return ["  considered around it:"]
      + known.map { one in
        let detail = one.detail.isEmpty ? "" : ": " + one.detail
        return
          "    \(one.first) to \(one.last)  \(one.isRejection ? "no - " : "")\(one.rule)\(detail)"
      }
  }

  // Words.

  private func rounded(_ value: Double, _ parts: Double) -> Double {
    (value * parts).rounded() / parts
  }

  private func metres(_ length: Double) -> String {
    length < 10_000 ? "\(rounded(length, 10)) m" : "\(rounded(length / 1000, 100)) km"
  }

  private func duration(_ seconds: Double) -> String { "\(Seconds(rounded(seconds, 10)))" }

  private func place(_ longitude: Double, _ latitude: Double) -> String {
    "\(rounded(longitude, 1e5)) \(rounded(latitude, 1e5))"
  }
}
