import Tracks

extension Workshop {
  /// The one system that a table's `x` and `y` are in, for the schema of the wire: what `project --to` named.
  ///
  /// Nil without such columns, and where each flight has a system of its own (`auto`), which the column
  /// `crs` then names.
  func system(of table: borrowing Table) -> String? {
    guard table.kind == .fixes, table["x"] != nil, table["y"] != nil else { return nil }
    let start = "project --to="
    guard let words = settings.last(where: { $0.hasPrefix(start) }) else { return nil }
    let name = String(words.dropFirst(start.count))
    return name == "auto" ? nil : name
  }
}
