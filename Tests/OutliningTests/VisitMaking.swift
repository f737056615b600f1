import TestSupport
import Tracks

/// A visit at a place, its samples labelled, all other fields as they come from `detect`.
func visit(
  _ id: String, at place: Position, samples: [(east: Double, north: Double, label: Int64)],
  start: Int64 = 1_600_000_000, seconds: Int64 = 600, label: Int? = nil, vehicle: String = "A",
  kind: String = "orbit"
) -> Visit {
  var visit = Visit()
  visit.visit = id
  visit.vehicle = vehicle
  visit.flight = "\(vehicle)-\(start / 86_400)"
  visit.sortie = visit.flight
  visit.kind = kind
  visit.first = Instant(microseconds: start * 1_000_000)
  visit.last = Instant(microseconds: (start + seconds) * 1_000_000)
  visit.observedSeconds = Double(seconds)
  visit.gapSeconds = 0
  visit.centreLongitude = place.longitude
  visit.centreLatitude = place.latitude
  visit.radius = 50
  visit.sampleEast = samples.map(\.east)
  visit.sampleNorth = samples.map(\.north)
  visit.sampleLabels = samples.map(\.label)
  let share = seconds * 1000 / Int64(max(1, samples.count))
  visit.sampleMilliseconds = samples.map { _ in share }
  if !samples.isEmpty {
    visit.sampleMilliseconds[0] += seconds * 1000 - share * Int64(samples.count)
  }
  visit.label = label ?? Int(samples.map(\.label).max() ?? -1)
  return visit
}

/// Samples spread evenly over a disc, by a sunflower.
func disc(radius: Double, count: Int, label: Int64 = 0) -> [(
  east: Double, north: Double, label: Int64
)] {
  (0..<count).map { sample in
    let r = radius * ((Double(sample) + 0.5) / Double(count)).squareRoot()
    let angle = Double(sample) * 137.50776405003785
    return (r * angle.cosine, r * angle.sine, label)
  }
}

/// Square metres of a polygon on the map, holes taken off, on the sphere of ``StereographicPlane``.
func squareMetres(_ extent: Extent?) -> Double {
  switch extent {
  case .polygon(let rings): rings.reduce(0) { $0 + signedArea($1) }
  case .multiPolygon(let polygons):
    polygons.reduce(0) { $0 + $1.reduce(0) { $0 + signedArea($1) } }
  default: 0
  }
}

/// Positive when anticlockwise.
func signedArea(_ ring: [Position]) -> Double {
  let degree = StereographicPlane.radius * .pi / 180
  let middle = ring.reduce(0) { $0 + $1.latitude } / Double(ring.count)
  var sum = 0.0
  for (a, b) in zip(ring, ring.dropFirst()) {
    let (ax, ay) = (a.longitude - ring[0].longitude, a.latitude - ring[0].latitude)
    let (bx, by) = (b.longitude - ring[0].longitude, b.latitude - ring[0].latitude)
    sum += ax * by - bx * ay
  }
  return sum / 2 * degree * degree * middle.cosine
}
