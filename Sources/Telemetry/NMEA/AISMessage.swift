import Tracks

/// The bits of one AIS message, six a value. (ITU-R M.1371-5, annex 8.)
struct AISMessage {
  private let sixes: [UInt8]

  init(_ sixes: [UInt8]) { self.sixes = sixes }

  /// Where the fields of a position report lie, in bits.
  private struct Layout {
    var speed: Int
    var longitude: Int
    var latitude: Int
    var course: Int
    var heading: Int?
    /// Speeds are in whole knots, of aircraft.
    var isAircraft = false
    /// Places, speeds and courses are coarse, as satellites hear them.
    var isLongRange = false
    /// The bits that a message of this type has at least.
    var length: Int
  }

  private var layout: Layout? {
    switch unsigned(0, 6) {
    case 1, 2, 3:
      Layout(speed: 50, longitude: 61, latitude: 89, course: 116, heading: 128, length: 149)
    case 9:
      Layout(speed: 50, longitude: 61, latitude: 89, course: 116, isAircraft: true, length: 134)
    case 18, 19:
      Layout(speed: 46, longitude: 57, latitude: 85, course: 112, heading: 124, length: 139)
    case 27:
      Layout(speed: 79, longitude: 44, latitude: 62, course: 85, isLongRange: true, length: 94)
    default: nil
    }
  }

  /// The fix of a ship, a boat or a search aircraft; nil for other messages and unknown places.
  func row(_ extras: [ExtraColumn]) -> FixRow? {
    guard let layout, sixes.count * 6 >= layout.length else { return nil }
    // Ten thousandths of a minute; tenths where satellites listen.
    let (east, north) =
      layout.isLongRange
      ? (signed(layout.longitude, 18), signed(layout.latitude, 17))
      : (signed(layout.longitude, 28), signed(layout.latitude, 27))
    let parts = layout.isLongRange ? 600.0 : 600_000
    let (longitude, latitude) = (Double(east) / parts, Double(north) / parts)
    guard abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
    var row = FixRow(extras)
    let name = String(unsigned(8, 30))
    row.vehicle = String(repeating: "0", count: max(0, 9 - name.count)) + name
    row.longitude = longitude
    row.latitude = latitude
    (row[.speed], row[.course]) = motion(layout)
    if let place = layout.heading {
      let heading = unsigned(place, 9)
      row[.heading] = heading < 360 ? Double(heading) : .nan
    }
    if layout.isAircraft {
      let height = unsigned(38, 12)
      row[.height] = height < 4095 ? Double(height) : .nan
    }
    return row
  }

  /// Metres a second and degrees over ground, NaN where unknown.
  private func motion(_ layout: Layout) -> (speed: Double, course: Double) {
    if layout.isLongRange {
      let (speed, course) = (unsigned(layout.speed, 6), unsigned(layout.course, 9))
      return (
        speed == 63 ? .nan : Double(speed) * 1852 / 3600, course < 360 ? Double(course) : .nan
      )
    }
    let (speed, course) = (unsigned(layout.speed, 10), unsigned(layout.course, 12))
    let knots = layout.isAircraft ? Double(speed) : Double(speed) / 10
    return (
      speed == 1023 ? .nan : knots * 1852 / 3600, course < 3600 ? Double(course) / 10 : .nan
    )
  }

  private func unsigned(_ start: Int, _ count: Int) -> Int {
    var value = 0
    for bit in start..<start + count {
      let six = bit / 6 < sixes.count ? sixes[bit / 6] : 0
      value = value << 1 | Int(six >> (5 - UInt8(bit % 6)) & 1)
    }
    return value
  }

  private func signed(_ start: Int, _ count: Int) -> Int {
    let value = unsigned(start, count)
    return value >> (count - 1) & 1 == 1 ? value - (1 << count) : value
  }
}
