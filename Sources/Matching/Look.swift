import Tracks

/// Where one visit may have looked, as evidence of a place.
struct Look: Equatable {
  /// The middle, metres true east and north in the area's frame.
  var place: SIMD2<Double>
  /// How well it is known, position noise included.
  var covariance: Covariance
  /// Which of the area's sorties it belongs to.
  var sortie: Int
  /// Its part of the sortie's dwell, so that the looks of a sortie add up to 1.
  ///
  /// A sortie cut into fragments by masking is so the same evidence as a whole one.
  var share: Double
  /// The visit.
  var visit: Visit
}

extension Visit {
  /// The independent evidence it belongs to: its sortie, or what stands for it.
  var evidenceKey: String { sortie.isEmpty ? (flight.isEmpty ? vehicle : flight) : sortie }

  /// Whether it may stand behind a candidate site.
  ///
  /// A stop at which the flight's data begins or ends is where the vehicle is at home.
  var isOfSite: Bool {
    !isDrifting && (kind != VisitKind.stop.rawValue || censored == "none")
  }

  /// The kind of evidence it is: `orbit/path`, `stare/sensor`; the kind alone without a look region.
  var evidenceKind: String { lookBasis.isEmpty ? kind : "\(kind)/\(lookBasis)" }
}

/// The looks of visits whose place stands still, in order of time.
///
/// A visit without a look region stands for the disc of its radius around its centre.
func looks(
  of visits: [Visit], in frame: LocalFrame, noise: Double
) throws(DwellError) -> [Look] {
  var found: [Look] = []
  var sorties: [String: Int] = [:]
  for visit in visits where !visit.isDrifting {
    let isLook = visit.lookLongitude.isFinite && visit.lookLatitude.isFinite
    let place = try frame.place(
      Position(
        longitude: isLook ? visit.lookLongitude : visit.centreLongitude,
        latitude: isLook ? visit.lookLatitude : visit.centreLatitude))
    guard place.x.isFinite, place.y.isFinite else { continue }
    let sortie = sorties[visit.evidenceKey] ?? sorties.count
    sorties[visit.evidenceKey] = sortie
    found.append(
      Look(
        place: place, covariance: spread(of: visit, isLook: isLook) + .round(noise * noise),
        sortie: sortie, share: max(visit.observedSeconds, 1), visit: visit))
  }
  var totals = [Double](repeating: 0, count: sorties.count)
  for look in found { totals[look.sortie] += look.share }
  for row in found.indices { found[row].share /= totals[found[row].sortie] }
  return found
}

private func spread(of visit: Visit, isLook: Bool) -> Covariance {
  let known = Covariance(
    east: visit.lookVarianceEast, north: visit.lookVarianceNorth,
    cross: visit.lookCovarianceEastNorth)
  if isLook, known.isPositive { return known }
  if isLook, visit.lookSigma.isFinite { return .round(visit.lookSigma * visit.lookSigma) }
  let radius = visit.radius.isFinite ? visit.radius : 0
  return .round(radius * radius)
}
