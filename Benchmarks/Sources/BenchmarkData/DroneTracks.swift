import Simulation
import Tracks

/// Fixes of simulated flights, as metres around the first one.
///
/// Equirectangular: the scale is off by far less than matters to a clock, and nothing but arithmetic
/// and one cosine is needed.
func droneTracks(_ count: Int, seed: UInt64) -> PlanarPoints {
  var simulator = Simulator(SimulationSettings(seed: seed, fixes: count), keepsTruth: false)
  var points = PlanarPoints(reserving: count)
  let metresPerDegree = 111_195.0
  var origin: (longitude: Double, latitude: Double, squeeze: Double)?
  while let fixes = simulator.next() {
    for row in 0..<fixes.count {
      let longitude = fixes.longitude[row], latitude = fixes.latitude[row]
      let from = origin ?? (longitude, latitude, cosine(ofDegrees: latitude))
      origin = from
      points.append(
        (longitude - from.longitude) * metresPerDegree * from.squeeze,
        (latitude - from.latitude) * metresPerDegree)
    }
  }
  return points
}

/// The cosine of an angle within a quarter turn, by its series: no machine's library differs.
private func cosine(ofDegrees degrees: Double) -> Double {
  let square = (degrees * .pi / 180) * (degrees * .pi / 180)
  var term = 1.0
  var sum = 1.0
  for k in 1...12 {
    term *= -square / Double((2 * k - 1) * (2 * k))
    sum += term
  }
  return sum
}
