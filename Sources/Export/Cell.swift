import Tracks

/// One value of one row.
///
/// NaN, the infinities and the null of each type are ``null``.
enum Cell {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  /// Microseconds since the Unix epoch.
  case instant(Int64)
  case text(String)
  /// ISO WKB.
  case geometry(ArraySlice<UInt8>)
  case reals([Double])
  case integers([Int64])
  case texts([String])
}

extension ColumnValues {
  /// The value of a row.
  func cell(_ row: Int) -> Cell {
    switch self {
    case .boolean(let values): values[row].map { .boolean($0) } ?? .null
    case .integer32(let values): values[row] == .min ? .null : .integer(Int64(values[row]))
    case .integer(let values): values[row] == .min ? .null : .integer(values[row])
    case .real(let values): values[row].isFinite ? .real(values[row]) : .null
    case .instant(let values): values[row] == .min ? .null : .instant(values[row])
    case .text(let values): values[row].map { .text($0) } ?? .null
    case .coded(let values): values[row].map { .text($0) } ?? .null
    case .geometry(let values): values.bytes(at: row).map { .geometry($0) } ?? .null
    case .reals(let values): .reals(values[row])
    case .integers(let values): .integers(values[row])
    case .texts(let values): .texts(values[row])
    }
  }
}
