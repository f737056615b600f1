import Tracks

/// A column whose values are written into lines of JSON.
struct LineCells {
  private let name: String
  /// Its key with the comma before and the colon after it.
  private let key: [UInt8]
  private let values: ColumnValues

  /// The cells of a column.
  init(_ column: Column) {
    var key = [UInt8(ascii: ",")]
    JSONText.append(column.name, to: &key)
    key.append(UInt8(ascii: ":"))
    self.key = key
    name = column.name
    values = column.values
  }

  /// Appends the key and the value of a row; nothing when it has no value.
  func append(_ row: Int, to bytes: inout [UInt8]) throws(DwellError) {
    switch values {
    case .boolean(let values):
      guard let value = values[row] else { return }
      append(value ? "true" : "false", to: &bytes)
    case .integer32(let values):
      if values[row] != .min { append(String(values[row]), to: &bytes) }
    case .integer(let values):
      if values[row] != .min { append(String(values[row]), to: &bytes) }
    case .real(let values):
      guard !values[row].isNaN else { return }
      bytes.append(contentsOf: key)
      JSONText.append(values[row], to: &bytes)
    case .instant(let values):
      if values[row] != .min { append(InstantText.json(values[row]), to: &bytes) }
    case .text(let values): append(text: values[row], to: &bytes)
    case .coded(let labels): append(text: labels[row], to: &bytes)
    case .geometry(let values):
      guard let packed = values.bytes(at: row) else { return }
      bytes.append(contentsOf: key)
      do {
        try Extent(wellKnownBinary: packed).appendGeoJSON(to: &bytes)
      } catch {
        throw DwellError(
          .badData, "column '\(name)', row \(row + 1) of the batch: \(error.message)")
      }
    case .reals(let lists):
      bytes.append(contentsOf: key)
      JSONText.append(lists[row], to: &bytes) { JSONText.append($0, to: &$1) }
    case .integers(let lists):
      bytes.append(contentsOf: key)
      JSONText.append(lists[row], to: &bytes) { value, bytes in
        bytes.append(contentsOf: (value == .min ? "null" : String(value)).utf8)
      }
    case .texts(let lists):
      bytes.append(contentsOf: key)
      JSONText.append(lists[row], to: &bytes) { JSONText.append($0, to: &$1) }
    }
  }

  private func append(_ json: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: json.utf8)
  }

  private func append(text: String?, to bytes: inout [UInt8]) {
    guard let text else { return }
    bytes.append(contentsOf: key)
    JSONText.append(text, to: &bytes)
  }
}
