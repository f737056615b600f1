import Tracks

extension Trailer {
  /// The one-row table: `rows`, `status`, and the tallies as three lists of one length.
  ///
  /// A stage that counted nothing, or that follows one of the same name, begins with an element
  /// whose reason is empty; else stages are told apart by their names.
  var table: Table {
    var stages: [String] = []
    var reasons: [String] = []
    var counts: [Int64] = []
    var last: String?
    func add(_ stage: String, _ reason: String, _ count: Int) {
      stages.append(stage)
      reasons.append(reason)
      counts.append(Int64(count))
    }
    for (stage, tally) in tallies {
      if tally.isEmpty || stage == last { add(stage, "", 0) }
      for name in tally.names { add(stage, name, tally[name]) }
      last = stage
    }
    return Table(
      kind: .trailer,
      columns: [
        Column("rows", .integer([Int64(rows)])), Column("status", .text(PackedBytes([status]))),
        Column("stages", .texts([stages])), Column("reasons", .texts([reasons])),
        Column("counts", .integers([counts])),
      ], rowCount: 1)
  }

  /// Reads the table again; nil when it is not one of a trailer.
  init?(_ table: Table) {
    guard table.rowCount == 1, case .integer(let rows)? = table["rows"]?.values,
      case .text(let status)? = table["status"]?.values,
      case .texts(let stages)? = table["stages"]?.values,
      case .texts(let reasons)? = table["reasons"]?.values,
      case .integers(let counts)? = table["counts"]?.values,
      stages[0].count == reasons[0].count, stages[0].count == counts[0].count
    else { return nil }
    self.init(rows: Int(rows[0]), status: status[0] ?? "")
    for (index, stage) in stages[0].enumerated() {
      let reason = reasons[0][index]
      if reason.isEmpty || tallies.last?.stage != stage { tallies.append((stage, Tally())) }
      if !reason.isEmpty {
        tallies[tallies.count - 1].tally.count(reason, Int(counts[0][index]))
      }
    }
  }
}
