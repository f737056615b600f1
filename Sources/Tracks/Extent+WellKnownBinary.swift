extension Extent {
  /// Little-endian ISO WKB (OGC 06-103r4, §8), two dimensions.
  public var wellKnownBinary: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    func head(_ type: UInt32, _ count: Int? = nil) {
      bytes.append(1)
      append(type)
      if let count { append(UInt32(count)) }
    }
    func append(_ value: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    func append(_ position: Position) {
      for value in [position.longitude.bitPattern, position.latitude.bitPattern] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
      }
    }
    func append(_ ring: [Position]) {
      append(UInt32(ring.count))
      ring.forEach { append($0) }
    }
    switch self {
    case .point(let position):
      head(1)
      append(position)
    case .line(let positions):
      head(2)
      append(positions)
    case .polygon(let rings):
      head(3, rings.count)
      rings.forEach { append($0) }
    case .multiPolygon(let polygons):
      head(6, polygons.count)
      polygons.forEach { Extent.polygon($0).write(to: &bytes) }
    case .collection(let members):
      head(7, members.count)
      members.forEach { $0.write(to: &bytes) }
    }
  }

  /// Reads WKB of either byte order, two dimensions or more (heights and measures are dropped);
  /// multi-points and multi-lines become collections.
  /// - Throws: When the bytes are cut short, nested too deep or of an unknown type.
  public init(wellKnownBinary bytes: ArraySlice<UInt8>) throws(DwellError) {
    var reader = WellKnownBinaryReader(bytes: bytes)
    self = try reader.geometry(depth: 0)
  }
}

private struct WellKnownBinaryReader {
  var bytes: ArraySlice<UInt8>
  var isLittleEndian = true

  mutating func geometry(depth: Int) throws(DwellError) -> Extent {
    guard depth < 16 else { throw Self.bad("it is nested more than 16 deep") }
    isLittleEndian = try integer(1) == 1
    let code = UInt32(try integer(4))
    if code & 0x2000_0000 != 0 { _ = try integer(4) }  // EWKB: an SRID follows
    let thousand = code & 0x0FFF_FFFF
    let hasZ = code & 0x8000_0000 != 0 || thousand / 1000 == 1 || thousand / 1000 == 3
    let hasM = code & 0x4000_0000 != 0 || thousand / 1000 == 2 || thousand / 1000 == 3
    let skipped = (hasZ ? 1 : 0) + (hasM ? 1 : 0)
    switch thousand % 1000 {
    case 1: return .point(try position(skipping: skipped))
    case 2: return .line(try ring(skipping: skipped))
    case 3: return .polygon(try rings(skipping: skipped))
    case 6:
      var polygons: [[[Position]]] = []
      for _ in 0..<(try count(atLeast: 9)) {
        guard case .polygon(let rings) = try geometry(depth: depth + 1) else {
          throw Self.bad("a multi-polygon holds something else")
        }
        polygons.append(rings)
      }
      return .multiPolygon(polygons)
    case 4, 5, 7:
      var members: [Extent] = []
      for _ in 0..<(try count(atLeast: 9)) { members.append(try geometry(depth: depth + 1)) }
      return .collection(members)
    default: throw Self.bad("type \(code) is not known")
    }
  }

  static func bad(_ reason: String) -> DwellError {
    DwellError(.badData, "a geometry (WKB) cannot be read: \(reason)")
  }

  mutating func integer(_ width: Int) throws(DwellError) -> UInt64 {
    guard bytes.count >= width else { throw Self.bad("it is cut short") }
    var value: UInt64 = 0
    for (place, byte) in bytes.prefix(width).enumerated() {
      let shift = UInt64(isLittleEndian ? place : width - 1 - place) * 8
      value |= UInt64(byte) << shift
    }
    bytes = bytes.dropFirst(width)
    return value
  }

  /// A count that the bytes left can hold, so that a lying count allocates nothing.
  mutating func count(atLeast size: Int) throws(DwellError) -> Int {
    let count = Int(try integer(4))
    guard count <= bytes.count / size else { throw Self.bad("it is cut short") }
    return count
  }

  mutating func position(skipping skipped: Int) throws(DwellError) -> Position {
    let longitude = Double(bitPattern: try integer(8))
    let latitude = Double(bitPattern: try integer(8))
    for _ in 0..<skipped { _ = try integer(8) }
    return Position(longitude: longitude, latitude: latitude)
  }

  mutating func ring(skipping skipped: Int) throws(DwellError) -> [Position] {
    var positions: [Position] = []
    for _ in 0..<(try count(atLeast: 16)) { positions.append(try position(skipping: skipped)) }
    return positions
  }

  mutating func rings(skipping skipped: Int) throws(DwellError) -> [[Position]] {
    var rings: [[Position]] = []
    for _ in 0..<(try count(atLeast: 4)) { rings.append(try ring(skipping: skipped)) }
    return rings
  }
}
