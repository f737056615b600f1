extension Fixes {
  /// The batch as a table; absent columns are left out.
  public consuming func table() -> Table {
    let count = self.count
    var columns = [
      Column("vehicle", .coded(vehicle)), Column("time", .instant(time)),
      Column("lon", .real(longitude)), Column("lat", .real(latitude)),
    ]
    func add(_ name: String, _ labels: Labels) {
      if !labels.isEmpty { columns.append(Column(name, .coded(labels))) }
    }
    for measure in measures.present {
      columns.append(Column(measure.rawValue, .real(measures[measure])))
      if measure == .height { add("height_datum", heightDatum) }
    }
    add("flight", flight)
    add("sortie", sortie)
    if !x.isEmpty {
      columns.append(Column("x", .real(x)))
      columns.append(Column("y", .real(y)))
      add("crs", system)
    }
    return Table(kind: .fixes, columns: columns + extras, rowCount: count)
  }

  /// The fixes of a table that ``table()`` made or that came over the wire.
  ///
  /// Columns may come in any order; those it does not know become ``extras``.
  /// - Throws: When `time`, `lon` or `lat` is missing or of the wrong type.
  public init(_ table: consuming Table) throws(DwellError) {
    let rowCount = table.rowCount
    var isPlaced = (time: false, longitude: false, latitude: false)
    for column in table.columns {
      switch column.name {
      case "time":
        time = try column.instants()
        isPlaced.time = true
      case "lon":
        longitude = try column.numbers()
        isPlaced.longitude = true
      case "lat":
        latitude = try column.numbers()
        isPlaced.latitude = true
      case "vehicle": vehicle = try column.labels()
      case "flight": flight = try column.labels()
      case "sortie": sortie = try column.labels()
      case "height_datum": heightDatum = try column.labels()
      case "crs": system = try column.labels()
      case "x": x = try column.numbers()
      case "y": y = try column.numbers()
      default:
        if let measure = Measure(rawValue: column.name) {
          measures[measure] = try column.numbers()
        } else {
          extras.append(column)
        }
      }
    }
    guard isPlaced.time, isPlaced.longitude, isPlaced.latitude else {
      let missing = [
        isPlaced.time ? nil : "time", isPlaced.longitude ? nil : "lon",
        isPlaced.latitude ? nil : "lat",
      ].compactMap { $0 }
      throw DwellError(
        .badData, "fixes need a column '\(missing[0])'; there is none: rename one, or use 'read'")
    }
    if vehicle.isEmpty { vehicle = Labels(repeating: "unknown", count: rowCount) }
  }
}

extension Column {
  /// The column as numbers: reals, or integers widened.
  public func numbers() throws(DwellError) -> [Double] {
    switch values {
    case .real(let values): return values
    case .integer(let values): return values.map { $0 == .min ? .nan : Double($0) }
    case .integer32(let values): return values.map { $0 == .min ? .nan : Double($0) }
    default: throw mismatch("numbers")
    }
  }

  /// The column as instants in microseconds; integers are taken as microseconds.
  public func instants() throws(DwellError) -> [Int64] {
    switch values {
    case .instant(let values), .integer(let values): return values
    default: throw mismatch("timestamps")
    }
  }

  /// The column as coded text; numbers become their decimal text.
  public func labels() throws(DwellError) -> Labels {
    switch values {
    case .coded(let labels): return labels
    case .text(let texts):
      var labels = Labels()
      labels.codes.reserveCapacity(texts.count)
      for row in 0..<texts.count { labels.append(texts[row]) }
      return labels
    case .integer(let values):
      var labels = Labels()
      for value in values { labels.append(value == .min ? nil : String(value)) }
      return labels
    case .integer32(let values):
      var labels = Labels()
      for value in values { labels.append(value == .min ? nil : String(value)) }
      return labels
    default: throw mismatch("text")
    }
  }

  /// The error for a column of another type than is wanted.
  package func mismatch(_ wanted: String) -> DwellError {
    DwellError(.badData, "column '\(name)' holds \(values.typeName), not \(wanted)")
  }
}

extension ColumnValues {
  /// The type in a user's words.
  public var typeName: String {
    switch self {
    case .boolean: "truth values"
    case .integer32, .integer: "integers"
    case .real: "numbers"
    case .instant: "timestamps"
    case .text, .coded: "text"
    case .geometry: "geometries"
    case .reals, .integers, .texts: "lists"
    }
  }
}
