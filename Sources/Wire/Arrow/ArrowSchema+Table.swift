import Tracks

extension ArrowField {
  /// The field a column of a ``Table`` is written as.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - id: The number of its dictionary, when it takes one.
  init(_ column: Column, dictionary id: Int64) {
    let type: ArrowType =
      switch column.values {
      case .boolean: .boolean
      case .integer32: .integer(bits: 32, isSigned: true)
      case .integer: .integer(bits: 64, isSigned: true)
      case .real: .real(bits: 64)
      case .instant: .instant(bits: 64, tick: .microsecond)
      case .text, .coded: .text(.small)
      case .geometry: .bytes(.small)
      case .reals, .integers, .texts: .list(.small)
      }
    self.init(name: column.name, type: type)
    switch column.values {
    case .coded: dictionary = ArrowDictionary(id: id, bits: 32, isSigned: true)
    case .geometry:
      metadata = [
        (Note.extensionName, Note.wellKnownBinary),
        (Note.extensionMetadata, Note.longitudeLatitude),
      ]
    case .reals: children = [ArrowField(name: "item", type: .real(bits: 64))]
    case .integers:
      children = [ArrowField(name: "item", type: .integer(bits: 64, isSigned: true))]
    case .texts: children = [ArrowField(name: "item", type: .text(.small))]
    default: break
    }
    if column.isInternal { metadata.append((Note.isInternal, "true")) }
  }
}

extension ArrowSchema {
  /// The fields that the columns of a table are written as.
  static func fields(of table: Table) -> [ArrowField] {
    var fields: [ArrowField] = []
    for (index, column) in table.columns.enumerated() {
      fields.append(ArrowField(column, dictionary: Int64(index)))
    }
    return fields
  }
}
