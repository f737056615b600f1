/// One clustering in space and time, phase by phase.
struct SpaceTimeClusters {
  private let units: SpaceTimeUnits
  private let squaredRadius: Double
  private let timeRadius: UInt64
  private let threads: Int
  private var isCore: [Bool]
  /// The core points alone, in the same order: their places in the sorted columns.
  private var cores: [Int] = []
  private var coreTimes: [UInt64] = []
  /// The first core of each unit, one more value closes the last.
  private var coreStart: [Int] = []
  private var parent: [Int] = []
  /// Trees over the core points of crowded units, made when first asked for.
  private var trees: [Int: SpaceTimeTree] = [:]

  /// Pairs of points of two units that are compared before trees are made.
  private static let trial = 2048

  /// Prepares to cluster sorted points.
  init(_ units: SpaceTimeUnits, squaredRadius: Double, timeRadius: UInt64, threads: Int) {
    self.units = units
    self.squaredRadius = squaredRadius
    self.timeRadius = timeRadius
    self.threads = threads
    isCore = []
  }

  /// The answer, in the order of the input.
  mutating func clusters(
    needed: Int64, borders: DensityClustering.BorderRule
  ) -> Clusters {
    markCores(needed: needed)
    listCores()
    connect()
    return labelled(borders)
  }

  @inline(__always)
  private func squaredDistance(_ i: Int, _ j: Int) -> Double {
    let dx = units.x[i] - units.x[j], dy = units.y[i] - units.y[j]
    return dx * dx + dy * dy
  }

  /// A unit of enough weight is all core; of the others, each point's windows are scanned.
  private mutating func markCores(needed: Int64) {
    let this = self, units = units
    isCore = unsafe [Bool](unsafeUninitializedCapacity: units.count) { marks, written in
      units.forEachBand(threads: threads) { rows in
        var windows: [TimeWindow] = []
        units.forEachStencil(ofRows: rows) { cell, stencil in
          windows.removeAll(keepingCapacity: true)
          for other in stencil { windows.append(TimeWindow(over: this.points(of: other))) }
          for unit in units.units(of: cell) {
            let range = units.points(ofUnit: unit)
            var own: Int64 = 0
            for i in range { own &+= units.weight[i] }
            for i in range {
              // SAFETY: every point is of one cell, every cell of one row, and every row of one band.
              unsafe marks[i] = own >= needed || this.isDense(i, &windows, needed: needed)
            }
          }
        }
      }
      written = units.count
    }
  }

  private func points(of cell: Int) -> Range<Int> {
    units.cellStart[cell]..<units.cellStart[cell + 1]
  }

  private func isDense(_ i: Int, _ windows: inout [TimeWindow], needed: Int64) -> Bool {
    var sum: Int64 = 0
    for slot in windows.indices {
      windows[slot].move(to: units.time[i], radius: timeRadius, units.time)
      for j in windows[slot].first..<windows[slot].end
      where squaredDistance(i, j) <= squaredRadius {
        sum &+= units.weight[j]
        if sum >= needed { return true }
      }
    }
    return false
  }

  private mutating func listCores() {
    for unit in 0..<units.unitCount {
      coreStart.append(cores.count)
      for i in units.points(ofUnit: unit) where isCore[i] {
        cores.append(i)
        coreTimes.append(units.time[i])
      }
    }
    coreStart.append(cores.count)
    parent = Array(0..<units.unitCount)
  }

  private func cores(of units: Range<Int>) -> Range<Int> {
    coreStart[units.lowerBound]..<coreStart[units.upperBound]
  }

  private mutating func root(_ unit: Int) -> Int {
    var unit = unit
    while parent[unit] != unit {
      parent[unit] = parent[parent[unit]]
      unit = parent[unit]
    }
    return unit
  }

  /// Joins the units that have neighbouring core points.
  private mutating func connect() {
    var near: [(cell: Int, other: Int)] = []
    units.forEachStencil(ofRows: units.rowNumber.indices) { cell, stencil in
      for other in stencil where other >= cell { near.append((cell, other)) }
    }
    for (cell, other) in near {
      let theirs = units.units(of: other)
      var from = theirs.lowerBound
      for unit in units.units(of: cell) {
        let mine = cores(of: unit..<unit + 1)
        guard let first = mine.first, let last = mine.last else { continue }
        // Units too early for the earliest core here are too early for all that follow.
        while from < theirs.upperBound && endsTooEarly(from, for: coreTimes[first]) { from += 1 }
        var next = from
        while next < theirs.upperBound && !beginsTooLate(next, for: coreTimes[last]) {
          let a = root(unit), b = root(next)
          if a != b && touch(unit, next, inOneCell: cell == other) {
            parent[max(a, b)] = min(a, b)
          }
          next += 1
        }
      }
    }
  }

