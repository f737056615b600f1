extension Fixes {
  /// Appends another batch; columns that either side lacks are filled with nulls.
  ///
  /// A column of the same name and a type that cannot be widened is kept under a name of its own,
  /// `name_2`.
  package mutating func append(_ batch: consuming Fixes) {
    let before = count
    let more = batch.count
    time += batch.time
    longitude += batch.longitude
    latitude += batch.latitude
    flight.append(batch.flight, after: before, adding: more)
    sortie.append(batch.sortie, after: before, adding: more)
    vehicle.append(batch.vehicle, after: before, adding: more)
    heightDatum.append(batch.heightDatum, after: before, adding: more)
    system.append(batch.system, after: before, adding: more)
    Self.append(batch.x, to: &x, after: before, adding: more)
    Self.append(batch.y, to: &y, after: before, adding: more)
    for measure in Measure.allCases {
      Self.append(
        batch.measures[measure], to: &measures[measure], after: before, adding: more)
    }
    appendExtras(batch.extras, after: before, adding: more)
  }

  private static func append(
    _ values: [Double], to column: inout [Double], after count: Int, adding more: Int
  ) {
    if column.isEmpty && values.isEmpty { return }
    if column.count < count {
      column.append(contentsOf: repeatElement(.nan, count: count - column.count))
    }
    if values.isEmpty {
      column.append(contentsOf: repeatElement(.nan, count: more))
    } else {
      column += values
    }
  }

  private mutating func appendExtras(_ extras: [Column], after count: Int, adding more: Int) {
    var isFilled = [Bool](repeating: false, count: self.extras.count)
    for extra in extras {
      var name = extra.name
      var suffix = 2
      while true {
        guard
          let index = self.extras.firstIndex(where: { $0.name == name }),
          index < isFilled.count, !isFilled[index]
        else {
          var values = extra.values.nulls(count)
          _ = values.append(extra.values)
          self.extras.append(Column(name, values, isInternal: extra.isInternal))
          break
        }
        if self.extras[index].values.append(extra.values) {
          isFilled[index] = true
          break
        }
        name = "\(extra.name)_\(suffix)"
        suffix += 1
      }
    }
    for index in isFilled.indices where !isFilled[index] {
      let nulls = self.extras[index].values.nulls(more)
      _ = self.extras[index].values.append(nulls)
    }
  }
}
