import Tracks

/// A geometry as GeoPackage stores it (OGC 12-128r17, §2.1.3), with the box a spatial index needs.
struct GeoPackageGeometry {
  /// The blob: the header (with an envelope, but for a point, which is its own), then ISO WKB.
  let bytes: [UInt8]
  /// Its box; nil when it has no position.
  let bounds: (west: Double, south: Double, east: Double, north: Double)?

  /// Encodes a position.
  init(_ position: Position, system: Int32) {
    var bytes = Self.header(flags: 0b001, system: system)
    bytes.reserveCapacity(29)
    bytes.append(1)
    append(littleEndian: 1 as UInt32, to: &bytes)
    append(littleEndian: position.longitude.bitPattern, to: &bytes)
    append(littleEndian: position.latitude.bitPattern, to: &bytes)
    self.bytes = bytes
    bounds = (position.longitude, position.latitude, position.longitude, position.latitude)
  }

  /// Encodes any geometry; a polygon of a multi-polygon layer as a multi-polygon of one.
  init(_ extent: Extent, type: GeoPackageGeometryType, system: Int32) {
    if case .point(let position) = extent {
      self = GeoPackageGeometry(position, system: system)
      return
    }
    var stored = extent
    if type == .multiPolygon, case .polygon(let rings) = extent { stored = .multiPolygon([rings]) }
    bounds = stored.bounds
    if let bounds {
      var bytes = Self.header(flags: 0b011, system: system)
      for value in [bounds.west, bounds.east, bounds.south, bounds.north] {
        append(littleEndian: value.bitPattern, to: &bytes)
      }
      self.bytes = bytes + stored.wellKnownBinary
    } else {
      bytes = Self.header(flags: 0b10001, system: system) + stored.wellKnownBinary
    }
  }

  /// `GP`, version 0, the flags (bit 0 little-endian, 1–3 the envelope's kind, 4 empty), the system.
  private static func header(flags: UInt8, system: Int32) -> [UInt8] {
    var bytes: [UInt8] = [0x47, 0x50, 0, flags]
    append(littleEndian: UInt32(bitPattern: system), to: &bytes)
    return bytes
  }
}

private func append(littleEndian value: some FixedWidthInteger, to bytes: inout [UInt8]) {
  for shift in stride(from: 0, to: value.bitWidth, by: 8) {
    bytes.append(UInt8(truncatingIfNeeded: value >> shift))
  }
}

/// The geometry types that a layer of ours can declare.
enum GeoPackageGeometryType: String {
  case point = "POINT"
  case multiPolygon = "MULTIPOLYGON"
  case geometry = "GEOMETRY"

  /// The narrowest type that holds every geometry of a layer; where it has none, what its kind
  /// usually has.
  ///
  /// The type of areas and visits does not change with whether an outline has one part or two,
  /// so that files of two runs can be laid together.
  init(of layer: HeldLayer) throws(DwellError) {
    var found: Set<GeoPackageGeometryType> = []
    try layer.forEachRow { rows, row throws(DwellError) in
      switch try rows.geometry(row).extent() {
      case nil: break
      case .point: found.insert(.point)
      case .polygon, .multiPolygon: found.insert(.multiPolygon)
      case .line, .collection: found.insert(.geometry)
      }
    }
    if found.count == 1, let only = found.first {
      self = only
    } else if !found.isEmpty {
      self = .geometry
    } else {
      switch layer.schema.kind {
      case .areas, .visits: self = .multiPolygon
      case .findings, .crossings, .fixes, .points: self = .point
      case .sites, .trailer: self = .geometry
      }
    }
  }
}
