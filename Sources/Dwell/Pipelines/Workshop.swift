public import Tracks
internal import Detection
internal import Projection

/// What the stages of one run share: how to warn, and PROJ for their thread.
///
/// The library never prints: warnings go to `warn`, in a user's one line.
public final class Workshop {
  /// Tells the user something that does not stop the run.
  public let warn: (String) -> Void
  /// Whether someone downstream of `read` shows columns that mean nothing to `dwell`.
  public var keepsExtras = true
  /// The settings of every stage so far, known once the first packet has come.
  public internal(set) var settings: [String] = []
  /// Called with what `detect` considers; nil where nobody asks why.
  var consider: ((Consideration) -> Void)?
  private var systems: (any PlaneSystems)?

  /// Makes a workshop; `warn` is called on the thread that runs the stages.
  public init(warn: @escaping (String) -> Void = { _ in }) { self.warn = warn }

  /// The plane systems of this thread, opened when first asked for.
  public func planeSystems() throws(DwellError) -> any PlaneSystems {
    if let systems { return systems }
    let opened = try ProjSystems()
    systems = opened
    return opened
  }
}
