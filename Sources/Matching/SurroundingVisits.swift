import Tracks

/// All visits that may stand behind a site, by where they looked: of which area they are does not matter to
/// whether a few of them agree by chance.
struct SurroundingVisits {
  /// In order of the latitude they looked at.
  private let visits: [Visit]

  /// Sorts them: O(*n* log *n*).
  init(_ visits: [Visit]) {
    self.visits = visits.filter { $0.isOfSite && $0.lookLatitude.isFinite }
      .sorted { ($0.lookLatitude, $0.visit) < ($1.lookLatitude, $1.visit) }
  }

  /// Those that looked at a place within a distance of a position, metres, or hardly beyond, in order of time.
  ///
  /// - Complexity: O(log *n* + *k*), *k* those in the band of latitude.
  func near(_ place: Position, within distance: Double, but members: Set<String>) -> [Visit] {
    let metres = Earth.metresPerDegree(atLatitude: place.latitude)
    let (south, north) = (
      place.latitude - distance / metres.latitude, place.latitude + distance / metres.latitude
    )
    var low = 0
    var high = visits.count
    while low < high {
      let middle = (low + high) / 2
      if visits[middle].lookLatitude < south { low = middle + 1 } else { high = middle }
    }
    var found: [Visit] = []
    for visit in visits[low...] {
      if visit.lookLatitude > north { break }
      let turn = Earth.longitudeDifference(from: place.longitude, to: visit.lookLongitude)
      guard abs(turn) * metres.longitude <= distance, !members.contains(visit.visit) else {
        continue
      }
      found.append(visit)
    }
    return found.sorted(by: Visit.precedes)
  }
}
