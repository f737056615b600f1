import Tracks

/// What both forms of the wire say of a pipe that was cut.
enum PipeEnd {
  /// The error for input that ends before its trailer.
  static func cut(_ name: String) -> DwellError {
    DwellError(
      .badData,
      "\(name) ends before its trailer: the stage before it failed or was killed; "
        + "its output is not complete")
  }

  /// The error for a trailer that says that the run did not come to its end.
  static func incomplete(_ name: String, status: String) -> DwellError {
    DwellError(
      .badData,
      "\(name): the stage before it ended with status '\(status)'; its output is not complete")
  }
}
