import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which way the camera of a flight looked when, as seen from the vehicle: from its frame centre, or from
/// heading, attitude and gimbal.
///
/// At most 512 spans of time are kept, whose length doubles when all are used: an orbit of forty hours is known
/// to five minutes. What is told depends on the fixes alone, not on their batches.
struct ViewTrail {
  private var spans: [(start: Int64, view: ViewDirection)] = []
  private var length: Int64 = 5_000_000
  private var latitude = TurningAngle()
  /// The first instant at which it looks again.
  private var next = Int64.min

  private static let most = 512
  /// It looks twice a second, microseconds.
  private static let spacing: Int64 = 500_000
  /// A frame centre nearer to the vehicle's own ground point than this, metres, is below it, and on no side.
  private static let below = 10.0

  /// Adds a fix whose camera may be known.
  mutating func take(_ camera: borrowing CameraColumns, _ row: Int) {
    let time = camera.time[row]
    guard time != .min, time >= next, let way = way(camera, row) else { return }
    next = time + Self.spacing
    if let last = spans.indices.last, time - spans[last].start < length {
      spans[last].view.add(way)
      return
    }
    if spans.count == Self.most { halve() }
    var view = ViewDirection()
    view.add(way)
    spans.append((time, view))
  }

  /// The mean direction from one instant to another, microseconds.
  func view(from first: Int64, to last: Int64) -> ViewDirection {
    var view = ViewDirection()
    for span in spans where span.start >= first && span.start <= last { view.add(span.view) }
    return view
  }

  private mutating func halve() {
    length *= 2
    spans = stride(from: 0, to: spans.count, by: 2).map { index in
      var span = spans[index]
      if index + 1 < spans.count { span.view.add(spans[index + 1].view) }
      return span
    }
  }

  /// Where the camera of a row looks along the ground, east and north, length 1; nil where that is not
  /// known, or is straight down.
  private mutating func way(_ camera: borrowing CameraColumns, _ row: Int) -> SIMD2<Double>? {
    if let centre = camera.frameCentre(row)?.position {
      let place = camera.position(row)
      let scale = Earth.metresPerDegree(atLatitude: latitude.unit(degrees: centre.latitude))
      let way = SIMD2(
        Earth.longitudeDifference(from: place.longitude, to: centre.longitude) * scale.longitude,
        (centre.latitude - place.latitude) * scale.latitude)
      let distance = (way * way).sum().squareRoot()
      return distance > Self.below ? way / distance : nil
    }
    guard let line = camera.attitude(row)?.0.direction else {
      let (heading, azimuth) = camera.bearings(row)
      guard heading.isFinite, azimuth.isFinite else { return nil }
      let angle = (heading + azimuth) * .pi / 180
      return SIMD2(sin(angle), cos(angle))
    }
    let way = SIMD2(line.x, line.y)
    let length = (way * way).sum().squareRoot()
    return length > 0.02 ? way / length : nil
  }
}

extension LookPriors {
  /// Tells a visit known by its path on which side it looked, where its camera does: its look region,
  /// and the samples spread over that, are then of this side.
  func side(_ visit: inout Visit, by trail: ViewTrail) {
    guard visit.lookBasis == "path", visit.kind == VisitKind.orbit.rawValue, !visit.isDrifting,
      visit.lookModeEast != 0 || visit.lookModeNorth != 0
    else { return }
    let view = trail.view(from: visit.first.microseconds, to: visit.last.microseconds)
    let region = region(of: visit, view: view)
    guard region.mode == .zero else { return }
    region.store(in: &visit)
    let points = region.spread(visit.sampleEast.count)
    visit.sampleEast = points.map { $0.x }
    visit.sampleNorth = points.map { $0.y }
  }
}
