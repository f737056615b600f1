import Tracks

/// Cuts an input into the encapsulated messages of Arrow streams (columnar specification,
/// "Encapsulated message format").
final class MessageReader {
  /// What comes next in the input.
  enum Event {
    /// A message: its metadata, its body, and where that lies.
    case message(MessageHead, body: [UInt8], InputPlace)
    /// The end-of-stream marker, and where it lies.
    case endOfStream(InputPlace)
    /// No byte more, at a place where a message could begin.
    case endOfInput
    /// No byte more, within a message.
    case cut
  }

  private let input: StreamInput
  private var isFile = false

  /// The messages of an input.
  init(_ input: StreamInput) { self.input = input }

  /// What comes next.
  /// - Throws: When it is no message.
  func next() throws(DwellError) -> Event {
    let start = input.place
    let prefix = try input.take(8)
    if prefix.isEmpty { return .endOfInput }
    guard prefix.count == 8 else { return .cut }
    guard prefix[0..<4].allSatisfy({ $0 == 0xFF }) else {
      guard start.byte == 0, Recognition.isFile(prefix) else { throw refusal(at: start) }
      isFile = true
      return try next()
    }
    let length = prefix[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    if length == 0 {
      if isFile, try !footerIsWhole() { return .cut }
      return .endOfStream(start)
    }
    guard length <= Int(Int32.max) else { throw start.damage("a message is \(length) bytes long") }
    let place = input.place
    let metadata = try input.take(length)
    guard metadata.count == length else { return .cut }
    let head = try MessageHead(metadata, at: place)
    let bodyPlace = input.place
    let body = try input.take(head.bodyLength)
    guard body.count == head.bodyLength else { return .cut }
    return .message(head, body: body, bodyPlace)
  }

  /// The error for bytes that begin no message.
  private func refusal(at place: InputPlace) -> DwellError {
    if place.byte == 0 {
      return place.refusal(
        "this is no Arrow stream (it does not begin with FF FF FF FF): write one with "
          + "pyarrow.ipc.new_stream of Arrow 0.15 or later")
    }
    if isFile && place.byte == 8 {
      return place.refusal(
        "this Arrow file does not begin with the stream that a file contains: write a stream "
          + "(polars: write_ipc_stream, pyarrow: ipc.new_stream)")
    }
    return place.refusal(
      "no Arrow message begins here: the stream is damaged, or something else follows it")
  }

  /// Reads what stands in a file after its stream; whether it ends as a file must.
  private func footerIsWhole() throws(DwellError) -> Bool {
    var tail: [UInt8] = []
    while true {
      let piece = try input.take(1 << 16)
      if piece.isEmpty { break }
      tail = Array((tail + piece).suffix(6))
    }
    return tail == Recognition.fileMagic
  }
}

/// What the first bytes of an input say.
enum Recognition {
  /// `ARROW1`.
  static let fileMagic: [UInt8] = [0x41, 0x52, 0x52, 0x4F, 0x57, 0x31]

  /// Whether they are those of an Arrow stream: the continuation marker and the length of a schema,
  /// which is a multiple of 8 and below 256 MiB.
  static func isStream(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, bytes[0..<4].allSatisfy({ $0 == 0xFF }) else { return false }
    return bytes[4] % 8 == 0 && bytes[7] < 0x10 && bytes[4..<8].contains { $0 != 0 }
  }

  /// Whether they are those of an Arrow file.
  static func isFile(_ bytes: [UInt8]) -> Bool { bytes.starts(with: fileMagic) }
}
