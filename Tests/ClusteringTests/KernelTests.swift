import Clustering
import TestSupport
import Testing
import Tracks

@Suite("Every set of kernels equals the scalar loops")
struct KernelTests {
  /// A column pair whose distances tie with the radius often, with a margin at either side that a
  /// kernel must not count.
  private struct Columns {
    var x: [Double]
    var y: [Double]
    var weight: [Int64]
    let first = 3
    let end: Int

    init(count: Int, seed: UInt64) {
      var random = SplitMix(seed: seed)
      end = first + count
      x = (0..<count + 11).map { _ in Double(Int.random(in: -4...4, using: &random)) / 2 }
      y = (0..<count + 11).map { _ in Double(Int.random(in: -4...4, using: &random)) / 2 }
      weight = (0..<count + 11).map { _ in Int64.random(in: 0...9, using: &random) }
      for i in Array(0..<first) + Array(end..<count + 11) {
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
    for kernels in KernelSet.available {
      for squaredRadius in Self.radii {
        let near = columns.near(0.5, -0.5, squaredRadius)
        let counted = unsafe kernels.countWithin(
          columns.x, columns.y, columns.first, columns.end, 0.5, -0.5, squaredRadius, .max)
        #expect(counted == near.count, "\(kernels.name)")
        let weighed = unsafe kernels.weightWithin(
          columns.x, columns.y, columns.weight, columns.first, columns.end, 0.5, -0.5,
          squaredRadius, .max)
        #expect(weighed == near.reduce(0) { $0 + columns.weight[$1] }, "\(kernels.name)")
        let any = unsafe kernels.anyWithin(
          columns.x, columns.y, columns.first, columns.end, 0.5, -0.5, squaredRadius)
        #expect(any == !near.isEmpty, "\(kernels.name)")
      }
    }
  }

  @Test("stopping early never turns enough into too little, nor the reverse", arguments: 0...100)
  func stopsEarly(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    let near = columns.near(0, 0, 2)
    for kernels in KernelSet.available {
      for enough in 1...12 {
        let counted = unsafe kernels.countWithin(
          columns.x, columns.y, columns.first, columns.end, 0, 0, 2, enough)
        #expect((counted >= enough) == (near.count >= enough), "\(kernels.name)")
        #expect(counted <= near.count, "\(kernels.name)")
        let weighed = unsafe kernels.weightWithin(
          columns.x, columns.y, columns.weight, columns.first, columns.end, 0, 0, 2,
          Int64(enough))
        #expect(
          (weighed >= enough) == (near.reduce(0) { $0 + columns.weight[$1] } >= enough),
          "\(kernels.name)")
      }
    }
  }

  @Test("the nearest is that of the plain loop", arguments: 0...33)
  func nearest(count: Int) {
    let columns = Columns(count: count, seed: UInt64(count))
    let (px, py) = (3.25, 0.125)
    let squares = (columns.first..<columns.end).map {
      let dx = columns.x[$0] - px, dy = columns.y[$0] - py
      return dx * dx + dy * dy
    }
    for kernels in KernelSet.available {
      let least = unsafe kernels.nearestSquared(
        columns.x, columns.y, columns.first, columns.end, px, py)
      #expect(least == squares.min() ?? .infinity, "\(kernels.name)")
    }
  }

  @Test(
    "bounds are those of the plain loop, and one value without a place is seen", arguments: 1...33)
  func bounds(count: Int) {
    var columns = Columns(count: count, seed: UInt64(count))
    let values = columns.x[columns.first..<columns.end]
    for kernels in KernelSet.available {
      var bounds = [0.0, 0, 0]
      unsafe kernels.boundingRange(columns.x, columns.first, columns.end, &bounds)
      #expect(bounds == [values.min(), values.max(), 0], "\(kernels.name)")
      for (i, bad) in zip(columns.first..<columns.end, [.nan, .infinity, -Double.infinity] * 11) {
        let good = columns.x[i]
        columns.x[i] = bad
        unsafe kernels.boundingRange(columns.x, columns.first, columns.end, &bounds)
        #expect(bounds[2].isNaN, "\(kernels.name)")
        columns.x[i] = good
      }
    }
  }

  @Test("cells are numbered as one point at a time", arguments: 0...33)
  func cells(count: Int) {
    // Points on the borders of cells and just beside them, few cells and as many as there may be.
    for (perMetre, width) in [(2.0, 7.0), (0.1, 3), (1 / 3.0, 1_000_003), (0x1p30, 0x1p21)] {
      var random = SplitMix(seed: UInt64(count))
      func places(_ most: Double) -> [Double] {
        (0..<count + 4).map { _ in
          let border = Double.random(in: 0..<most, using: &random).rounded(.down) / perMetre
          let beside = [border, border.nextUp, border.nextDown.magnitude]
          return 500 + beside[Int.random(in: 0..<3, using: &random)]
        }
      }
      let x = places(width), y = places(min(perMetre * 2, 0x1p31))
      let expected = (3..<count + 3).map {
        UInt64((y[$0] - 500) * perMetre) * UInt64(width) + UInt64((x[$0] - 500) * perMetre)
      }
      for kernels in KernelSet.available {
        var numbers = [UInt64](repeating: 7, count: count + 1)
        unsafe kernels.cellNumbers(
          x, y, 3, count + 3, 500, 500, perMetre, perMetre, width, &numbers)
        #expect(numbers == expected + [7], "\(kernels.name)")
      }
    }
  }

  @Test("a pair is found exactly when the plain loop finds one", arguments: 0...33)
  func pairs(count: Int) {
    let columns = Columns(count: count + 5, seed: UInt64(count))
    let middle = columns.first + count / 2
    for squaredRadius in Self.radii {
      var expected = false
      for i in columns.first..<middle {
        let near = columns.near(columns.x[i], columns.y[i], squaredRadius)
        expected = expected || near.contains { $0 >= middle }
      }
      for kernels in KernelSet.available {
        let found = unsafe kernels.anyPairWithin(
          columns.x, columns.y, columns.first, middle, middle, columns.end, squaredRadius)
        #expect(found == expected, "\(kernels.name)")
      }
    }
  }

  @Test("an unknown set is refused with a list of those there are")
  func unknownSet() throws {
    let names = KernelSet.available.map(\.name)
    #expect(names.first == "baseline")
    for name in names { #expect(try KernelSet.named(name).name == name) }
    #expect(
      throws: DwellError(
        .usage,
        "DWELL_KERNELS 'mmx' is none this processor runs: give one of "
          + names.joined(separator: ", "))
    ) { try KernelSet.named("mmx") }
  }
}

private func * (values: [Double], times: Int) -> [Double] {
  (0..<times).flatMap { _ in values }
}
