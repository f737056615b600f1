import Tracks

/// Reads WKT (OGC 06-103r4, §7), any letter case, with or without Z and M, an SRID before it
/// (`SRID=4326;`) passed over; heights and measures are dropped.
/// - Throws: What is wrong, without a coordinate.
func extent(wellKnownText text: String) throws(DwellError) -> Extent {
  var reader = WellKnownTextReader(bytes: ArraySlice(text.utf8))
  let extent = try reader.geometry(depth: 0)
  guard reader.peek() == nil else { throw WellKnownTextReader.bad("something follows its end") }
  return extent
}

private struct WellKnownTextReader {
  var bytes: ArraySlice<UInt8>

  static func bad(_ reason: String) -> DwellError {
    DwellError(.badData, "its geometry is no WKT: \(reason)")
  }

  mutating func geometry(depth: Int) throws(DwellError) -> Extent {
    guard depth < 16 else { throw Self.bad("it is nested more than 16 deep") }
    var type = word()
    if type == "SRID", let end = bytes.firstIndex(of: UInt8(ascii: ";")) {
      bytes = bytes[(end + 1)...]
      type = word()
    }
    // `POINT Z`, `POINTZM`: which of the two it is does not matter, both are dropped.
    if peek() != UInt8(ascii: "(") {
      let saved = bytes
      if !["Z", "M", "ZM"].contains(word()) { bytes = saved }
    }
    for suffix in ["ZM", "Z", "M"] where type.hasSuffix(suffix) {
      type.removeLast(suffix.count)
      break
    }
    switch type {
    case "POINT":
      let positions = try ring()
      guard let first = positions.first, positions.count == 1 else {
        throw Self.bad("a point has one position")
      }
      return .point(first)
    case "MULTIPOINT":
      // Both `(1 2, 3 4)` and `((1 2), (3 4))` are about.
      return .collection(
        try list { reader throws(DwellError) in
          let isNested = reader.peek() == UInt8(ascii: "(")
          return isNested ? try reader.ring() : [try reader.position()]
        }.joined().map { .point($0) })
    case "LINESTRING": return .line(try ring())
    case "MULTILINESTRING":
      return .collection(try rings().map { .line($0) })
    case "POLYGON": return .polygon(try rings())
    case "MULTIPOLYGON":
      return .multiPolygon(try list { reader throws(DwellError) in try reader.rings() })
    case "GEOMETRYCOLLECTION":
      return .collection(
        try list { reader throws(DwellError) in try reader.geometry(depth: depth + 1) })
    default: throw Self.bad("its type is not known")
    }
  }

  /// The next byte that is no blank.
  mutating func peek() -> UInt8? {
    bytes = bytes.drop { $0 <= 0x20 }
    return bytes.first
  }

  private mutating func word() -> String {
    _ = peek()
    let letters = bytes.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    bytes = bytes.dropFirst(letters.count)
    return String(decoding: letters, as: UTF8.self).uppercased()
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    bytes = bytes.dropFirst()
    return true
  }

  private mutating func list<Item>(
    _ item: (inout Self) throws(DwellError) -> Item
  ) throws(DwellError) -> [Item] {
    guard take("(") else {
      if word() == "EMPTY" { return [] }
      throw Self.bad("a '(' is missing")
    }
    var items: [Item] = []
    repeat { items.append(try item(&self)) } while take(",")
    guard take(")") else { throw Self.bad("a ')' is missing") }
    return items
  }

  private mutating func rings() throws(DwellError) -> [[Position]] {
    try list { reader throws(DwellError) in try reader.ring() }
  }

  private mutating func ring() throws(DwellError) -> [Position] {
    try list { reader throws(DwellError) in try reader.position() }
  }

  private mutating func position() throws(DwellError) -> Position {
    let longitude = try number()
    let latitude = try number()
    while let next = peek(), next != UInt8(ascii: ","), next != UInt8(ascii: ")") {
      _ = try number()
    }
    return Position(longitude: longitude, latitude: latitude)
  }

  private mutating func number() throws(DwellError) -> Double {
    _ = peek()
    let digits = bytes.prefix { $0 > 0x20 && !"(),".utf8.contains($0) }
    guard let value = Double(String(decoding: digits, as: UTF8.self)) else {
      throw Self.bad("a number is missing or cannot be read")
    }
    bytes = bytes.dropFirst(digits.count)
    return value
  }
}
