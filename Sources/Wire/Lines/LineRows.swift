import Tracks

/// Rows of one kind read from lines of JSON, gathered until they are made into a table.
struct LineRows {
  /// Their kind.
  let kind: RecordKind
  /// The values of each row by column; nil where the row has none.
  private var cells: [[JSONValue?]] = []
  private var places: [LineSchema.Place?] = []
  private var names: [String] = []
  private var indexOfName: [String: Int] = [:]
  private let schema: LineSchema
  private let isDeclared: Bool
  /// The line of each row.
  private var lines: [Int] = []
  /// Bytes of the lines.
  private(set) var size = 0

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - schema: The columns.
  ///   - isDeclared: Whether a schema line told them: then all are there; else, of fixes and
  ///     points, those that a row has.
  init(_ schema: LineSchema, isDeclared: Bool) {
    kind = schema.kind
    self.schema = schema
    self.isDeclared = isDeclared
    for place in schema.places { addColumn(place.name, place) }
  }

  /// The number of rows.
  var count: Int { lines.count }

  /// The number of values they make room for.
  var cellCount: Int { lines.count * names.count }

  /// The system of `x` and `y`, where it is one.
  var crs: String? { schema.crs }

  /// Adds a row.
  mutating func append(_ members: some Sequence<JSONValue.Member>, line: Int, size: Int) {
    let row = lines.count
    lines.append(line)
    self.size += size
    // Rows of one writer have their keys in one order, mostly that of the columns.
    var guess = 0
    for member in members {
      if case .null = member.value { continue }
      while guess < names.count && names[guess] != member.key { guess += 1 }
      if guess == names.count {
        if let index = indexOfName[member.key] {
          guess = index
        } else {
          addColumn(member.key, nil)
        }
      }
      for _ in cells[guess].count..<max(row, cells[guess].count) { cells[guess].append(nil) }
      if cells[guess].count == row { cells[guess].append(member.value) }
    }
  }

  private mutating func addColumn(_ name: String, _ place: LineSchema.Place?) {
    if indexOfName[name] == nil { indexOfName[name] = names.count }
    names.append(name)
    places.append(place)
    cells.append([])
  }

  /// The rows as a table; columns that no schema names take the type their values have.
  /// - Throws: When a value is not of its column's type.
  func table(in source: String) throws(DwellError) -> Table {
    var columns: [Column] = []
    for (index, name) in names.enumerated() {
      let place = places[index]
      let isOptional = !isDeclared && (kind == .fixes || kind == .points)
      if isOptional && cells[index].isEmpty { continue }
      let values = cells[index] + Array(repeating: nil, count: count - cells[index].count)
      guard let type = place?.type ?? LineType(of: values) else { continue }
      do {
        let values = try ColumnValues(type, values)
        columns.append(Column(name, values, isInternal: place?.isInternal ?? false))
      } catch {
        throw DwellError(
          .badData,
          "\(source):\(lines[error.row]): the value of '\(name)' is not of type \(type.rawValue)")
      }
    }
    return Table(kind: kind, columns: columns, rowCount: count)
  }
}
