/// The cells of a row that say where and when it is; absent ones for columns that the plan lacks.
struct PlaceCells {
  var longitude = Cell.absent
  var latitude = Cell.absent
  var time = Cell.absent
  var date = Cell.absent
  var elapsed = Cell.absent
  var heard = Cell.absent
  var vehicle = Cell.absent
}

extension ColumnPlan {
  /// The place of a row whose cells `cell` gives by their column.
  @inline(__always)
  func place(_ cell: (Int) -> Cell) -> PlaceCells {
    var place = PlaceCells()
    if let longitude { place.longitude = cell(longitude) }
    if let latitude { place.latitude = cell(latitude) }
    if let time { place.time = cell(time) }
    if let date { place.date = cell(date) }
    if let elapsed { place.elapsed = cell(elapsed.column) }
    if let positionTime {
      place.heard = cell(positionTime)
      if let vehicle { place.vehicle = cell(vehicle) }
    }
    return place
  }
}
