import Tracks

/// Reads the metadata of motion imagery: MISB ST 0601 and EG 0104, as KLV on its own or in an MPEG
/// transport stream.
///
/// A fix is where the sensor is; where it looks stands in the frame's columns. Each packet that brings
/// a position is a fix, with the last values of the items that come more seldom.
struct MISBDecoder: TelemetryDecoder {
  /// Places among ``extras``.
  enum Extra {
    static let corners = 0
    static let targetLongitude = 8
    static let targetLatitude = 9
    static let targetHeight = 10
    static let targetWidth = 11
    static let classification = 12
    static let mission = 13
    static let sensor = 14
  }

  static let extras: [ExtraColumn] =
    (1...4).flatMap { [.number("corner\($0)_lon"), .number("corner\($0)_lat")] }
    + [
      .number("target_lon"), .number("target_lat"), .number("target_height_m"),
      .number("target_width_m"), .label("classification"), .label("mission"), .label("sensor"),
    ]

  /// What the metadata stand in.
  private enum Carriage {
    case undecided
    case bare(MISBStream, MISBStream.Shared)
    case beheaded(MISBStream, MISBStream.Shared, BeheadedKeys)
    case transport(TransportDemultiplexer)
  }

  private var carriage = Carriage.undecided

  init(_ log: FileLog) {}

  /// See ``TelemetryDecoder/decode(_:at:isEnd:into:)``.
  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    // Taken out and put back, so that it is not copied.
    let old = carriage
    carriage = .undecided
    switch consume old {
    case .undecided:
      if TransportLayout.of(bytes, least: 2) != nil || TransportLayout.start(bytes) != nil {
        carriage = .transport(TransportDemultiplexer())
      } else if isEnd || bytes.count >= Self.decisive || KLVFramer.findKey(bytes, from: 0) == 0 {
        carriage =
          BeheadedKeys(bytes).map { .beheaded(MISBStream(), MISBStream.Shared(), $0) }
          ?? .bare(MISBStream(), MISBStream.Shared())
      } else {
        return 0
      }
      return try decode(bytes, at: offset, isEnd: isEnd, into: rows)
    case .bare(var stream, var shared):
      defer { carriage = .bare(stream, shared) }
      return try stream.read(bytes, isEnd: isEnd, untilFull: true, &shared, into: rows) {
        offset + $0
      }
    case .beheaded(var stream, var shared, let keys):
      defer { carriage = .beheaded(stream, shared, keys) }
      let (whole, origins) = keys.restored(bytes, isEnd: isEnd)
      let used = try stream.read(
        whole.span, isEnd: isEnd, untilFull: true, &shared, into: rows
      ) {
        offset + origins[min($0, origins.count - 1)]
      }
      return origins[min(used, origins.count - 1)]
    case .transport(var stream):
      defer { carriage = .transport(stream) }
      return try stream.decode(bytes, at: offset, isEnd: isEnd, into: rows)
    }
  }

  /// Bytes that are enough to tell a transport stream.
  private static let decisive = 204 + TransportLayout.enough * 204

  /// See ``TelemetryDecoder/finish(rest:at:into:)``.
  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    if case .transport(var stream) = carriage {
      return try stream.finish(rest: rest, at: offset, into: rows)
    }
    try rows.endsWithin("the file ends within a packet", rest: rest, at: offset)
  }
}
