import Tracks

/// What the sentences of one instant said.
struct NMEAEpoch {
  /// Microseconds since midnight.
  var timeOfDay: Int64?
  /// Where its first sentence with a time stands.
  var place: RowPlace?
  /// Whether a sentence with a position, valid or not, was there.
  private(set) var hasSentences = false

  private var longitude = Double.nan
  private var latitude = Double.nan
  private var placeRank = 0
  private var isVoid = false
  private var height = Double.nan
  private var separation = Double.nan
  private var speed = Double.nan
  private var course = Double.nan
  private var heading = Double.nan
  private var quality: String?
  private var satellites = Double.nan
  private var hdop = Double.nan

  /// GGA's number of the quality.
  private static let qualities = [
    nil, "gps", "dgps", "pps", "rtk", "rtk_float", "estimated", "manual", "simulated",
  ]

  /// RMC: status, position, knots, course.
  mutating func takeMinimum(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    hasSentences = true
    guard letter(bytes, cells[2]) == 0x41 else {
      isVoid = true
      return
    }
    setPlace(bytes, cells, 3, rank: 2)
    speed = number(bytes, cells[7]) * 1852 / 3600
    course = number(bytes, cells[8])
  }

  /// GGA: position, quality, satellites, dilution, height above the sea, the geoid above the ellipsoid.
  mutating func takeFix(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    hasSentences = true
    let code = number(bytes, cells[6])
    guard code > 0 else {
      isVoid = true
      return
    }
    quality = code < 9 ? Self.qualities[Int(code)] : nil
    setPlace(bytes, cells, 2, rank: 3)
    satellites = number(bytes, cells[7])
    hdop = number(bytes, cells[8])
    height = number(bytes, cells[9])
    separation = number(bytes, cells[11])
  }

  /// GNS: as GGA, with a letter a system for the quality.
  mutating func takeSystems(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    hasSentences = true
    var isFixed = false
    for at in max(0, cells[6].start)..<max(0, cells[6].end) where bytes[at] != 0x4E {
      isFixed = true
    }
    guard isFixed else { return }
    setPlace(bytes, cells, 2, rank: 3)
    satellites = number(bytes, cells[7])
    hdop = number(bytes, cells[8])
    height = number(bytes, cells[9])
    separation = number(bytes, cells[10])
  }

  /// GLL: position, time, status.
  mutating func takePlace(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    hasSentences = true
    guard letter(bytes, cells[6]) == 0x41 else {
      isVoid = true
      return
    }
    setPlace(bytes, cells, 1, rank: 1)
  }

  /// VTG: course, knots.
  mutating func takeMotion(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    if course.isNaN { course = number(bytes, cells[1]) }
    if speed.isNaN { speed = number(bytes, cells[5]) * 1852 / 3600 }
  }

  /// HDT and THS: true heading.
  mutating func takeHeading(_ bytes: Span<UInt8>, _ cells: CommaCells) {
    heading = number(bytes, cells[1])
  }

  /// The fix; nil when no sentence had a valid position, or one said that there is none.
  func row(_ extras: [ExtraColumn]) -> FixRow? {
    guard !isVoid, !longitude.isNaN, !latitude.isNaN else { return nil }
    var row = FixRow(extras)
    row.longitude = longitude
    row.latitude = latitude
    row[.height] = height
    row.datum = .meanSeaLevel
    row[.ellipsoidHeight] = height + separation
    row[.speed] = speed
    row[.course] = course
    row[.heading] = heading
    row[text: 0] = quality
    row[number: 1] = satellites
    row[number: 2] = hdop
    return row
  }

  /// Reads `ddmm.mmmm`, `N` or `S`, `dddmm.mmmm`, `E` or `W`.
  ///
  /// Devices that pass on sentences of others may give them different places; that of GGA and GNS, which
  /// the height belongs to, is taken first, then that of RMC.
  private mutating func setPlace(
    _ bytes: Span<UInt8>, _ cells: CommaCells, _ first: Int, rank: Int
  ) {
    guard rank >= placeRank else { return }
    placeRank = rank
    let north = degrees(number(bytes, cells[first]))
    let east = degrees(number(bytes, cells[first + 2]))
    latitude = letter(bytes, cells[first + 1]) == 0x53 ? -north : north
    longitude = letter(bytes, cells[first + 3]) == 0x57 ? -east : east
  }

  private func degrees(_ packed: Double) -> Double {
    let whole = (packed / 100).rounded(.down)
    return whole + (packed - whole * 100) / 60
  }

  private func number(_ bytes: Span<UInt8>, _ cell: Cell) -> Double {
    readNumber(bytes, cell, point: 0x2E) ?? .nan
  }

  private func letter(_ bytes: Span<UInt8>, _ cell: Cell) -> UInt8 {
    cell.isEmpty ? 0 : bytes[cell.start]
  }
}
