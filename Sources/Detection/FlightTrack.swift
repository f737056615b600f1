import Tracks

/// The fixes of one flight, as columns.
struct FlightTrack {
  let vehicle: String
  let flight: String
  let sortie: String
  var time: [Int64] = []
  var longitude: [Double] = []
  var latitude: [Double] = []
  var x: [Double] = []
  var y: [Double] = []
  var height: [Double] = []
  var frameLongitude: [Double] = []
  var frameLatitude: [Double] = []
  /// Where each plane system begins: row and name.
  var systems: [(row: Int, name: String)] = []

  var count: Int { time.count }

  /// Appends a row of a batch.
  mutating func append(_ fixes: Fixes, _ row: Int, system: String) {
    if systems.last?.name != system { systems.append((count, system)) }
    time.append(fixes.time[row])
    longitude.append(fixes.longitude[row])
    latitude.append(fixes.latitude[row])
    x.append(fixes.x[row])
    y.append(fixes.y[row])
    func value(_ measure: Measure) -> Double {
      let column = fixes.measures[measure]
      return column.isEmpty ? .nan : column[row]
    }
    height.append(value(.height))
    frameLongitude.append(value(.frameLongitude))
    frameLatitude.append(value(.frameLatitude))
  }

  /// Median microseconds from fix to fix; 0 for a single fix.
  var medianSpacing: Int64 {
    guard count > 1 else { return 0 }
    let spacings = (1..<count).map { time[$0] - time[$0 - 1] }.sorted()
    return spacings[spacings.count / 2]
  }
}
