import Tracks

/// The table that closes a run: rows read, dropped by reason, what was made, seconds, memory.
enum Summary {
  /// The table.
  static func text(_ report: RunReport, seconds: Double) -> String {
    var lines: [(String, String)] = [("rows read", grouped(report.rowsRead))]
    for (stage, tally) in report.tallies {
      for name in tally.names where !Made.names.contains(name) && tally[name] > 0 {
        lines.append(("\(stage): \(name)", grouped(tally[name])))
      }
    }
    for name in ["flights", "sorties", "crossings", "visits", "areas", "findings", "candidates"] {
      guard report.tallies.contains(where: { $0.tally.names.contains(name) }) else { continue }
      var text = grouped(report.total(name))
      if name == "visits" {
        let kinds = ["stops", "orbits", "stares"].map { "\(grouped(report.total($0))) \($0)" }
        text += " (\(kinds.joined(separator: ", ")))"
      }
      lines.append((name, text))
    }
    lines.append(("seconds", "\((seconds * 100).rounded() / 100)"))
    lines.append(("peak memory", "\(grouped(Clock.peakMemory / 1_048_576)) MiB"))
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value
    }.joined(separator: "\n")
  }

  /// One line of what a stage in the middle of a pipe dropped, nil when it dropped nothing.
  static func drops(_ report: RunReport, stage: String) -> String? {
    guard let tally = report.tallies.last(where: { $0.stage == stage })?.tally else { return nil }
    let dropped = tally.names.filter { !Made.names.contains($0) && tally[$0] > 0 }
    guard !dropped.isEmpty else { return nil }
    return "dwell \(stage): skipped "
      + dropped.map { "\(grouped(tally[$0])) (\($0))" }.joined(separator: ", ")
  }
}
