import Tracks

/// Makes fixes of tables that another module decodes, their columns named as in any header.
final class ArrowReader: FormatReader {
  private let tables: any TableReader
  private let log: FileLog
  private var rows: Fixes?
  private var given = 0
  private var hasSaidPreset = false
  private var rowsBefore = 0

  init(_ tables: any TableReader, _ log: FileLog) {
    self.tables = tables
    self.log = log
  }

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    while true {
      if let rows {
        let end = min(rows.count, given + log.settings.batchRows)
        defer { given = end }
        if given == 0 && end == rows.count {
          self.rows = nil
          return rows
        }
        if given < end { return rows.gathered(Array(given..<end)) }
        self.rows = nil
      }
      guard let table = try tables.next() else { return nil }
      given = 0
      let fixes = try fixes(table)
      rows = fixes.count > 0 ? fixes : nil
    }
  }

  private func fixes(_ table: Table) throws(DwellError) -> Fixes {
    guard table.kind == .fixes else {
      throw log.error("it carries \(table.kind.rawValue); read takes fixes")
    }
    let plan = try ColumnPlan(
      table.columns.map(\.name), settings: log.settings, fileName: log.name)
    guard plan.hasPosition else { throw plan.missingPosition(log) }
    if !hasSaidPreset, log.settings.preset == nil, plan.preset.name != "generic" {
      log.warnOnce("preset " + plan.preset.name, plan.preset.announcement)
    }
    hasSaidPreset = true
    do {
      let fixes = try TableFixes(plan, log, rowsBefore).fixes(table)
      rowsBefore += table.rowCount
      return fixes
    } catch {
      throw DwellError(error.kind, "\(log.name): \(error.message)")
    }
  }
}
