import Foundation
import Tracks

/// What is flown all the time, 40 m/s but for the hover: fifteen laps at a place, 90 s on to the next, eight places a
/// flight.
enum FlownPath: String, CaseIterable {
  case circle
  case racetrack
  case eight = "figure of eight"
  case drifting = "drifting circle"
  case hover
  case legs = "traffic"
  case stare = "circle, with a camera"

  private static let speed = 40.0
  private static let between = 90.0

  /// Seconds at a place.
  private var stay: Double { 15 * 2 * .pi * 1000 / Self.speed }

  /// Metres from the first place after so many seconds.
  private func place(_ second: Double) -> (x: Double, y: Double) {
    if self == .legs { return (30 * second, 4000 * sin(second / 900)) }
    let number = (second / (stay + Self.between)).rounded(.down)
    let own = second - number * (stay + Self.between) - Self.between
    let x = 3600 * number
    guard own >= 0 else { return (x + own * Self.speed, -1000) }
    let angle = own * Self.speed / 1000 - .pi / 2
    switch self {
    case .circle, .stare: return (x + 1000 * cos(angle), 1000 * sin(angle))
    case .drifting: return (x + 1000 * cos(angle) + 3 * own, 1000 * sin(angle))
    case .eight: return (x + 1000 * sin(0.65 * angle), 500 * sin(1.3 * angle))
    case .hover, .legs: return (x, -1000)
    case .racetrack:
      let lap = 4000 + 1200 * Double.pi
      let way = (own * Self.speed).truncatingRemainder(dividingBy: lap)
      let half = lap / 2
      let (rest, side) = way < half ? (way, 1.0) : (way - half, -1.0)
      if rest < 2000 { return (x + side * (rest - 1000), -600 * side) }
      let turn = (rest - 2000) / 600 - .pi / 2
      return (x + side * (1000 + 600 * cos(turn)), side * 600 * sin(turn))
    }
  }

  /// Projected fixes as `project` gives them, in batches of 8,192; a receiver's error that wanders over 30 s, and 1 m of
  /// noise.
  func batches(every step: Double, fixes: Int) -> [Fixes] {
    var random = Noise()
    let kept = exp(-step / 30)
    let fresh = (1 - kept * kept).squareRoot()
    var wander = (x: 0.0, y: 0.0)
    let flightSeconds = 8 * (stay + Self.between)
    var batches: [Fixes] = []
    var row = 0
    while row < fixes {
      var batch = Fixes()
      var names = Labels()
      var camera: (longitude: [Double], latitude: [Double]) = ([], [])
      for _ in 0..<min(8192, fixes - row) {
        let second = Double(row) * step
        let flight = Int(second / flightSeconds)
        let here = place(second - Double(flight) * flightSeconds)
        wander = (kept * wander.x + fresh * random.next(), kept * wander.y + fresh * random.next())
        let x = here.x + 2.2 * wander.x + random.next()
        let y = here.y + 2.2 * wander.y + random.next()
        batch.time.append(1_700_000_000_000_000 + Int64(second * 1e6))
        batch.x.append(x)
        batch.y.append(y)
        batch.longitude.append(x / 111_320)
        batch.latitude.append(y / 110_574)
        names.append("flight \(flight)")
        if self == .stare {
          let middle = (here.x.rounded() / 3600).rounded() * 3600
          camera.longitude.append((middle + random.next()) / 111_320)
          camera.latitude.append(random.next() / 110_574)
        }
        row += 1
      }
      batch.vehicle = Labels(repeating: "vehicle", count: batch.time.count)
      batch.flight = names
      batch.sortie = names
      batch.system = Labels(repeating: "EPSG:32631", count: batch.time.count)
      batch.measures[.height] = batch.x.map { _ in 1000 }
      batch.measures[.frameLongitude] = camera.longitude
      batch.measures[.frameLatitude] = camera.latitude
      batches.append(batch)
    }
    return batches
  }
}

/// Nearly normal numbers of deviation one, the same on every machine.
private struct Noise {
  private var state: UInt64 = 88_172_645_463_325_252

  mutating func next() -> Double {
    var sum = -6.0
    for _ in 0..<12 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      sum += Double(state >> 11) / Double(1 << 53)
    }
    return sum
  }
}
