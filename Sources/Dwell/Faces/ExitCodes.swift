public import Tracks

/// The exit codes of the tool, after BSD's sysexits.h; the only place that has them.
public enum ExitCodes {
  /// Done; bad rows that were skipped and counted included.
  public static let done: Int32 = 0

  /// The exit code of a failure.
  public static func code(of error: DwellError) -> Int32 {
    switch error.kind {
    case .closedPipe: done
    case .check: 1
    case .usage: 64
    case .badData: 65
    case .noInput: 66
    case .bug: 70
    case .inputOutput: 74
    }
  }
}
