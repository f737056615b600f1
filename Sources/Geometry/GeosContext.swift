internal import CGEOS
public import Tracks

/// A GEOS context and what it last complained of.
///
/// One a worker, never shared between threads: do not add `Sendable`, make another one instead.
/// Every ``GeosShape`` keeps its context alive.
@safe public final class GeosContext {
  let handle: OpaquePointer
  private var complaint = ""

  /// Makes a context of its own for the calling thread.
  public init() throws(DwellError) {
    guard let created = unsafe GEOS_init_r() else {
      throw DwellError(.bug, "GEOS cannot make a context: its library may be damaged")
    }
    unsafe handle = created
    // SAFETY: GEOS calls back only inside calls made with `handle`, which `self` outlives.
    _ = unsafe GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, owner in
        guard let text = unsafe text, let owner = unsafe owner else { return }
        unsafe Unmanaged<GeosContext>.fromOpaque(owner).takeUnretainedValue().complaint =
          String(cString: text)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { unsafe GEOS_finish_r(handle) }

  /// The failure of a GEOS call in GEOS's own words, which are then forgotten.
  ///
  /// - Parameter verb: What was tried, to stand after "cannot": `buffer a shape`.
  func failure(_ verb: String) -> DwellError {
    // GEOS ends some of its messages with a line break.
    let lines = complaint.split(whereSeparator: \.isNewline)
    let words = lines.isEmpty ? "it does not say why" : lines.joined(separator: "; ")
    complaint = ""
    return DwellError(.badData, "geometry: GEOS cannot \(verb): \(words)")
  }

  /// Passes on the pointer that a GEOS call returned, or throws what GEOS said when it is null.
  func check(_ pointer: OpaquePointer?, _ verb: String) throws(DwellError) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw failure(verb) }
    return unsafe pointer
  }

  /// The answer of a GEOS predicate (0, 1; 2 is its failure).
  func check(_ answer: CChar, _ verb: String) throws(DwellError) -> Bool {
    guard answer != 2 else { throw failure(verb) }
    return answer == 1
  }
}
