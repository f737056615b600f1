/// What went wrong, in one line a user can act on: *where: what is wrong, with the value: what to do*.
///
/// The library throws it and never prints. The tool puts `dwell STAGE: ` before the message and
/// turns the kind into an exit code.
public struct DwellError: Error, Equatable, Sendable {
  /// The kinds of failure a caller can tell apart.
  public enum Kind: Sendable {
    /// A check that was asked for did not hold.
    case check
    /// Wrong words: an option, a unit, a stage, an unreadable CRS.
    case usage
    /// The input is no telemetry, is cut short, or holds no valid row.
    case badData
    /// A named input does not exist or cannot be opened.
    case noInput
    /// A fault of ours.
    case bug
    /// Reading or writing failed underway: disk full, permission, broken device.
    case inputOutput
    /// Whoever read our output has gone (`| head`): the silent end it should be.
    case closedPipe
  }

  /// The kind of failure.
  public var kind: Kind
  /// The one-line message.
  public var message: String

  /// Whether the message already begins with the stage it happened in.
  public var isPlaced: Bool

  /// Makes an error of a kind with its one-line message.
  public init(_ kind: Kind, _ message: String, isPlaced: Bool = false) {
    self.kind = kind
    self.message = message
    self.isPlaced = isPlaced
  }

  /// The error with the stage it happened in before its message; the innermost stage stays.
  public func placed(in stage: String) -> DwellError {
    isPlaced ? self : DwellError(kind, "\(stage): \(message)", isPlaced: true)
  }
}

extension DwellError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
