import Tracks

extension TextBuffer {
  /// Appends text as XML character data; what XML 1.0 has no room for (control characters) is left out.
  mutating func append(xml text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "\n": append("&#10;")
      case "\r": append("&#13;")
      case "\t": append("&#9;")
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: bytes.append(contentsOf: scalar.utf8)
      }
    }
  }

  /// Appends a value as XML character data: lists as JSON, geometries as WKT.
  /// - Throws: When a geometry cannot be read.
  mutating func append(xml cell: Cell, decimals: Int?) throws(DwellError) {
    switch cell {
    case .null: break
    case .text(let text): append(xml: text)
    case .instant(let value): Export.append(instant: value, .asNeeded, to: &bytes)
    case .geometry(let binary): append(wellKnownText: try Extent(wellKnownBinary: binary))
    case .boolean, .integer, .real: try append(json: cell, decimals: decimals)
    case .reals, .integers, .texts:
      var json = TextBuffer()
      try json.append(json: cell, decimals: decimals)
      append(xml: String(decoding: json.bytes, as: UTF8.self))
    }
  }

  /// Appends a KML geometry (OGC 07-147r2, 10): rings anticlockwise, edges along the ground.
  mutating func append(keyhole extent: Extent) {
    switch extent {
    case .point(let position):
      append("<Point>")
      append(keyhole: [position])
      append("</Point>")
    case .line(let positions):
      append("<LineString><tessellate>1</tessellate>")
      append(keyhole: positions)
      append("</LineString>")
    case .polygon(let rings):
      append("<Polygon><tessellate>1</tessellate>")
      for (place, ring) in rings.enumerated() {
        let side = place == 0 ? "outerBoundaryIs" : "innerBoundaryIs"
        append("<\(side)><LinearRing>")
        append(keyhole: wound(ring, isAnticlockwise: true))
        append("</LinearRing></\(side)>")
      }
      append("</Polygon>")
    case .multiPolygon(let polygons):
      append("<MultiGeometry>")
      for polygon in polygons { append(keyhole: .polygon(polygon)) }
      append("</MultiGeometry>")
    case .collection(let members):
      append("<MultiGeometry>")
      for member in members { append(keyhole: member) }
      append("</MultiGeometry>")
    }
  }

  private mutating func append(keyhole positions: [Position]) {
    append("<coordinates>")
    for (place, position) in positions.enumerated() {
      if place > 0 { append(" ") }
      append(position, separator: ",")
    }
    append("</coordinates>")
  }
}
