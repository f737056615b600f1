import Tracks

/// A stream whose schema has come and whose end has not.
struct OpenStream {
  /// What its rows are.
  let kind: RecordKind
  /// Whether it carries no `dwell.kind`.
  let isForeign: Bool
  /// What each column becomes.
  let meanings: [Meaning]
  /// Whether a batch has come.
  private(set) var hasBatches = false

  private let fields: [ArrowField]
  private let encodedFields: [Int64: ArrowField]
  private var dictionaries = DictionaryStore()

  /// A stream with this schema.
  /// - Throws: When its kind is not known, or cannot be told by its columns.
  init(
    _ schema: ArrowSchema, foreignKind: RecordKind?, at place: InputPlace
  ) throws(DwellError) {
    let name = schema.note(Note.kind)
    isForeign = name == nil
    kind =
      if let name {
        try Self.kind(named: name, of: schema, at: place)
      } else if let foreignKind {
        foreignKind
      } else {
        try Self.kind(byColumns: schema.fields.map(\.name), at: place)
      }
    fields = schema.fields
    meanings = schema.fields.map(\.meaning)
    encodedFields = try schema.fieldsByDictionary(at: place)
  }

  /// Takes the values of a dictionary batch.
  mutating func takeDictionary(
    _ id: Int64, _ cursor: BatchCursor, isDelta: Bool, _ notices: Notices
  ) throws(DwellError) {
    guard let field = encodedFields[id] else {
      throw cursor.damage("dictionary \(id) belongs to no column")
    }
    if case .nothing = field.meaningOfValues { return }
    var reader = ColumnReader(cursor: cursor, dictionaries: dictionaries, notices: notices)
    let values = try reader.dictionary(field)
    guard !isDelta || dictionaries.hasRoom(for: values, id: id) else {
      throw cursor.refusal("its dictionary holds more than 2³¹ bytes")
    }
    dictionaries.take(values, id: id, isDelta: isDelta)
  }

  /// The rows of a record batch.
  mutating func table(_ cursor: BatchCursor, _ notices: Notices) throws(DwellError) -> Table {
    hasBatches = true
    let rowCount = cursor.rowCount
    var reader = ColumnReader(cursor: cursor, dictionaries: dictionaries, notices: notices)
    var columns: [Column] = []
    for (field, meaning) in zip(fields, meanings) {
      if case .nothing = meaning {
        try reader.skip(field)
        continue
      }
      columns.append(
        Column(
          field.name, try reader.column(field), isInternal: field.note(Note.isInternal) == "true"))
    }
    return Table(kind: kind, columns: columns, rowCount: rowCount)
  }

  /// A table of its columns without rows.
  func emptyTable() -> Table {
    var columns: [Column] = []
    for (field, meaning) in zip(fields, meanings) {
      guard let values = meaning.nulls(0) else { continue }
      columns.append(Column(field.name, values, isInternal: field.note(Note.isInternal) == "true"))
    }
    return Table(kind: kind, columns: columns, rowCount: 0)
  }

  private static func kind(
    named name: String, of schema: ArrowSchema, at place: InputPlace
  ) throws(DwellError) -> RecordKind {
    if let kind = RecordKind(rawValue: name) { return kind }
    let version = schema.note(Note.version) ?? "?"
    throw place.refusal(
      "records of kind '\(name)', written by dwell \(version), are not known here: use that "
        + "version for all stages")
  }

  private static func kind(
    byColumns names: [String], at place: InputPlace
  ) throws(DwellError) -> RecordKind {
    let known = Set(names)
    let isOnEarth = known.contains("lon") || known.contains("lat")
    if !isOnEarth && known.isSuperset(of: ["x", "y"]) { return .points }
    if known.isSuperset(of: ["lon", "lat"]) { return .fixes }
    let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " …" : "")
    throw place.refusal(
      "this Arrow stream has neither columns lon and lat (degrees) nor x and y (metres); it has "
        + "\(shown.isEmpty ? "none" : shown): rename them")
  }
}
