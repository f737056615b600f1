import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FixRow {
  /// Takes who it is: the platform's model and tail number, or its mission where no tail number is
  /// known.
  ///
  /// The mission is no part of the name of a platform that has a number: a platform that flies two
  /// missions is one vehicle.
  mutating func name(_ held: borrowing HeldMetadata) {
    let parts = [held[.designation], held[.tailNumber] ?? held[.mission]].compactMap { $0 }
    vehicle = parts.isEmpty ? nil : parts.joined(separator: " ")
    self[text: MISBDecoder.Extra.mission] = held[.mission]
    self[text: MISBDecoder.Extra.sensor] = held[.sensor]
  }

  /// Takes the place and the measures of a packet's time.
  @inline(__always)
  mutating func fill(_ held: borrowing HeldMetadata) {
    latitude = held[.latitude]
    longitude = held[.longitude]
    fillHeights(held)
    self[.heading] = held[.heading]
    // The full-range items have more digits, and know no limits of ±20° and ±50°.
    self[.pitch] = held[.pitchFull].isNaN ? held[.pitch] : held[.pitchFull]
    self[.roll] = held[.rollFull].isNaN ? held[.roll] : held[.rollFull]
    self[.climb] = held[.climb]
    fillMotion(held)
    self[.frameLatitude] = held[.frameLatitude]
    self[.frameLongitude] = held[.frameLongitude]
    self[.slantRange] = held[.slantRange]
    self[.sensorAzimuth] = held[.azimuth]
    self[.sensorElevation] = held[.elevation]
    self[.sensorRoll] = held[.sensorRoll]
    self[.horizontalView] = held[.horizontalView]
    self[.verticalView] = held[.verticalView]
    fillCorners(held)
    self[number: MISBDecoder.Extra.targetLongitude] = held[.targetLongitude]
    self[number: MISBDecoder.Extra.targetLatitude] = held[.targetLatitude]
    self[number: MISBDecoder.Extra.targetHeight] = held[.targetElevation]
    self[number: MISBDecoder.Extra.targetWidth] =
      held[.targetWidthExtended].isNaN ? held[.targetWidth] : held[.targetWidthExtended]
    self[text: MISBDecoder.Extra.classification] = held.classification
  }

  /// Heights of one datum: above mean sea level, else above the ellipsoid.
  @inline(__always)
  private mutating func fillHeights(_ held: borrowing HeldMetadata) {
    let ellipsoid =
      held[.ellipsoidAltitudeExtended].isNaN
      ? held[.ellipsoidAltitude] : held[.ellipsoidAltitudeExtended]
    let isAboveSea =
      held[.altitude].isNaN ? ellipsoid.isNaN && !held[.frameElevation].isNaN : true
    datum = isAboveSea ? .meanSeaLevel : .ellipsoid
    self[.height] = isAboveSea ? held[.altitude] : ellipsoid
    self[.ellipsoidHeight] = isAboveSea ? ellipsoid : .nan
    self[.frameHeight] = isAboveSea ? held[.frameElevation] : held[.frameEllipsoidHeight]
  }

  /// Speed and course as they are sent, else of the velocity.
  @inline(__always)
  private mutating func fillMotion(_ held: borrowing HeldMetadata) {
    let north = held[.northSpeed]
    let east = held[.eastSpeed]
    self[.speed] = held[.groundSpeed]
    self[.course] = held[.course]
    guard !north.isNaN, !east.isNaN else { return }
    // Whole metres a second are the coarser of the two.
    self[.speed] = (north * north + east * east).squareRoot()
    if held[.course].isNaN, north != 0 || east != 0 {
      self[.course] = atan2(east, north) * 180 / .pi
    }
  }

  /// The corners of the image: as they are sent in full, else the frame centre with the offsets added.
  @inline(__always)
  private mutating func fillCorners(_ held: borrowing HeldMetadata) {
    let full = KLVQuantity.corner1.rawValue
    let offset = KLVQuantity.offset1.rawValue
    for place in 0..<8 {
      let isLatitude = place % 2 == 0
      var value = held[place: full + place]
      if value.isNaN {
        value = held[place: offset + place]
        if !value.isNaN { value += held[isLatitude ? .frameLatitude : .frameLongitude] }
      }
      if !isLatitude && !value.isNaN && abs(value) > 180 {
        value = Earth.normalised(longitude: value)
      }
      // Columns have the longitude first.
      self[number: MISBDecoder.Extra.corners + (place ^ 1)] = value
    }
  }
}
