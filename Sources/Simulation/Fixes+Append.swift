import Tracks

extension Fixes {
  /// Appends fixes that have the same columns.
  mutating func append(_ more: consuming Fixes) {
    time += more.time
    longitude += more.longitude
    latitude += more.latitude
    vehicle.append(more.vehicle)
    heightDatum.append(more.heightDatum)
    for measure in more.measures.present { measures[measure] += more.measures[measure] }
  }
}

extension Labels {
  /// Appends the rows of another column.
  fileprivate mutating func append(_ other: Labels) {
    let translated = other.names.map { code(of: $0) }
    codes.append(contentsOf: other.codes.lazy.map { $0 < 0 ? -1 : translated[Int($0)] })
  }
}
