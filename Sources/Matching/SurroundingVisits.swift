import Tracks

/// All visits that may stand behind a site, by where they looked: of which area they are does not matter to
/// whether a few of them agree by chance.
struct SurroundingVisits {
  /// In order of time.
  private let visits: [Visit]
  /// Where each looked, degrees, and its row, by latitude: visits are large, and most of a band of latitude are
  /// passed over without being touched.
  private let places: [(latitude: Double, longitude: Double, row: Int)]

  /// Sorts them: O(*n* log *n*).
  init(_ visits: [Visit]) {
    let ordered = visits.filter { $0.isOfSite && $0.lookLatitude.isFinite }
      .sorted(by: Visit.precedes)
    self.visits = ordered
    places = ordered.indices
      .map { (ordered[$0].lookLatitude, ordered[$0].lookLongitude, $0) }
      .sorted { ($0.0, $0.2) < ($1.0, $1.2) }
  }

  /// Those that looked at a place within a distance of a position, metres, or hardly beyond, in order of time.
  ///
  /// - Complexity: O(log *n* + *k* + *m* log *m*), *k* those in the band of latitude, *m* those found.
  func near(_ place: Position, within distance: Double, but members: Set<String>) -> [Visit] {
    let metres = Earth.metresPerDegree(atLatitude: place.latitude)
    let (south, north) = (
      place.latitude - distance / metres.latitude, place.latitude + distance / metres.latitude
    )
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].latitude < south { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    for row in low..<places.count {
      let other = places[row]
      if other.latitude > north { break }
      let turn = Earth.longitudeDifference(from: place.longitude, to: other.longitude)
      if abs(turn) * metres.longitude <= distance { found.append(other.row) }
    }
    found.sort()
    return found.compactMap { members.contains(visits[$0].visit) ? nil : visits[$0] }
  }
}
