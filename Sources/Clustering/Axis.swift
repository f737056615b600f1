internal import Tracks

/// The numbering of the cells along one axis of a ``Grid``.
///
/// Usually one stretch of equal cells. Where that would take about 2³¹ cells (a stray point at
/// 10¹² and a radius of a metre), it is cut into islands at every gap wider than two radii: nothing
/// interacts across such a gap, so it is enough to leave three numbers free there, and the number of
/// cells is bounded by the number of points, however far apart they are.
struct Axis {
  /// A stretch of equal cells.
  struct Island {
    /// Where its first cell begins, metres.
    var start: Double
    /// The number of its first cell.
    var base: Int
  }

  /// Cells per metre.
  let density: Double
  /// Where the first cell begins, metres; alone when there is one stretch.
  let start: Double
  /// The stretches, none when there is one only.
  private let islands: [Island]
  /// Whether there is one stretch only.
  let isWhole: Bool
  /// Numbers are 0 ..< `count`.
  let count: Int

  /// Numbers the cells along one coordinate of points between `least` and `greatest`.
  init(
    over values: [Double], from least: Double, to greatest: Double, radius: Double, mostCells: Int
  ) throws(DwellError) {
    let cells = (greatest - least) / Self.side(radius: radius, cells: Double(mostCells))
    if cells < Double(mostCells - 2) {
      density = 1 / Self.side(radius: radius, cells: cells)
      start = least
      islands = []
      isWhole = true
      count = Int((greatest - least) * density) + 1
      return
    }
    let stretches = Self.stretches(of: values, radius: radius)
    let longest = stretches.reduce(0) { max($0, $1.end - $1.start) }
    let most = longest / Self.side(radius: radius, cells: Double(1 << 33))
    density = 1 / Self.side(radius: radius, cells: most)
    var islands: [Island] = []
    var base = 0
    for stretch in stretches {
      islands.append(Island(start: stretch.start, base: base))
      base += Int((stretch.end - stretch.start) * density) + 4
    }
    guard base < 1 << 32 else {
      throw DwellError(
        .badData,
        "radius \(radius) m: the points lie across \(base) cells of it: take a larger radius")
    }
    start = least
    self.islands = islands
    isWhole = false
    count = base
  }

  /// The side of a cell for indices up to `cells`: see ``Grid``.
  private static func side(radius: Double, cells: Double) -> Double {
    let shrink = max(0x1p-40, 8 * (cells + 2) * 0x1p-53)
    return radius * 0.5.squareRoot() * (1 - shrink)
  }

  /// The stretches between gaps wider than two radii.
  private static func stretches(
    of values: [Double], radius: Double
  ) -> [(start: Double, end: Double)] {
    let sorted = values.sorted()
    var stretches = [(start: sorted[0], end: sorted[0])]
    for value in sorted.dropFirst() {
      if value - stretches[stretches.count - 1].end > 2 * radius {
        stretches.append((value, value))
      } else {
        stretches[stretches.count - 1].end = value
      }
    }
    return stretches
  }

  /// The number of the cell of a value that the axis was made over.
  @inline(__always)
  func cell(of value: Double) -> Int {
    if isWhole { return Int((value - start) * density) }
    return cellAmongIslands(value)
  }

  @inline(never)
  private func cellAmongIslands(_ value: Double) -> Int {
    var low = 0
    var high = islands.count
    // islands[low].start ≤ value, and islands[high].start > value where there is one.
    while high - low > 1 {
      let middle = (low + high) / 2
      if islands[middle].start <= value { low = middle } else { high = middle }
    }
    return islands[low].base + Int((value - islands[low].start) * density)
  }
}
