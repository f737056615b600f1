import Fencing
import Tracks

/// A ring through corners in degrees.
func ring(_ corners: [(Double, Double)]) -> [Position] {
  (corners + corners.prefix(1)).map { Position(longitude: $0.0, latitude: $0.1) }
}

/// A boundary between two longitudes and two latitudes.
func box(_ name: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double)
  -> Boundary
{
  Boundary(
    name: name,
    extent: .polygon([ring([(west, south), (east, south), (east, north), (west, north)])]))
}

/// The fixes of one vehicle, a row each: seconds, longitude, latitude.
func track(
  _ rows: [(time: Int64, longitude: Double, latitude: Double)], vehicle: String = "A",
  flight: String = "A-1"
) -> Fixes {
  var fixes = Fixes()
  fixes.time = rows.map { $0.time == .min ? .min : $0.time * 1_000_000 }
  fixes.longitude = rows.map(\.longitude)
  fixes.latitude = rows.map(\.latitude)
  fixes.vehicle = Labels(repeating: vehicle, count: rows.count)
  fixes.flight = Labels(repeating: flight, count: rows.count)
  return fixes
}

/// What a fencer makes of batches: the crossings in the order they came, and the column `fence`.
func fenced(
  _ batches: [Fixes], by boundaries: [Boundary], maxGap: Seconds = .minutes(2)
) throws -> (crossings: [Crossing], inside: [String?]) {
  var fencer = try Fencer(boundaries: boundaries, maxGap: maxGap)
  var crossings: [Crossing] = []
  var inside: [String?] = []
  for batch in batches {
    var fixes = batch
    try fencer.take(&fixes) { crossing in crossings.append(crossing) }
    guard let column = fixes.extras.last, case .coded(let labels) = column.values,
      column.name == "fence"
    else { continue }
    inside += (0..<fixes.count).map { labels[$0] }
  }
  try fencer.finish { crossing in crossings.append(crossing) }
  return (crossings, inside)
}