  private func endsTooEarly(_ unit: Int, for time: UInt64) -> Bool {
    guard let last = cores(of: unit..<unit + 1).last else { return true }
    return coreTimes[last] < time && time - coreTimes[last] > timeRadius
  }

  private func beginsTooLate(_ unit: Int, for time: UInt64) -> Bool {
    guard let first = cores(of: unit..<unit + 1).first else { return false }
    return coreTimes[first] > time && coreTimes[first] - time > timeRadius
  }

  /// Whether two units have core points that are neighbours; in one cell the nearest in time decide.
  ///
  /// Some pairs are simply compared; of many, trees decide.
  private mutating func touch(_ unit: Int, _ other: Int, inOneCell: Bool) -> Bool {
    let mine = cores(of: unit..<unit + 1), theirs = cores(of: other..<other + 1)
    guard let firstOther = theirs.first, let lastMine = mine.last else { return false }
    if inOneCell {
      return unit < other && coreTimes[firstOther] - coreTimes[lastMine] <= timeRadius
    }
    var window = TimeWindow(over: theirs)
    var compared = 0
    for i in mine {
      window.move(to: coreTimes[i], radius: timeRadius, coreTimes)
      for j in window.first..<window.end {
        if squaredDistance(cores[i], cores[j]) <= squaredRadius { return true }
        compared += 1
        if compared == Self.trial { return tree(unit).touches(tree(other)) }
      }
    }
    return false
  }

  private mutating func tree(_ unit: Int) -> SpaceTimeTree {
    if let made = trees[unit] { return made }
    let reach = SpaceTimeTree.Reach(squaredRadius: squaredRadius, time: timeRadius)
    let made = SpaceTimeTree(over: cores[cores(of: unit..<unit + 1)], of: units, reach)
    trees[unit] = made
    return made
  }

  /// Numbers clusters by their first core point in the input, and finds where the others belong.
  private mutating func labelled(_ borders: DensityClustering.BorderRule) -> Clusters {
    var answer = Clusters(noise: units.count)
    var rootOfRow = [Int](repeating: -1, count: units.count)
    for unit in 0..<units.unitCount {
      let top = root(unit)
      for i in cores(of: unit..<unit + 1) { rootOfRow[units.origin[cores[i]]] = top }
    }
    var number = [Int32](repeating: -1, count: units.unitCount)
    for row in rootOfRow.indices where rootOfRow[row] >= 0 {
      if number[rootOfRow[row]] < 0 {
        number[rootOfRow[row]] = Int32(answer.count)
        answer.count += 1
      }
      answer.isCore[row] = true
      answer.labels[row] = number[rootOfRow[row]]
    }
    if borders != .none && answer.count > 0 { labelBorders(&answer, borders) }
    return answer
  }

  private func labelBorders(_ answer: inout Clusters, _ rule: DensityClustering.BorderRule) {
    let this = self, units = units
    let found = answer.labels
    unsafe answer.labels.withUnsafeMutableBufferPointer { labels in
      units.forEachBand(threads: threads) { rows in
        var windows: [TimeWindow] = []
        units.forEachStencil(ofRows: rows) { cell, stencil in
          guard this.points(of: cell).contains(where: { !this.isCore[$0] }) else { return }
          windows.removeAll(keepingCapacity: true)
          for other in stencil {
            windows.append(TimeWindow(over: this.cores(of: units.units(of: other))))
          }
          for i in this.points(of: cell) where !this.isCore[i] {
            let label = this.borderLabel(i, &windows, found, rule)
            // SAFETY: the row of a point, which is of one cell, as above.
            if label != .max { unsafe labels[units.origin[i]] = label }
          }
        }
      }
    }
  }

  /// The cluster of a point that is no core point, `Int32.max` for none.
  private func borderLabel(
    _ i: Int, _ windows: inout [TimeWindow], _ labels: [Int32],
    _ rule: DensityClustering.BorderRule
  ) -> Int32 {
    var best = (squared: squaredRadius, label: Int32.max)
    for slot in windows.indices {
      windows[slot].move(to: units.time[i], radius: timeRadius, coreTimes)
      for j in windows[slot].first..<windows[slot].end {
        let squared = squaredDistance(i, cores[j])
        guard squared <= squaredRadius else { continue }
        let label = labels[units.origin[cores[j]]]
        if rule == .minimumCluster {
          best.label = min(best.label, label)
        } else if (squared, label) < best {
          best = (squared, label)
        }
      }
    }
    return best.label
  }
}
