/// What the metadata of a motion imagery stream say in numbers, as far as fixes carry it.
///
/// The raw values are places in ``HeldMetadata``; corners come in the order upper left, upper right,
/// lower right, lower left of the image, latitude before longitude.
enum KLVQuantity: Int, CaseIterable {
  case latitude, longitude, altitude, ellipsoidAltitude, ellipsoidAltitudeExtended
  case heading, pitch, roll, pitchFull, rollFull
  case horizontalView, verticalView, azimuth, elevation, sensorRoll, slantRange
  case frameLatitude, frameLongitude, frameElevation, frameEllipsoidHeight
  case targetWidth, targetWidthExtended, targetLatitude, targetLongitude, targetElevation
  case groundSpeed, northSpeed, eastSpeed, course, climb
  case offset1, offset2, offset3, offset4, offset5, offset6, offset7, offset8
  case corner1, corner2, corner3, corner4, corner5, corner6, corner7, corner8
}

/// How a quantity of ST 0601 is written.
struct KLVCode {
  /// What it is.
  var quantity: KLVQuantity
  /// The bytes of the integer; 0 where the number of bytes is free (IMAPB).
  var size: Int
  /// Whether the integer is signed; its least value means that the quantity cannot be told then.
  var isSigned = false
  /// What one step of the integer is worth; of IMAPB, the greatest value.
  var step: Double
  /// The value of 0; of IMAPB, the least value.
  var zero = 0.0

  /// The value in the range of bytes; NaN for an error value, nil for a length it cannot have.
  ///
  /// Some writers put zeros before an integer; a shorter one than the standard's is none.
  func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    if size == 0 { return bytes.mappedReal(range, from: zero, to: step) }
    guard range.count >= size, range.count <= 8 else { return nil }
    guard isSigned else {
      let code = bytes.bigEndian(range.lowerBound, range.count)
      return code >> UInt64(8 * size) == 0 ? Double(code) * step + zero : nil
    }
    let code = bytes.signedBigEndian(range.lowerBound, range.count)
    let least = Int64(-1) << Int64(8 * size - 1)
    if code == least { return .nan }
    return code > least && code <= ~least ? Double(code) * step : nil
  }

  /// By tag, from 0; nil for what no fix carries.
  ///
  /// Source: ST 0601.19, section 8.
  static let byTag: [KLVCode?] = {
    var codes = [KLVCode?](repeating: nil, count: 128)
    func unsigned(
      _ tag: Int, _ what: KLVQuantity, _ size: Int, _ range: Double, from zero: Double = 0
    ) {
      let most = Double(UInt64.max >> UInt64(64 - 8 * size))
      codes[tag] = KLVCode(quantity: what, size: size, step: range / most, zero: zero)
    }
    func signed(_ tag: Int, _ what: KLVQuantity, _ size: Int, _ most: Double) {
      let greatest = Double(UInt64.max >> UInt64(65 - 8 * size))
      codes[tag] = KLVCode(quantity: what, size: size, isSigned: true, step: most / greatest)
    }
    func mapped(_ tag: Int, _ what: KLVQuantity, _ least: Double, _ most: Double) {
      codes[tag] = KLVCode(quantity: what, size: 0, step: most, zero: least)
    }
    unsigned(5, .heading, 2, 360)
    signed(6, .pitch, 2, 20)
    signed(7, .roll, 2, 50)
    signed(13, .latitude, 4, 90)
    signed(14, .longitude, 4, 180)
    unsigned(15, .altitude, 2, 19_900, from: -900)
    unsigned(16, .horizontalView, 2, 180)
    unsigned(17, .verticalView, 2, 180)
    unsigned(18, .azimuth, 4, 360)
    signed(19, .elevation, 4, 180)
    unsigned(20, .sensorRoll, 4, 360)
    unsigned(21, .slantRange, 4, 5_000_000)
    unsigned(22, .targetWidth, 2, 10_000)
    signed(23, .frameLatitude, 4, 90)
    signed(24, .frameLongitude, 4, 180)
    unsigned(25, .frameElevation, 2, 19_900, from: -900)
    signed(40, .targetLatitude, 4, 90)
    signed(41, .targetLongitude, 4, 180)
    unsigned(42, .targetElevation, 2, 19_900, from: -900)
    signed(51, .climb, 2, 180)
    unsigned(56, .groundSpeed, 1, 255)
    unsigned(75, .ellipsoidAltitude, 2, 19_900, from: -900)
    unsigned(78, .frameEllipsoidHeight, 2, 19_900, from: -900)
    signed(79, .northSpeed, 2, 327)
    signed(80, .eastSpeed, 2, 327)
    signed(90, .pitchFull, 4, 90)
    signed(91, .rollFull, 4, 90)
    mapped(96, .targetWidthExtended, 0, 1_500_000)
    mapped(104, .ellipsoidAltitudeExtended, -900, 40_000)
    mapped(112, .course, 0, 360)
    for place in 0..<8 {
      let offset = KLVQuantity(rawValue: KLVQuantity.offset1.rawValue + place)
      let corner = KLVQuantity(rawValue: KLVQuantity.corner1.rawValue + place)
      if let offset { signed(26 + place, offset, 2, 0.075) }
      if let corner { signed(82 + place, corner, 4, place % 2 == 0 ? 90 : 180) }
    }
    return codes
  }()
}
