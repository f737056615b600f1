import Clustering
import Tracks

extension Cluster {
  /// What clustering needs of rows with columns `x` and `y`.
  struct PointColumns {
    var x: [Double] = []
    var y: [Double] = []
    /// Milliseconds, where they count.
    var weights: [Int64]?
    /// Microseconds, where time counts.
    var times: [Int64] = []
  }

  /// Labels rows with columns `x` and `y` in metres, in input order; returns the number of clusters.
  func label(_ tables: inout [Table]) throws(DwellError) -> Int {
    var all = PointColumns()
    for table in tables {
      let some = try columns(of: table)
      all.x += some.x
      all.y += some.y
      all.times += some.times
      if let weights = some.weights { all.weights = (all.weights ?? []) + weights }
    }
    let clusters =
      if let timeRadius {
        try clustering.clusters(
          x: all.x, y: all.y, times: all.times, timeRadius: timeRadius.microseconds,
          weights: all.weights)
      } else {
        try clustering.clusters(x: all.x, y: all.y, weights: all.weights)
      }
    var next = 0
    for row in tables.indices {
      let range = next..<next + tables[row].rowCount
      tables[row].setLabels(Array(clusters.labels[range]), Array(clusters.isCore[range]))
      next = range.upperBound
    }
    return clusters.count
  }

  /// The columns of some rows.
  func columns(of table: Table) throws(DwellError) -> PointColumns {
    var columns = PointColumns()
    guard let xs = table["x"], let ys = table["y"] else {
      throw DwellError(
        .badData,
        "points need columns 'x' and 'y' in metres; there are "
          + table.columns.map { "'\($0.name)'" }.joined(separator: ", "))
    }
    columns.x = try xs.numbers()
    columns.y = try ys.numbers()
    if timeRadius != nil { columns.times = try instants(table) }
    if minPoints != nil { return columns }
    columns.weights = try weights(table)
    return columns
  }

  private func weights(_ table: Table) throws(DwellError) -> [Int64] {
    guard let column = table["weight"] else {
      throw DwellError(.usage, "points without a column 'weight' need --min-points")
    }
    guard minDwell != nil else {
      throw DwellError(.usage, "points need --min-dwell, or --min-points to count them")
    }
    switch column.values {
    case .integer(let values): return values
    case .integer32(let values): return values.map { $0 == .min ? .min : Int64($0) }
    default:
      throw DwellError(
        .badData,
        "column 'weight' holds \(column.values.typeName); "
          + "it must be whole milliseconds (Int64), which add up exactly")
    }
  }

  /// The instants of rows, microseconds.
  private func instants(_ table: Table) throws(DwellError) -> [Int64] {
    let values: [Int64]
    switch table["time"]?.values {
    case .instant(let instants): values = instants
    case .integer(let microseconds): values = microseconds
    case .text(let texts):
      values = try (0..<texts.count).map { row throws(DwellError) in
        guard let text = texts[row], let instant = Instant(text: text) else {
          throw DwellError(
            .badData,
            "point \(row + 1) of its batch: time '\(texts[row] ?? "")' is no instant such as "
              + "2026-03-02T07:58:56Z")
        }
        return instant.microseconds
      }
    case let other:
      let found = other.map { "it holds \($0.typeName)" } ?? "there is none"
      throw DwellError(
        .badData,
        "--time-radius needs a column 'time' of instants or whole microseconds; \(found)")
    }
    guard let row = values.firstIndex(of: .min) else { return values }
    throw DwellError(
      .badData, "point \(row + 1) of its batch has no time: leave it out, or --time-radius")
  }
}

extension Table {
  /// Adds the columns `label` and `core`.
  mutating func setLabels(_ labels: [Int32], _ isCore: [Bool]) {
    columns += [
      Column("label", .integer32(labels)), Column("core", .boolean(isCore.map { $0 })),
    ]
  }
}
