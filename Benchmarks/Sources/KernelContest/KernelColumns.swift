import BenchmarkData

/// Points in the unit square around a ball that holds half of them: what kernels are timed on.
public final class KernelColumns: @unchecked Sendable {
  /// Points that there are.
  public let count: Int
  let x: UnsafeMutablePointer<Double>
  let y: UnsafeMutablePointer<Double>
  let weight: UnsafeMutablePointer<Int64>
  /// Where cells are written to.
  let numbers: UnsafeMutablePointer<UInt64>
  /// Cells along either side of the square.
  static let cells = 1000.0
  /// π r² is half of the square.
  let squaredRadius = 0.5 / Double.pi

  /// Seeded points, with the margin that kernels may read beyond them.
  public init(count: Int) {
    self.count = count
    x = .allocate(capacity: count + 8)
    y = .allocate(capacity: count + 8)
    weight = .allocate(capacity: count + 8)
    numbers = .allocate(capacity: count)
    numbers.initialize(repeating: 0, count: count)
    var random = SeededNumbers(seed: 1)
    for i in 0..<count + 8 {
      (x + i).initialize(to: random.uniform(0, 1))
      (y + i).initialize(to: random.uniform(0, 1))
      (weight + i).initialize(to: Int64(random.below(10_000)))
    }
  }

  deinit {
    x.deallocate()
    y.deallocate()
    weight.deallocate()
    numbers.deallocate()
  }
}
