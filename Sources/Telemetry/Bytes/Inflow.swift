import Tracks

/// The bytes of one input that were read but not yet used, refilled from a ``ByteSource``.
///
/// A failure of the source (a device error, cut gzip data) is kept in ``failure`` and looks like the
/// end, so that a reader gives what came before it; whoever drives the reader throws it then.
final class Inflow {
  /// What was read; used up to ``position``.
  private(set) var bytes: [UInt8] = []
  /// Where the first unused byte is.
  var position = 0
  /// Whether the source has given its last byte.
  private(set) var isAtEnd = false
  /// Why the source ended early.
  private(set) var failure: DwellError?
  /// Offset of `bytes[0]` in the input.
  private(set) var offset = 0

  private let source: any ByteSource
  private let isLive: Bool
  /// Bytes asked for at a time.
  private var piece: Int
  private let tookBytes: (Int) -> Void
  private var wasShort = false

  /// Bytes a record may have; more is a quote never closed, or no text at all.
  ///
  /// The array that holds it grows by doubling: it stays under 64 MiB, also where a small packed file unpacks to one line.
  static let longestRecord = 16 << 20

  /// - Parameters:
  ///   - isLive: Whether a read may wait for someone to write: a pipe, a terminal, a socket.
  ///   - tookBytes: Told of every read.
  init(_ source: any ByteSource, isLive: Bool, tookBytes: @escaping (Int) -> Void = { _ in }) {
    self.source = source
    self.isLive = isLive
    self.tookBytes = tookBytes
    // A pipe hands on at most 64 KiB at a time: asking for more would make every read look short.
    // Files begin small, since many are only looked at.
    piece = isLive ? 64 << 10 : 16 << 10
  }

  /// The number of unused bytes.
  var available: Int { bytes.count - position }

  /// Whether the next read of a live source may have to wait: the last one had all there was.
  var mayWait: Bool { isLive && wasShort && !isAtEnd }

  /// Reads more; returns whether any came.
  func fill() throws(DwellError) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      offset += position
      bytes.removeSubrange(0..<position)
      position = 0
    }
    guard bytes.count < Self.longestRecord else {
      throw DwellError(
        .badData,
        "\(source.name): byte \(offset): a record of more than \(Self.longestRecord >> 20) MiB "
          + "(a quote that is never closed?)")
    }
    do {
      let count = try source.read(into: &bytes, upTo: piece)
      tookBytes(count)
      wasShort = count < piece
      isAtEnd = count == 0
      if !isLive && !wasShort { piece = min(2 * piece, 256 << 10) }
    } catch {
      failure = error
      isAtEnd = true
    }
    return !isAtEnd
  }
}
