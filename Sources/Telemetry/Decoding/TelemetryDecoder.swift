import Tracks

/// Knows one format: turns its bytes into fixes, as they come.
///
/// A decoder keeps no bytes. It holds what the format spreads over messages (the last value of each
/// field, clocks, definitions), within bounds that no file can widen: lengths and counts read from a
/// file are checked against what is there before anything is allocated for them.
protocol TelemetryDecoder: SendableMetatype {
  /// The columns it gives beside those every fix may have; their places are those in ``FixRow``.
  static var extras: [ExtraColumn] { get }

  /// Makes a decoder for one file.
  init(_ log: FileLog) throws(DwellError)

  /// Decodes records from the front of the bytes that are there.
  ///
  /// It returns when ``FixRows/isFull`` or when no whole record is left. What it does not understand
  /// it skips, counting it with ``FileLog/skip(_:at:)`` or ``FileLog/note(_:_:)``, to the next place
  /// where a record begins.
  ///
  /// - Parameters:
  ///   - bytes: What is there, more than at the last call or what that left.
  ///   - offset: Where the first of them stands in the decompressed input.
  ///   - isEnd: Whether no more will come.
  /// - Returns: The number of bytes that are done with; 0 asks for more.
  /// - Throws: When the input cannot be read on, or is bad and the reading is strict. What was added to
  ///   `rows` before is given out first.
  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int

  /// Gives what is still held, after the last byte.
  ///
  /// - Parameter rest: The number of bytes at the end that are no whole record; not 0 means that the
  ///   input was cut short.
  /// - Throws: As ``FixRows/endsWithin(_:rest:at:)``.
  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError)

  /// Gives what is held back only until it is certain that nothing joins it, when live input pauses.
  mutating func pause(into rows: FixRows) throws(DwellError)
}

extension TelemetryDecoder {
  /// None.
  static var extras: [ExtraColumn] { [] }

  /// An input whose last record is not whole was cut short.
  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    try rows.endsWithin("the file ends within a record", rest: rest, at: offset)
  }

  /// Nothing is held back.
  mutating func pause(into rows: FixRows) throws(DwellError) {}
}
