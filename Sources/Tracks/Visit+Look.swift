extension Visit {
  /// The 95 % quantile of χ² with two degrees of freedom, −2 ln 0.05: a place is in the 95 % look region
  /// when its ``lookDistanceSquared(to:)`` is this or less.
  public static let look95 = 5.991464547107979

  /// How far a place lies from the middle of the look region, squared, in units of its covariance.
  ///
  /// Of a region with two middles, from the nearer. NaN when the visit has no look region.
  public func lookDistanceSquared(to place: Position) -> Double {
    let frame = TangentFrame(at: Position(longitude: lookLongitude, latitude: lookLatitude))
    let at = frame.local(
      Earth.cartesian(longitude: place.longitude, latitude: place.latitude, height: 0))
    let isTwofold = lookModeEast * lookModeEast + lookModeNorth * lookModeNorth > 0
    let mode = isTwofold ? SIMD2(lookModeEast, lookModeNorth) : .zero
    // Of one side: the whole's covariance without what the sides' distance adds.
    let east = lookVarianceEast - mode.x * mode.x
    let north = lookVarianceNorth - mode.y * mode.y
    let cross = lookCovarianceEastNorth - mode.x * mode.y
    let determinant = east * north - cross * cross
    func squared(_ dx: Double, _ dy: Double) -> Double {
      (north * dx * dx - 2 * cross * dx * dy + east * dy * dy) / determinant
    }
    return min(squared(at.x - mode.x, at.y - mode.y), squared(at.x + mode.x, at.y + mode.y))
  }
}
