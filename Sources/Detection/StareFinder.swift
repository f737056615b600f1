/// Finds where the camera's frame centre holds a point, or follows one.
///
/// All columns hold only fixes that have a frame centre.
struct StareFinder {
  /// Of the frame centre, metres.
  let x: [Double]
  /// Of the frame centre, metres.
  let y: [Double]
  /// Of the vehicle, metres.
  let vehicleX: [Double]
  /// Of the vehicle, metres.
  let vehicleY: [Double]
  let clocking: Clocking
  /// Metres.
  let radius: Double
  /// Microseconds observed.
  let minDuration: Int64

  /// One stare.
  struct Stare {
    var rows: [Int]
    /// The geometric median of the frame centres.
    var x: Double
    var y: Double
    var circle: EnclosingCircle
    /// The medians of the first and of the last third, where a stare that moves is going.
    var start: (x: Double, y: Double)
    var end: (x: Double, y: Double)
    /// Whether it follows something.
    var isDrifting: Bool
  }

  /// A look away that comes back to the same place within this is a slew, microseconds.
  private static let slew: Int64 = 60_000_000
  /// What follows a vehicle at 20 m/s stays within the default radius for this long, microseconds.
  private static let glimpse: Int64 = 10_000_000

  /// Microseconds over which moves are compared.
  private static let moment: Int64 = 5_000_000

  /// The stares of a stretch, in order.
  ///
  /// Glimpses of one place are joined over slews and drop-outs; so are those of a place that moves on.
  /// A camera that only looks ahead moves with its vehicle, and stares at nothing.
  func stares(in stretch: ClosedRange<Int>) -> [Stare] {
    let finder = StayFinder(
      x: x, y: y, clocking: clocking, radius: radius,
      minDuration: min(minDuration, Self.glimpse))
    var stares: [Stare] = []
    for stay in finder.stays(in: stretch) {
      let glimpse = stare(stay.rows)
      if let index = partner(of: glimpse, among: stares) {
        stares[index] = joined(stares[index], glimpse)
        stares.removeLast(stares.count - 1 - index)
      } else {
        stares.append(glimpse)
      }
    }
    return stares.filter { stare in
      guard let first = stare.rows.first, let last = stare.rows.last, last > first else {
        return false
      }
      return clocking.observed(first...last) >= minDuration
        && !(stare.isDrifting && looksAhead(stare))
    }
    .map(placed)
  }

  /// The last stare that a glimpse goes on with: of the same place, or where its target has got to.
  private func partner(of glimpse: Stare, among stares: [Stare]) -> Int? {
    for index in stares.indices.reversed() {
      let other = stares[index]
      guard let from = other.rows.last, let to = glimpse.rows.first else { continue }
      let away = clocking.time[to] - clocking.time[from]
      if away > max(Self.slew, clocking.maxGap) { return nil }
      guard other.isDrifting == glimpse.isDrifting else { continue }
      if !other.isDrifting {
        if distance((other.x, other.y), (glimpse.x, glimpse.y)) <= radius { return index }
      } else if distance(other.end, glimpse.start) <= 2 * radius + speed(other) * Double(away) {
        return index
      }
    }
    return nil
  }

  /// Metres a microsecond.
  private func speed(_ stare: Stare) -> Double {
    guard let first = stare.rows.first, let last = stare.rows.last else { return 0 }
    // The thirds' middles are two thirds of the time apart.
    return 1.5 * distance(stare.start, stare.end)
      / Double(max(1, clocking.time[last] - clocking.time[first]))
  }

  /// Both together, placed as the one with more fixes until all is joined.
  private func joined(_ left: Stare, _ right: Stare) -> Stare {
    var whole = left
    whole.rows += right.rows
    whole.end = right.end
    if right.rows.count > left.rows.count { (whole.x, whole.y) = (right.x, right.y) }
    return whole
  }

  /// The stare of all its fixes, that keeps what it was found to be.
  private func placed(_ joined: Stare) -> Stare {
    var placed = stare(joined.rows)
    placed.isDrifting = joined.isDrifting
    return placed
  }

  private func stare(_ rows: [Int]) -> Stare {
    let (mx, my) = GeometricMedian.of(rows, x, y)
    let circle = EnclosingCircle.around(x, y, rows) ?? EnclosingCircle()
    let third = max(1, rows.count / 3)
    let start = GeometricMedian.of(Array(rows.prefix(third)), x, y)
    let end = GeometricMedian.of(Array(rows.suffix(third)), x, y)
    // What crosses the circle steadily has its first and last third 4/3 of the radius apart.
    return Stare(
      rows: rows, x: mx, y: my, circle: circle, start: start, end: end,
      isDrifting: distance(start, end) > 0.5 * radius)
  }

  /// Whether the frame centre moves less as seen from the vehicle than on the ground.
  ///
  /// Moves over 5 s are compared, which outweigh pointing noise: over a whole stare a vehicle that
  /// circles a truck keeps closer to it than the truck to where it began.
  private func looksAhead(_ stare: Stare) -> Bool {
    var onGround = 0.0
    var fromVehicle = 0.0
    var earlier = 0
    for row in stare.rows {
      while earlier + 1 < stare.rows.count,
        clocking.time[row] - clocking.time[stare.rows[earlier + 1]] >= Self.moment
      {
        earlier += 1
      }
      let from = stare.rows[earlier]
      guard clocking.time[row] - clocking.time[from] >= Self.moment else { continue }
      let move = (x: x[row] - x[from], y: y[row] - y[from])
      let own = (x: vehicleX[row] - vehicleX[from], y: vehicleY[row] - vehicleY[from])
      onGround += distance(move, (0, 0))
      fromVehicle += distance(move, own)
    }
    return fromVehicle < 0.5 * onGround
  }

  private func distance(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }
}
