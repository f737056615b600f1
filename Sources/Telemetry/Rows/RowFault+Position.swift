extension RowFault {
  /// What is wrong with a position; nil when it is one on the globe.
  ///
  /// 0° N 0° E is none: receivers write it before their first fix, so that it is no fault of the input.
  init?(longitude: Double, latitude: Double) {
    if longitude.isNaN || latitude.isNaN {
      self.init(reason: "no position", detail: "the record has no position")
    } else if longitude == 0 && latitude == 0 {
      self.init(
        reason: "position 0, 0", detail: "the position is 0, 0: the receiver had no fix yet",
        isHarmless: true)
    } else if abs(latitude) > 90 {
      self.init(
        reason: "latitude out of range", detail: "latitude \(latitude) is not within ±90")
    } else if longitude < -180 || longitude > 360 {
      self.init(
        reason: "longitude out of range", detail: "longitude \(longitude) is not within ±180")
    } else {
      return nil
    }
  }
}
