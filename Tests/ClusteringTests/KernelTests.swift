import ClusteringKernels
import TestSupport
import Testing

@Suite("Kernels equal their scalar loops")
struct KernelTests {
  /// A column pair whose distances tie with the radius often, with a margin at either side that a
  /// kernel must not look at.
  private struct Columns {
    var x: [Double]
    var y: [Double]
    var weight: [Int64]
    let first = 3
    let end: Int

    init(count: Int, seed: UInt64) {
      var random = SplitMix(seed: seed)
      end = first + count
      x = (0..<count + 6).map { _ in Double(Int.random(in: -4...4, using: &random)) / 2 }
      y = (0..<count + 6).map { _ in Double(Int.random(in: -4...4, using: &random)) / 2 }
      weight = (0..<count + 6).map { _ in Int64.random(in: 0...9, using: &random) }
      for i in Array(0..<first) + Array(end..<count + 6) {
        (x[i], y[i], weight[i]) = (0, 0, 1_000_000)
      }
    }

    /// The indices within the radius of a point, by the plain loop.
    func near(_ px: Double, _ py: Double, _ squaredRadius: Double) -> [Int] {
      (first..<end).filter {
        let dx = x[$0] - px, dy = y[$0] - py
        return dx * dx + dy * dy <= squaredRadius
      }
    }
  }

  private static let radii = [0, 0.25, 1, 2.0, 1.25, 100]

  @Test("points are counted and weighed as by the plain loop", arguments: 0...33)
  func counts(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    for squaredRadius in Self.radii {
      let near = columns.near(0.5, -0.5, squaredRadius)
      let counted = unsafe countWithin(
        columns.x, columns.y, columns.first, columns.end, ofX: 0.5, y: -0.5,
        squaredRadius: squaredRadius, enough: .max)
      #expect(counted == near.count)
      let weighed = unsafe weightWithin(
        columns.x, columns.y, columns.weight, columns.first, columns.end, ofX: 0.5, y: -0.5,
        squaredRadius: squaredRadius, enough: .max)
      #expect(weighed == near.reduce(0) { $0 + columns.weight[$1] })
      let any = unsafe anyWithin(
        columns.x, columns.y, columns.first, columns.end, ofX: 0.5, y: -0.5,
        squaredRadius: squaredRadius)
      #expect(any == !near.isEmpty)
    }
  }

  @Test("stopping early never turns enough into too little, nor the reverse", arguments: 0...100)
  func stopsEarly(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    let near = columns.near(0, 0, 2)
    for enough in 1...12 {
      let counted = unsafe countWithin(
        columns.x, columns.y, columns.first, columns.end, ofX: 0, y: 0, squaredRadius: 2,
        enough: enough)
      #expect((counted >= enough) == (near.count >= enough))
      #expect(counted <= near.count)
      let weighed = unsafe weightWithin(
        columns.x, columns.y, columns.weight, columns.first, columns.end, ofX: 0, y: 0,
        squaredRadius: 2, enough: Int64(enough))
      #expect((weighed >= enough) == (near.reduce(0) { $0 + columns.weight[$1] } >= enough))
    }
  }

  @Test("the nearest and the bounds are those of the plain loop", arguments: 0...33)
  func nearest(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    let (px, py) = (3.25, 0.125)
    let squares = (columns.first..<columns.end).map {
      let dx = columns.x[$0] - px, dy = columns.y[$0] - py
      return dx * dx + dy * dy
    }
    let least = unsafe nearestSquared(
      columns.x, columns.y, columns.first, columns.end, ofX: px, y: py)
    #expect(least == squares.min() ?? .infinity)
    guard count > 0 else { return }
    let bounds = unsafe boundingRange(columns.x, columns.first, columns.end)
    let values = columns.x[columns.first..<columns.end]
    #expect(bounds.least == values.min())
    #expect(bounds.greatest == values.max())
  }

  @Test("a pair is found exactly when the plain loop finds one", arguments: 0...33)
  func pairs(count: Int) {
    let columns = Columns(count: count + 5, seed: UInt64(count))
    let middle = columns.first + count / 2
    for squaredRadius in Self.radii {
      let found = unsafe anyPairWithin(
        columns.x, columns.y, columns.first, middle, middle, columns.end,
        squaredRadius: squaredRadius)
      var expected = false
      for i in columns.first..<middle {
        let near = columns.near(columns.x[i], columns.y[i], squaredRadius)
        expected = expected || near.contains { $0 >= middle }
      }
      #expect(found == expected)
    }
  }

  @Test("cores of a cell are marked over several windows as by the plain loop", arguments: 0...33)
  func marks(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    let (first, end) = (columns.first, columns.end)
    // Two windows that leave out the third point but one.
    let gap = min(first + 2, end)
    let windows = [gap + (gap < end ? 1 : 0), end, first, gap]
    for needed in 1...5 {
      var counted = [Bool](repeating: true, count: end + 1)
      var weighed = counted
      unsafe markCores(
        columns.x, columns.y, first, end, windows: windows, windowCount: 2, squaredRadius: 1,
        needed: needed, into: &counted)
      unsafe markCores(
        columns.x, columns.y, weights: columns.weight, first, end, windows: windows,
        windowCount: 2, squaredRadius: 1, needed: Int64(needed), into: &weighed)
      for i in first..<end {
        let near = columns.near(columns.x[i], columns.y[i], 1).filter { $0 != gap }
        #expect(counted[i] == (near.count >= needed))
        #expect(weighed[i] == (near.reduce(0) { $0 + columns.weight[$1] } >= needed))
      }
      #expect(counted[end] && counted[first - 1], "flags outside the cell are left alone")
    }
  }
}
