import Tracks

/// The columns of one kind of record in NDJSON, as the line `{"schema":{…}}` tells them.
struct LineSchema: Equatable {
  /// One column.
  struct Place: Equatable {
    /// Its name.
    var name: String
    /// Its type.
    var type: LineType
    /// Whether only stages see it.
    var isInternal: Bool
  }

  /// What the rows are.
  var kind: RecordKind
  /// The system of `x` and `y`, where it is one.
  var crs: String?
  /// The columns, in order.
  var places: [Place]

  /// The schema of a table.
  init(of table: Table, crs: String?) {
    kind = table.kind
    self.crs = crs
    places = table.columns.map {
      Place(name: $0.name, type: LineType($0.values), isInternal: $0.isInternal)
    }
  }

  /// The columns that a kind is known to have: what rows without a schema line are read by.
  ///
  /// Those of `fixes` and `points` are only there when a row has them.
  init(knownOf kind: RecordKind) {
    self.kind = kind
    places =
      switch kind {
      case .fixes: Self.fixes
      case .visits: Self.places(of: Visit.self)
      case .areas: Self.places(of: Area.self)
      case .findings: Self.places(of: Finding.self)
      case .sites: Self.places(of: Site.self)
      case .crossings: Self.places(of: Crossing.self)
      case .points: ["x", "y"].map { Place(name: $0, type: .real, isInternal: false) }
      case .trailer: []
      }
  }

  private static var fixes: [Place] {
    var columns: [(String, LineType)] = [("vehicle", .coded), ("time", .instant)]
    columns += ["lon", "lat"].map { ($0, .real) }
    for measure in Measure.allCases {
      columns.append((measure.rawValue, .real))
      if measure == .height { columns.append(("height_datum", .coded)) }
    }
    columns += [
      ("flight", .coded), ("sortie", .coded), ("x", .real), ("y", .real), ("crs", .coded),
    ]
    return columns.map { Place(name: $0.0, type: $0.1, isInternal: false) }
  }

  private static func places<Row: Record>(of _: Row.Type) -> [Place] {
    Row.table([]).columns.map {
      Place(name: $0.name, type: LineType($0.values), isInternal: $0.isInternal)
    }
  }
}

/// The types of ``ColumnValues``, by the names they have in a schema line.
enum LineType: String {
  /// ``ColumnValues/boolean(_:)``.
  case boolean
  /// ``ColumnValues/integer32(_:)``.
  case integer32
  /// ``ColumnValues/integer(_:)``.
  case integer
  /// ``ColumnValues/real(_:)``.
  case real
  /// ``ColumnValues/instant(_:)``.
  case instant
  /// ``ColumnValues/text(_:)``.
  case text
  /// ``ColumnValues/coded(_:)``.
  case coded
  /// ``ColumnValues/geometry(_:)``.
  case geometry
  /// ``ColumnValues/reals(_:)``.
  case reals
  /// ``ColumnValues/integers(_:)``.
  case integers
  /// ``ColumnValues/texts(_:)``.
  case texts

  /// The type of a column.
  init(_ values: ColumnValues) {
    self =
      switch values {
      case .boolean: .boolean
      case .integer32: .integer32
      case .integer: .integer
      case .real: .real
      case .instant: .instant
      case .text: .text
      case .coded: .coded
      case .geometry: .geometry
      case .reals: .reals
      case .integers: .integers
      case .texts: .texts
      }
  }
}
