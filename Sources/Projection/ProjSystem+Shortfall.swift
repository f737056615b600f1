internal import CPROJ
public import Tracks

extension ProjSystem {
  /// A transformation that is off by more than this, metres, is worse than satellite navigation.
  private static let worthSaying = 5.0

  /// See `PlaneSystem`.
  ///
  /// PROJ takes the best way of those whose grids are installed, without a word: at a place that none of them
  /// reaches one that leaves the difference of datums out, up to hundreds of metres.
  public func shortfall(at position: Position) -> PlaneShortfall? {
    _ = context.takeComplaint()
    let placed = unsafe proj_trans(
      transformation, PJ_FWD, proj_coord(position.longitude, position.latitude, 0, 0))
    defer { if unsafe proj_errno(transformation) != 0 { unsafe proj_errno_reset(transformation) } }
    guard let used = unsafe proj_trans_get_last_used_operation(transformation) else { return nil }
    defer { unsafe proj_destroy(used) }
    let isPlaced = unsafe placed.xy.x.isFinite && placed.xy.y.isFinite
    let isBallpark =
      unsafe proj_coordoperation_has_ballpark_transformation(context.handle, used) != 0
    let accuracy = unsafe proj_coordoperation_get_accuracy(context.handle, used)
    if isPlaced, !isBallpark, accuracy <= Self.worthSaying { return nil }
    let missing = missingGrid(at: position)
    if !isPlaced || isBallpark {
      // A system that merely does not hold the place has fixes outside, which are counted.
      guard isBallpark || missing != nil else { return nil }
      let lack = missing.map { "the grid \($0.advice)" }
      return PlaneShortfall(
        isBallpark: true,
        message: lack.map { "\(name): PROJ has no way there from WGS 84 without \($0)" }
          ?? "\(name): PROJ knows no way there from WGS 84 where the fixes are; take a system made for the place, or 'auto'"
      )
    }
    guard let missing, missing.accuracy < accuracy else { return nil }
    return PlaneShortfall(
      isBallpark: false,
      message: "\(name): off by up to \(metres(accuracy)); "
        + "by \(metres(missing.accuracy)) with the grid \(missing.advice)")
  }

  private func metres(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value)) m" : "\(value) m"
  }

  /// A grid that the best way to the system at a place needs and that is not installed.
  private struct MissingGrid {
    var name: String
    /// Of the way with it, metres; 0 where not known.
    var accuracy: Double

    /// The name, and how it is installed.
    var advice: String {
      "'\(name)': install PROJ's grids (package proj-data), or this one with 'projsync --file \(name)'"
    }
  }

  /// Looks through all ways that PROJ knows, installed or not, the best first.
  private func missingGrid(at position: Position) -> MissingGrid? {
    guard let factory = unsafe proj_create_operation_factory_context(context.handle, nil),
      let degrees = unsafe proj_create(context.handle, "OGC:CRS84"),
      let target = unsafe proj_create(context.handle, name)
    else { return nil }
    defer {
      unsafe proj_destroy(target)
      unsafe proj_destroy(degrees)
      unsafe proj_operation_factory_context_destroy(factory)
    }
    let (west, east) = (max(-180, position.longitude - 1e-6), min(180, position.longitude + 1e-6))
    let (south, north) = (max(-90, position.latitude - 1e-6), min(90, position.latitude + 1e-6))
    unsafe proj_operation_factory_context_set_area_of_interest(
      context.handle, factory, west, south, east, north)
    unsafe proj_operation_factory_context_set_spatial_criterion(
      context.handle, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    unsafe proj_operation_factory_context_set_grid_availability_use(
      context.handle, factory, PROJ_GRID_AVAILABILITY_IGNORED)
    guard let ways = unsafe proj_create_operations(context.handle, degrees, target, factory)
    else { return nil }
    defer { unsafe proj_list_destroy(ways) }
    let count = unsafe proj_list_get_count(ways)
    for number in 0..<count {
      guard let way = unsafe proj_list_get(context.handle, ways, number) else { continue }
      defer { unsafe proj_destroy(way) }
      if let missing = unsafe missingGrid(of: way) { return missing }
    }
    return nil
  }

  private func missingGrid(of way: OpaquePointer) -> MissingGrid? {
    let count = unsafe proj_coordoperation_get_grid_used_count(context.handle, way)
    for index in 0..<count {
      var name: UnsafePointer<CChar>?
      var isThere: Int32 = 0
      unsafe proj_coordoperation_get_grid_used(
        context.handle, way, index, &name, nil, nil, nil, nil, nil, &isThere)
      guard isThere == 0, let name = unsafe name else { continue }
      return MissingGrid(
        name: unsafe String(cString: name),
        accuracy: max(0, unsafe proj_coordoperation_get_accuracy(context.handle, way)))
    }
    return nil
  }
}
