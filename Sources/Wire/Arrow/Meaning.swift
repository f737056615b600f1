import Tracks

/// What a field of an Arrow schema becomes in a ``Table``.
enum Meaning: Equatable {
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
  /// Nothing: the column is left out, for this reason.
  case nothing(String)
}

extension ArrowField {
  /// What the field becomes.
  var meaning: Meaning {
    let plain = meaningOfValues
    guard dictionary != nil else { return plain }
    return plain == .text ? .coded : plain
  }

  /// What the field's values become, its dictionary left aside.
  var meaningOfValues: Meaning {
    switch type {
    case .null, .text: return .text
    case .boolean: return .boolean
    case .integer(let bits, let isSigned):
      return bits < 32 || (bits == 32 && isSigned) ? .integer32 : .integer
    case .real: return .real
    case .instant: return .instant
    case .bytes: return meaningOfBytes
    case .list, .fixedList:
      switch children[0].meaning {
      case .real: return .reals
      case .integer, .integer32: return .integers
      case .text where children[0].type == .null: return .nothing("lists of nothing but null")
      case .text, .coded: return .texts
      default: return .nothing("lists of something else than numbers or text")
      }
    case .foreign(let name, _): return .nothing("\(name) values")
    }
  }

  private var meaningOfBytes: Meaning {
    switch note(Note.extensionName) {
    case Note.wellKnownBinary, "ogc.wkb":
      let system = note(Note.extensionMetadata).flatMap(CoordinateSystemNote.init)
      guard let system, !system.isLongitudeLatitude else { return .geometry }
      return .nothing("geometries in \(system.name), not in longitude and latitude (OGC:CRS84)")
    default: return .text
    }
  }
}

extension Meaning {
  /// A column of nulls; nil when there is to be no column.
  func nulls(_ count: Int) -> ColumnValues? {
    let none = Array(repeating: String?.none, count: count)
    switch self {
    case .boolean: return .boolean([Bool?](repeating: nil, count: count))
    case .integer32: return .integer32([Int32](repeating: .min, count: count))
    case .integer: return .integer([Int64](repeating: .min, count: count))
    case .instant: return .instant([Int64](repeating: .min, count: count))
    case .real: return .real([Double](repeating: .nan, count: count))
    case .geometry: return .geometry(PackedBytes(none))
    case .reals: return .reals([[Double]](repeating: [], count: count))
    case .integers: return .integers([[Int64]](repeating: [], count: count))
    case .texts: return .texts([[String]](repeating: [], count: count))
    case .nothing: return nil
    case .text: return .text(PackedBytes(none))
    case .coded:
      var labels = Labels()
      labels.codes = [Int32](repeating: -1, count: count)
      return .coded(labels)
    }
  }
}
