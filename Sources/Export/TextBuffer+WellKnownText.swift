import Tracks

extension TextBuffer {
  /// Appends WKT (OGC 06-103r4, §7), longitude first, seven decimals.
  mutating func append(wellKnownText extent: Extent) {
    switch extent {
    case .point(let position):
      append("POINT (")
      append(position, separator: " ")
      append(")")
    case .line(let positions):
      append("LINESTRING ")
      append(wellKnownText: positions)
    case .polygon(let rings):
      append("POLYGON ")
      append(wellKnownText: rings)
    case .multiPolygon(let polygons):
      append("MULTIPOLYGON ")
      append(members: polygons) { $0.append(wellKnownText: $1) }
    case .collection(let members):
      switch Extent.uniform(members) {
      case .points(let positions):
        append("MULTIPOINT ")
        append(members: positions) { $0.append(wellKnownText: [$1]) }
      case .lines(let lines):
        append("MULTILINESTRING ")
        append(wellKnownText: lines)
      case .mixed:
        append("GEOMETRYCOLLECTION ")
        append(members: members) { $0.append(wellKnownText: $1) }
      }
    }
  }

  private mutating func append(wellKnownText positions: [Position]) {
    append(members: positions) { $0.append($1, separator: " ") }
  }

  private mutating func append(wellKnownText rings: [[Position]]) {
    append(members: rings) { $0.append(wellKnownText: $1) }
  }

  private mutating func append<Item>(
    members: [Item], _ appendMember: (inout TextBuffer, Item) -> Void
  ) {
    guard !members.isEmpty else { return append("EMPTY") }
    append("(")
    for (place, member) in members.enumerated() {
      if place > 0 { append(", ") }
      appendMember(&self, member)
    }
    append(")")
  }
}
