import Tracks

/// Which zones reach into each square degree of the globe: most fixes are near none.
struct ZoneGrid {
  private var cells: [[Int]]
  private let all: [Int]

  /// Files every zone under the cells that its boxes touch.
  init(_ boxesOfZone: [[DegreeBox]]) {
    all = Array(boxesOfZone.indices)
    cells = Array(repeating: [], count: 360 * 180)
    for (zone, boxes) in boxesOfZone.enumerated() {
      for box in boxes {
        for cell in Self.cells(of: box) where cells[cell].last != zone { cells[cell].append(zone) }
      }
    }
  }

  /// The zones that may meet a segment, each once, in their order.
  ///
  /// - Complexity: O(1) for a segment within a cell; one over more than 64 cells gets all zones.
  func zones(near segment: Segment) -> [Int] {
    let box = segment.box
    let first = Self.cell(box.west, box.south)
    if first == Self.cell(box.east, box.north) { return cells[first] }
    guard (box.east - box.west + 2) * (box.north - box.south + 2) <= 64 else { return all }
    var found: Set<Int> = []
    for cell in Self.cells(of: box) { found.formUnion(cells[cell]) }
    return found.sorted()
  }

  private static func cell(_ longitude: Double, _ latitude: Double) -> Int {
    row(latitude) * 360 + column(Int(longitude.rounded(.down)))
  }

  private static func row(_ latitude: Double) -> Int {
    Int(min(max(latitude.rounded(.down), -90), 89)) + 90
  }

  private static func column(_ degree: Int) -> Int { ((degree % 360) + 360) % 360 }

  private static func cells(of box: DegreeBox) -> [Int] {
    let first = Int(box.west.rounded(.down))
    // A box that ends on a whole degree also touches the cell beyond it.
    let columns = min(360, Int(box.east.rounded(.down)) - first + 1)
    return (row(box.south)...row(box.north)).flatMap { row in
      (0..<columns).map { row * 360 + column(first + $0) }
    }
  }
}
