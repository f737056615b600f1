internal import Synchronization

/// How long each phase of a clustering takes: for benchmarks, which set one on the settings.
///
/// Phases run one after another, so a phase's time is what has passed since the one before it ended.
@_spi(Benchmarks) public final class PhaseStopwatch: Sendable, Equatable {
  /// The phases, in order.
  public enum Phase: String, CaseIterable, Sendable {
    /// Checks, the grid, and the points sorted into its cells.
    case sorting
    /// Which points are core points.
    case marking
    /// Which cells are of one cluster.
    case connecting
    /// The numbers of the clusters.
    case numbering
    /// The answer, borders among it, in the order of the input.
    case labelling
  }

  private struct State {
    var last: ContinuousClock.Instant
    var times: [Phase: Duration] = [:]
  }

  private let state: Mutex<State>

  /// Starts now.
  public init() { state = Mutex(State(last: .now)) }

  /// The seconds of each phase that has ended.
  public var seconds: [Phase: Double] {
    state.withLock { $0.times.mapValues { $0 / .seconds(1) } }
  }

  /// Ends a phase.
  func lap(_ phase: Phase) {
    let now = ContinuousClock.now
    state.withLock {
      $0.times[phase, default: .zero] += now - $0.last
      $0.last = now
    }
  }

  /// Two stopwatches are never the same one.
  public static func == (a: PhaseStopwatch, b: PhaseStopwatch) -> Bool { a === b }
}
