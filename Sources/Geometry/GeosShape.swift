internal import CGEOS
internal import Tracks

/// One GEOS geometry, owned: the only place that destroys it.
///
/// Its coordinates are whatever they were made from, metres of a plane or degrees; operations that
/// measure (``buffered(by:)``, ``area()``) only mean something in metres. Moves are free, copies do
/// not exist.
@safe public struct GeosShape: ~Copyable {
  /// Outlives every shape made in it.
  public let context: GeosContext
  private var pointer: OpaquePointer?  // nil once GEOS has taken it over

  /// Takes over what a GEOS call returned.
  /// - Throws: What GEOS said, when that is null; `verb` is what was tried.
  init(owning pointer: OpaquePointer?, in context: GeosContext, _ verb: String) throws(DwellError) {
    let checked = unsafe try context.check(pointer, verb)
    self.context = context
    unsafe self.pointer = checked
  }

  deinit {
    if let pointer = unsafe pointer { unsafe GEOSGeom_destroy_r(context.handle, pointer) }
  }

  /// Lends the pointer; never nil while the shape can be named.
  var borrowed: OpaquePointer? { unsafe pointer }

  /// Gives the pointer to a GEOS call that takes ownership.
  consuming func release() -> OpaquePointer? {
    let given = unsafe pointer
    unsafe pointer = nil
    return unsafe given
  }

  /// What `call` makes of this shape.
  func made(
    _ verb: String, _ call: (OpaquePointer, OpaquePointer?) -> OpaquePointer?
  ) throws(DwellError) -> GeosShape {
    unsafe try GeosShape(
      owning: call(context.handle, pointer), in: context, verb)
  }

  /// The number that `call` measures on this shape.
  func measured(
    _ verb: String, _ call: (OpaquePointer, OpaquePointer?, inout Double) -> Int32
  ) throws(DwellError) -> Double {
    var result = Double.nan
    guard unsafe call(context.handle, pointer, &result) != 0 else { throw context.failure(verb) }
    return result
  }
}
