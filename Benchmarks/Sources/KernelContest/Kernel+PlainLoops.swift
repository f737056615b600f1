extension Kernel {
  /// The loops that kernels stand for, as anyone would write them and as the compiler makes them.
  static let plainLoops: [Kernel] = [
    Kernel(question: .count, set: "loop") { c, n in
      var count = 0
      for i in 0..<n where isWithin(c, i, 0.5) { count += 1 }
      return Double(count)
    },
    Kernel(question: .weigh, set: "loop") { c, n in
      var sum: Int64 = 0
      for i in 0..<n where isWithin(c, i, 0.5) { sum += c.weight[i] }
      return Double(sum)
    },
    Kernel(question: .any, set: "loop") { c, n in
      for i in 0..<n where isWithin(c, i, 5) { return 1 }
      return 0
    },
    Kernel(question: .nearest, set: "loop") { c, n in
      var least = Double.infinity
      for i in 0..<n {
        let dx = c.x[i] - 0.5, dy = c.y[i] - 0.5
        least = min(least, dx * dx + dy * dy)
      }
      return least
    },
    Kernel(question: .bounds, set: "loop") { c, n in
      var least = c.x[0], greatest = least
      var isFinite = true
      for i in 0..<n {
        least = min(least, c.x[i])
        greatest = max(greatest, c.x[i])
        isFinite = isFinite && c.x[i].isFinite
      }
      return isFinite ? least + greatest : .nan
    },
    Kernel(question: .cells, set: "loop") { c, n in
      let cells = KernelColumns.cells
      for i in 0..<n {
        c.numbers[i] = UInt64(c.y[i] * cells) * UInt64(cells) + UInt64(c.x[i] * cells)
      }
      return Double(c.numbers[n / 2] + c.numbers[n - 1])
    },
  ]

  @inline(__always)
  private static func isWithin(_ c: KernelColumns, _ i: Int, _ p: Double) -> Bool {
    let dx = c.x[i] - p, dy = c.y[i] - p
    return dx * dx + dy * dy <= c.squaredRadius
  }
}
