public import Tracks

/// Records as an aligned table for a terminal.
public enum TextTable {
  /// The table as text: a header with the units, one line a row, and a last line that says how
  /// many rows are not shown.
  ///
  /// Numbers are rounded for the eye (metres to 0.1, seconds to 1, degrees of position to 1 m) and
  /// stand right; instants are UTC to the second; of a list the first item and the number of
  /// others are shown. Geometries and internal columns are left out, and so are columns that hold
  /// nothing. The rows keep their order; what says most of a kind stands first.
  ///
  /// ```
  /// rank  site    kind       distance (m)  score  first (UTC)
  ///    1  tower   known              12.5   0.98  2020-09-05 10:11:12
  ///    2  –       candidate             –   0.40  2020-09-05 11:00:00
  /// ```
  ///
  /// - Parameters:
  ///   - table: Any kind of record.
  ///   - limit: The most rows to show; 0 or more.
  ///   - width: The most characters a line may have; columns that do not fit are named in a last
  ///     line. Nil for no limit. The first column is always shown.
  public static func render(_ table: Table, limit: Int, width: Int? = nil) -> String {
    let shown = min(max(0, limit), table.rowCount)
    var columns = ordered(table.columns, of: table.kind).compactMap {
      TextColumn($0, rows: shown, kind: table.kind)
    }
    var dropped: [String] = []
    if let width {
      var used = columns.first?.width ?? 0
      var fitting = min(1, columns.count)
      while fitting < columns.count, used + 2 + columns[fitting].width <= width {
        used += 2 + columns[fitting].width
        fitting += 1
      }
      dropped = columns[fitting...].map(\.name)
      columns.removeSubrange(fitting...)
    }
    var lines: [String] = []
    if !columns.isEmpty {
      lines.append(line(columns.map { $0.aligned($0.header) }))
      for row in 0..<shown { lines.append(line(columns.map { $0.aligned($0.cells[row]) })) }
    }
    if shown < table.rowCount {
      lines.append("… \(table.rowCount - shown) more \(table.kind.rawValue)")
    }
    if !dropped.isEmpty { lines.append("… more columns: \(dropped.joined(separator: ", "))") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The columns that a person looks for, in order: where, when and how long before ids, which are long.
  private static let front: [RecordKind: [String]] = [
    .visits: [
      "visit", "kind", "shape", "first", "observed_s", "radius_m", "turns", "centre_lon",
      "centre_lat", "look_basis", "label",
    ],
    .areas: [
      "area", "dwell_s", "visits", "sorties", "vehicles", "centre_lon", "centre_lat", "radius_m",
    ],
    .findings: [
      "rank", "site", "area", "kind", "basis", "distance_m", "score", "none_score", "sorties",
      "dwell_s",
    ],
    .sites: [
      "site", "kind", "basis", "lon", "lat", "semi_major_m", "semi_minor_m", "visits", "sorties",
      "vehicles", "days",
    ],
  ]

  private static func ordered(_ columns: [Column], of kind: RecordKind) -> [Column] {
    let first = front[kind, default: []].compactMap { name in
      columns.first { $0.name == name }
    }
    let names = Set(first.map(\.name))
    return first + columns.filter { !names.contains($0.name) }
  }

  private static func line(_ cells: [String]) -> String {
    let joined = cells.joined(separator: "  ")
    return String(joined.reversed().drop { $0 == " " }.reversed())
  }
}

/// One column of a ``TextTable``.
private struct TextColumn {
  let name: String
  let header: String
  let cells: [String]
  let width: Int
  private let isRight: Bool

  /// Nil for what a terminal does not show.
  init?(_ column: Column, rows: Int, kind: RecordKind) {
    let type = ColumnType(column.values)
    guard !column.isInternal, type != .geometry else { return nil }
    let place = decimals(ofColumn: column.name, kind: kind)
    var isEmpty = rows > 0
    let texts = (0..<rows).map { row in
      let cell = column.values.cell(row)
      if case .null = cell { return "–" }
      isEmpty = false
      return Self.text(cell, decimals: Self.forTheEye(column.name, place))
    }
    if isEmpty { return nil }
    cells = type == .real ? Self.pointsAligned(texts) : texts
    name = column.name
    header = Self.header(column.name, type: type)
    width = cells.map(\.count).reduce(header.count, max)
    isRight = type == .integer || type == .real
  }

  func aligned(_ cell: String) -> String {
    let blanks = String(repeating: " ", count: width - cell.count)
    return isRight ? blanks + cell : cell + blanks
  }

  /// `dwell_s` as `dwell (s)`, an instant with `(UTC)`.
  private static func header(_ name: String, type: ColumnType) -> String {
    if type == .instant { return "\(words(name)) (UTC)" }
    guard type == .real || type == .list else { return words(name) }
    let units = [("_mps", "m/s"), ("_deg", "°"), ("_m", "m"), ("_s", "s")]
    guard let unit = units.first(where: { name.hasSuffix($0.0) }) else { return words(name) }
    return "\(words(name.dropLast(unit.0.count))) (\(unit.1))"
  }

  private static func words(_ name: some StringProtocol) -> String {
    name.split(separator: "_").joined(separator: " ")
  }

  private static func forTheEye(_ name: String, _ decimals: Int?) -> Int? {
    switch decimals {
    case nil: nil
    case coordinateDecimals: 5
    case 4: 2
    default: name.hasSuffix("_s") ? 0 : 1
    }
  }

  private static func text(_ cell: Cell, decimals: Int?) -> String {
    var buffer = TextBuffer()
    switch cell {
    case .null, .geometry: return "–"
    case .boolean(let value): return value ? "yes" : "no"
    case .integer(let value): return String(value)
    case .real(let value): buffer.append(value, decimals: decimals)
    case .instant(let value): append(instant: value, .none, to: &buffer.bytes)
    case .text(let text): return text.filter { !$0.isNewline }
    case .reals(let values):
      return list(values.map { .real($0) }, decimals: decimals)
    case .integers(let values): return list(values.map { .integer($0) }, decimals: decimals)
    case .texts(let values): return list(values.map { .text($0) }, decimals: decimals)
    }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Numbers with as many decimals as the one that has most, so that their points stand in line.
  private static func pointsAligned(_ texts: [String]) -> [String] {
    func places(_ text: String) -> Int? {
      text.firstIndex(of: ".").map { text[$0...].count - 1 }
    }
    let most = texts.compactMap(places).max() ?? 0
    return texts.map { text in
      guard most > 0, text != "–" else { return text }
      let own = places(text) ?? 0
      return text + (own == 0 ? "." : "") + String(repeating: "0", count: most - own)
    }
  }

  private static func list(_ cells: [Cell], decimals: Int?) -> String {
    guard let first = cells.first else { return "–" }
    let more = cells.count > 1 ? " +\(cells.count - 1)" : ""
    return text(first, decimals: decimals) + more
  }
}
