internal import CPROJ
import Tracks

/// A PROJ context and what it last complained of.
///
/// One a thread, never shared: do not add `Sendable`, make another one per thread instead. Making
/// one opens PROJ's database, so systems that a thread uses share theirs.
@safe final class ProjContext {
  let handle: OpaquePointer
  private var complaint = ""

  /// Makes a context of its own for the calling thread.
  init() throws(DwellError) {
    guard let created = unsafe proj_context_create() else {
      throw DwellError(.bug, "PROJ cannot make a context: its library may be damaged")
    }
    unsafe handle = created
    // SAFETY: PROJ logs only inside calls made with `handle`, which `self` outlives.
    unsafe proj_log_func(handle, Unmanaged.passUnretained(self).toOpaque()) { owner, _, text in
      guard let owner = unsafe owner, let text = unsafe text else { return }
      unsafe Unmanaged<ProjContext>.fromOpaque(owner).takeUnretainedValue().complaint =
        String(cString: text)
    }
    unsafe proj_log_level(handle, PJ_LOG_ERROR)
  }

  deinit { unsafe proj_context_destroy(handle) }

  /// PROJ's own words on what went wrong since the last call, and forgets them.
  func takeComplaint() -> String {
    let words = complaint
    complaint = ""
    return words
  }
}
