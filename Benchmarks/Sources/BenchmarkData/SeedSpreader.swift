/// The seed spreader of Gan and Tao (SIGMOD 2015, §6.1; TODS 2017), by the original generator of
/// Junhao Gan (2014): whole coordinates in 0 … 10⁵, rejection on rounded ones.
///
/// A point walks through the plane. Where it stands it leaves 100 points, itself among them, in the
/// disc around it; then it steps on. With probability 10/(n − noise) a point it restarts anywhere.
/// One point in 10,000 is noise.
///
/// Other programs differ, so ratios measured on "ss-varden" elsewhere may be of other data: ParGeo
/// changes the radius with each point, not with each restart; ArborX takes a domain of 10⁶ and
/// restarts nine times; both write fractions. The only liberty here is the random numbers: the
/// original seeds the C library's by the clock.
struct SeedSpreader {
  /// The largest coordinate.
  static let domain = 1e5
  /// The points left at each place.
  static let pointsPerPlace = 100
  /// Restarts that are expected.
  static let restarts = 10.0

  /// Whether the disc grows with each restart (`ss-varden`), or is the same always (`ss-simden`).
  let variesDensity: Bool
  private var numbers: SeededNumbers
  private var centreX = 0.0
  private var centreY = 0.0
  private var restartCount = 0
  private var radius = 100.0

  /// A spreader that has not begun.
  init(variesDensity: Bool, seed: UInt64) {
    self.variesDensity = variesDensity
    numbers = SeededNumbers(seed: seed)
  }

  /// Makes so many points.
  mutating func points(_ count: Int) -> PlanarPoints {
    let noise = count / 10_000
    let spread = count - noise
    var points = PlanarPoints(reserving: count)
    if spread > 0 { begin(&points) }
    var left = 1
    while points.count < spread {
      if numbers.uniform(0, Double(spread)) <= Self.restarts {
        restartCount += 1
        begin(&points)
        left = 1
        continue
      }
      if left >= Self.pointsPerPlace {
        step()
        points.append(centreX, centreY)
        left = 1
        if points.count == spread { break }
      }
      appendNeighbour(&points)
      left += 1
    }
    for _ in 0..<noise {
      points.append(
        rounded(numbers.uniform(0, Self.domain)), rounded(numbers.uniform(0, Self.domain)))
    }
    return points
  }

  private mutating func begin(_ points: inout PlanarPoints) {
    if variesDensity { radius = 100 * Double(restartCount % 10 + 1) }
    centreX = rounded(numbers.uniform(radius, Self.domain - radius))
    centreY = rounded(numbers.uniform(radius, Self.domain - radius))
    points.append(centreX, centreY)
  }

  /// Steps by R · √d ÷ 2, cut to a whole number, along each axis: 70 for a radius of 100.
  private mutating func step() {
    let length = (radius * 2.0.squareRoot() / 2).rounded(.down)
    func clamped(_ value: Double) -> Double { min(max(value, radius), Self.domain - radius) }
    centreX = clamped(centreX + (numbers.below(2) == 0 ? length : -length))
    centreY = clamped(centreY + (numbers.below(2) == 0 ? length : -length))
  }

  private mutating func appendNeighbour(_ points: inout PlanarPoints) {
    while true {
      let x = rounded(numbers.uniform(centreX - radius, centreX + radius))
      let y = rounded(numbers.uniform(centreY - radius, centreY + radius))
      let dx = x - centreX, dy = y - centreY
      if dx * dx + dy * dy <= radius * radius { return points.append(x, y) }
    }
  }

  private func rounded(_ value: Double) -> Double { (value + 0.5).rounded(.down) }
}
