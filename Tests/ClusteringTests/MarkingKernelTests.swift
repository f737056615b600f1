import Clustering
import TestSupport
import Testing

@Suite("Every set of kernels finds windows and marks cells as the plain loops do")
struct MarkingKernelTests {
  /// A small grid of cells of up to seven points each, some of them empty.
  private struct Cells {
    let columns = 70, rows = 6
    var x: [Double] = [], y: [Double] = [], weight: [Int64] = []
    var start: [UInt32] = [], column: [UInt32] = [], row: [Int] = []
    /// As the table the kernel reads, two free rows and columns on each side.
    var table: [UInt64] = []
    let words = 3
    /// What the kernel is to find for each cell.
    var windows: [[UInt32]] = []

    init(seed: UInt64) {
      var random = SplitMix(seed: seed)
      table = Array(repeating: 0, count: words * (rows + 4))
      for row in 0..<rows {
        for column in 0..<columns where Int.random(in: 0..<3, using: &random) > 0 {
          start.append(UInt32(x.count))
          self.column.append(UInt32(column))
          self.row.append(row)
          table[(row + 2) * words + (column + 2) / 32] |= 1 << UInt64((column + 2) % 32)
          for _ in 0..<Int.random(in: 1...7, using: &random) {
            x.append(Double(column) + Double(Int.random(in: 0...3, using: &random)) / 4)
            y.append(Double(row) + Double(Int.random(in: 0...3, using: &random)) / 4)
            weight.append(Int64.random(in: 0...3, using: &random))
          }
        }
      }
      start.append(UInt32(x.count))
      var total: UInt64 = 0
      for i in table.indices {
        let bits = table[i]
        table[i] |= total << 32
        total += UInt64(bits.nonzeroBitCount)
      }
      for _ in 0..<8 {
        x.append(3)
        y.append(3)
        weight.append(1_000_000)
      }
      windows = (0..<count).map { search(for: $0) }
    }

    var count: Int { column.count }

    private func search(for cell: Int) -> [UInt32] {
      [0, 1, -1, 2, -2].flatMap { step -> [UInt32] in
        let before = (0..<count).filter {
          (row[$0], Int(column[$0])) < (row[cell] + step, Int(column[cell]) - 2)
        }
        let upTo = (0..<count).filter {
          (row[$0], Int(column[$0])) < (row[cell] + step, Int(column[cell]) + 3)
        }
        return [UInt32(before.count), UInt32(upTo.count)]
      }
    }

    func points(of cell: Int) -> Range<Int> { Int(start[cell])..<Int(start[cell + 1]) }
  }

  @Test("windows are the cells of five columns in five rows", arguments: 0..<4)
  func windows(seed: Int) {
    let cells = Cells(seed: UInt64(seed))
    for kernels in KernelSet.available {
      var found = [UInt32](repeating: .max, count: 10 * cells.count)
      for row in 0..<cells.rows {
        let range = (0..<cells.count).filter { cells.row[$0] == row }
        guard let first = range.first, let last = range.last else { continue }
        unsafe found.withUnsafeMutableBufferPointer { to in
          guard let base = to.baseAddress else { return }
          unsafe kernels.findWindows(
            cells.table, cells.words, row + 2, cells.column, first, last + 1, base + 10 * first)
        }
      }
      for cell in 0..<cells.count {
        #expect(
          Array(found[10 * cell..<10 * cell + 10]) == cells.windows[cell],
          "\(kernels.name), cell \(cell)")
      }
    }
  }

  @Test("cores are marked and counted as by the plain loop", arguments: 1...16)
  func marks(needed: Int) {
    let cells = Cells(seed: 9)
    var before: [Int64] = [0]
    for cell in 0..<cells.count {
      before.append(cells.points(of: cell).reduce(before[cell]) { $0 + cells.weight[$1] })
    }
    for kernels in KernelSet.available {
      for isWeighted in [false, true] {
        for most in [30, 1000] {
          var windows = (0..<cells.count).flatMap { cells.windows[$0] }
          var core = [Bool](repeating: false, count: cells.x.count)
          var counts = [UInt32](repeating: 77, count: cells.count)
          let left =
            isWeighted
            ? unsafe kernels.markWeightyCores(
              cells.x, cells.y, cells.weight, cells.start, before, 0, cells.count, &windows, 2,
              Int64(needed), most, &core, &counts)
            : unsafe kernels.markCores(
              cells.x, cells.y, cells.start, 0, cells.count, &windows, 2, needed, most, &core,
              &counts)
          #expect(left == counts.count { $0 == .max })
          for cell in 0..<cells.count {
            check(cells, cell, counts[cell], core, needed, isWeighted, most, kernels.name)
          }
        }
      }
    }
  }

  private func check(
    _ cells: Cells, _ cell: Int, _ count: UInt32, _ core: [Bool], _ needed: Int,
    _ isWeighted: Bool, _ most: Int, _ name: String
  ) {
    let windows = cells.windows[cell]
    let near = (0..<5).flatMap { slot in
      (windows[2 * slot]..<windows[2 * slot + 1]).flatMap { cells.points(of: Int($0)) }
    }
    func sum(_ points: some Sequence<Int>) -> Int {
      points.reduce(0) { $0 + (isWeighted ? Int(cells.weight[$1]) : 1) }
    }
    let expected = cells.points(of: cell).map { i in
      sum(
        near.filter {
          let dx = cells.x[$0] - cells.x[i], dy = cells.y[$0] - cells.y[i]
          return dx * dx + dy * dy <= 2
        }) >= needed
    }
    let own = sum(cells.points(of: cell))
    if count == .max {
      #expect(near.count > most && own < needed && sum(near) >= needed, "\(name)")
      return
    }
    #expect(near.count <= most || own >= needed || sum(near) < needed, "\(name)")
    #expect(Int(count) == expected.count { $0 }, "\(name), cell \(cell)")
    if count > 0 && count < expected.count {
      #expect(Array(core[cells.points(of: cell)]) == expected, "\(name), cell \(cell)")
    }
  }
}
