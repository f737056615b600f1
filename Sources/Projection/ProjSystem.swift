internal import CPROJ
public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A metric coordinate system with PROJ behind it, longitude before latitude.
@safe public final class ProjSystem: PlaneSystem {
  /// What PROJ calls it: `EPSG:32633`, or a PROJ string.
  public let name: String
  let context: ProjContext
  let transformation: OpaquePointer

  /// Prepares the way from WGS 84 degrees to a system and back.
  ///
  /// - Throws: A usage error in PROJ's words when it knows no such system, or when the system does
  ///   not measure in metres on a plane.
  init(name: String, context: ProjContext) throws(DwellError) {
    self.name = name
    self.context = context
    try Self.checkMetric(name, context)
    guard
      let raw = unsafe proj_create_crs_to_crs(context.handle, "OGC:CRS84", name, nil),
      let normalised = unsafe proj_normalize_for_visualization(context.handle, raw)
    else {
      throw Self.unknown(name, context)
    }
    unsafe proj_destroy(raw)
    unsafe transformation = normalised
  }

  deinit { unsafe proj_destroy(transformation) }

  private static func unknown(_ name: String, _ context: ProjContext) -> DwellError {
    let words = context.takeComplaint()
    return DwellError(
      .usage,
      "\(name): PROJ knows no such system\(words.isEmpty ? "" : " (\(words))"). "
        + "Try 'projinfo --list-crs'.")
  }

  private static func checkMetric(_ name: String, _ context: ProjContext) throws(DwellError) {
    _ = context.takeComplaint()
    guard let crs = unsafe proj_create(context.handle, name) else { throw unknown(name, context) }
    defer { unsafe proj_destroy(crs) }
    guard unsafe proj_is_crs(crs) != 0 else {
      throw DwellError(
        .usage, "\(name): is no coordinate system to PROJ; a PROJ string needs '+type=crs'.")
    }
    let plane = unsafe try plane(of: crs, name, context)
    defer { unsafe proj_destroy(plane) }
    guard let axes = unsafe proj_crs_get_coordinate_system(context.handle, plane) else {
      throw unknown(name, context)
    }
    defer { unsafe proj_destroy(axes) }
    var factor = 0.0
    var unit: UnsafePointer<CChar>?
    unsafe proj_cs_get_axis_info(
      context.handle, axes, 0, nil, nil, nil, &factor, &unit, nil, nil)
    let unitName = unsafe unit.map { unsafe String(cString: $0) } ?? "no unit"
    guard factor == 1, unitName == "metre" else {
      throw DwellError(
        .usage,
        "\(name): measures in \(unitName), and distances need metres. "
          + "Take a projected system in metres, or 'auto'.")
    }
  }

  /// The part of a system that has the two axes, the caller's to destroy.
  ///
  /// Of a system bound to a transformation (`+nadgrids`) what is bound, of one with heights what is level.
  private static func plane(
    of crs: OpaquePointer, _ name: String, _ context: ProjContext
  ) throws(DwellError) -> OpaquePointer {
    let part =
      switch unsafe proj_get_type(crs) {
      case PJ_TYPE_BOUND_CRS: unsafe proj_get_source_crs(context.handle, crs)
      case PJ_TYPE_COMPOUND_CRS: unsafe proj_crs_get_sub_crs(context.handle, crs, 0)
      default: unsafe proj_clone(context.handle, crs)
      }
    guard let part = unsafe part else { throw unknown(name, context) }
    return unsafe part
  }

  /// See `PlaneSystem`.
  public func toPlane(_ x: inout [Double], _ y: inout [Double]) throws(DwellError) {
    transform(PJ_FWD, &x, &y)
  }

  /// See `PlaneSystem`.
  public func toDegrees(_ x: inout [Double], _ y: inout [Double]) throws(DwellError) {
    transform(PJ_INV, &x, &y)
  }

  /// Both columns are taken where they lie; what PROJ cannot place becomes NaN.
  private func transform(_ direction: PJ_DIRECTION, _ x: inout [Double], _ y: inout [Double]) {
    precondition(x.count == y.count, "columns of one batch have one length")
    let count = x.count
    guard count > 0 else { return }
    let stride = MemoryLayout<Double>.stride
    unsafe x.withUnsafeMutableBufferPointer { xs in
      unsafe y.withUnsafeMutableBufferPointer { ys in
        _ = unsafe proj_trans_generic(
          transformation, direction, xs.baseAddress, stride, count, ys.baseAddress, stride, count,
          nil, 0, 0, nil, 0, 0)
      }
    }
    // One point that fails leaves an error number behind that must not fail the next call.
    if unsafe proj_errno(transformation) != 0 { unsafe proj_errno_reset(transformation) }
    for row in 0..<count where !x[row].isFinite || !y[row].isFinite {
      x[row] = .nan
      y[row] = .nan
    }
  }

  /// See `PlaneSystem`; from differences over about 11 m, exact to 1e-9.
  public func axes(at position: Position) throws(DwellError) -> PlaneAxes {
    let step = 1e-4
    let up = position.latitude + step <= 90 ? step : -step
    var x = [position.longitude, position.longitude, position.longitude + step]
    var y = [position.latitude, position.latitude + up, position.latitude]
    transform(PJ_FWD, &x, &y)
    guard x.allSatisfy(\.isFinite) else {
      throw DwellError(
        .badData, "\(name): holds no such position; take a system that does, or 'auto'")
    }
    let metres = Earth.metresPerDegree(atLatitude: position.latitude)
    let north = ((x[1] - x[0]) / up, (y[1] - y[0]) / up)
    let east = ((x[2] - x[0]) / step, (y[2] - y[0]) / step)
    let areal = abs(east.0 * north.1 - east.1 * north.0) / (metres.longitude * metres.latitude)
    return PlaneAxes(convergence: -atan2(north.0, north.1), scale: areal.squareRoot())
  }
}
