#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

import Tracks

extension MAVLinkVehicle {
  /// Takes GLOBAL_POSITION_INT, the autopilot's estimate.
  func takePosition(
    _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    let boot = Int64(payload.padded(0, as: UInt32.self)) * 1000
    setPlace(latitude: payload.padded(4), longitude: payload.padded(8))
    track.row[.height] = Double(payload.padded(12, as: Int32.self)) / 1000
    track.row[.ellipsoidHeight] = .nan
    track.row[.relativeHeight] = Double(payload.padded(16, as: Int32.self)) / 1000
    let north = Double(payload.padded(20, as: Int16.self)) / 100
    let east = Double(payload.padded(22, as: Int16.self)) / 100
    track.row[.speed] = (north * north + east * east).squareRoot()
    // Standing still has no course.
    track.row[.course] =
      north == 0 && east == 0 ? .nan : atan2(east, north) * 180 / .pi
    track.row[.climb] = 0 - Double(payload.padded(24, as: Int16.self)) / 100
    let heading = payload.padded(26, as: UInt16.self)
    try give(
      at: boot, heading: heading == .max ? .nan : Double(heading) / 100, rank: 0, place, into: rows)
  }

  /// Where GPS_RAW_INT and GPS2_RAW hold what the other holds elsewhere, and how good they are.
  struct Receiver {
    let fix: Int
    let speed: Int
    let course: Int
    let ellipsoid: Int
    let rank: Int

    static let first = Self(fix: 28, speed: 24, course: 26, ellipsoid: 30, rank: 1)
    static let second = Self(fix: 32, speed: 28, course: 30, ellipsoid: 37, rank: 2)
  }

  /// Takes GPS_RAW_INT or GPS2_RAW, a receiver's own position: that of the second only while the first has
  /// none.
  func takeReceiver(
    _ payload: Span<UInt8>, _ receiver: Receiver, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    let fix = Int(payload.padded(receiver.fix, as: UInt8.self))
    if receiver.rank == 1 || fix >= 3 { track.receiver(fix: fix) }
    guard fix >= 3 else {
      guard receiver.rank == 1 else { return }
      return try track.refuse(at: track.now, rank: 1, place: place, into: rows)
    }
    guard track.choice.mayTake(receiver.rank, at: track.now) else { return }
    setPlace(latitude: payload.padded(8), longitude: payload.padded(12))
    track.row[.height] = Double(payload.padded(16, as: Int32.self)) / 1000
    let ellipsoid = payload.padded(receiver.ellipsoid, as: Int32.self)
    track.row[.ellipsoidHeight] = ellipsoid == 0 ? .nan : Double(ellipsoid) / 1000
    track.row[.relativeHeight] = .nan
    let speed = payload.padded(receiver.speed, as: UInt16.self)
    let course = payload.padded(receiver.course, as: UInt16.self)
    track.row[.speed] = speed == .max ? .nan : Double(speed) / 100
    track.row[.course] = course == .max || course == 36_000 ? .nan : Double(course) / 100
    track.row[.climb] = .nan
    // Its own clock is the receiver's or the autopilot's, as the sender likes: the message is as old as
    // those around it.
    try give(at: track.now, heading: .nan, rank: receiver.rank, place, into: rows)
  }

  /// Takes HIGH_LATENCY2, all that a vehicle says over a satellite: whole metres, two degrees.
  func takeSummary(
    _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard track.choice.mayTake(3, at: track.now) else { return }
    setPlace(latitude: payload.padded(4), longitude: payload.padded(8))
    track.row[.height] = Double(payload.padded(14, as: Int16.self))
    track.row[.ellipsoidHeight] = .nan
    track.row[.relativeHeight] = .nan
    track.row[.speed] = Double(payload.padded(31, as: UInt8.self)) / 5
    track.row[.course] = .nan
    track.row[.climb] = Double(payload.padded(37, as: Int8.self)) / 10
    try give(
      at: Int64(payload.padded(0, as: UInt32.self)) * 1000,
      heading: Double(payload.padded(26, as: UInt8.self)) * 2, rank: 3, place, into: rows)
  }

  private func setPlace(latitude: Int32, longitude: Int32) {
    track.row.latitude = Double(latitude) / 1e7
    track.row.longitude = Double(longitude) / 1e7
  }

  private func give(
    at boot: Int64, heading: Double, rank: Int, _ place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    if !track.isFresh(orbitAt) { clearOrbit() }
    if !track.isFresh(frameAt) { clearFrame() }
    let isTaken = try track.add(at: boot, heading: heading, rank: rank, place: place, into: rows)
    if isTaken { track.row[.photo] = .nan }
  }

  /// Forgets the circle that was flown.
  func clearOrbit() {
    orbitAt = BootTrack.never
    track.row[.orbitRadius] = .nan
    track.row[.orbitLongitude] = .nan
    track.row[.orbitLatitude] = .nan
  }

  /// Forgets where the camera looked.
  func clearFrame() {
    frameAt = BootTrack.never
    track.row[.frameLongitude] = .nan
    track.row[.frameLatitude] = .nan
    track.row[.frameHeight] = .nan
    track.row[.horizontalView] = .nan
    track.row[.verticalView] = .nan
  }
}
