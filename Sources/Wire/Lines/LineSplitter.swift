import Tracks

/// Cuts an input into lines.
final class LineSplitter {
  /// One line.
  struct Line {
    /// Its bytes, without the end.
    var bytes: [UInt8]
    /// Its number, from 1.
    var number: Int
    /// Whether it has an end; the last line of a cut input has none.
    var isEnded: Bool
  }

  /// Text columns count their bytes in 32 bits; no record comes near.
  private static let longest = 1 << 28
  /// A pipe hands over so many bytes at most: asking for more would make every read look short.
  private static let piece = 1 << 16

  private let source: any ByteSource
  private var buffer: [UInt8]
  private var start = 0
  private var number = 0
  private var isAtEnd = false
  /// Whether the last read gave less than was asked for.
  private var wasShort = false
  /// Bytes read so far.
  private(set) var bytesRead: Int

  /// The lines of `source`, after bytes that were read from it before.
  init(_ source: any ByteSource, head: [UInt8]) {
    self.source = source
    buffer = head
    bytesRead = head.count
  }

  /// The source's name.
  var name: String { source.name }

  /// Whether the next line may have to wait for someone to write it: the last read had all there was.
  var mayWait: Bool { wasShort && !isAtEnd && !buffer[start...].contains(0x0A) }

  /// The next line that is not blank; nil at the end.
  func next() throws(DwellError) -> Line? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let bytes = Array(buffer[start..<end])
        start = end + 1
        searched = start
        number += 1
        if isBlank(bytes) { continue }
        return Line(bytes: bytes, number: number, isEnded: true)
      }
      if isAtEnd { break }
      buffer.removeFirst(start)
      guard buffer.count < Self.longest else {
        throw DwellError(
          .badData,
          "\(name):\(number + 1): the line is longer than 256 MiB: it is no record of dwell's")
      }
      start = 0
      searched = buffer.count
      let got = try source.read(into: &buffer, upTo: Self.piece)
      wasShort = got < Self.piece
      bytesRead += got
      isAtEnd = got == 0
    }
    let bytes = Array(buffer[start...])
    start = buffer.count
    number += 1
    return isBlank(bytes) ? nil : Line(bytes: bytes, number: number, isEnded: false)
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
