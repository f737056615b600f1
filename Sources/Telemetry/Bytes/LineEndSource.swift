import Tracks

/// Text whose lines end with a carriage return alone, as a Macintosh of old ended them, with line feeds.
final class LineEndSource: ByteSource {
  let name: String
  private let text: Inflow

  /// Whether bytes are such text: lines, and none of them ended by a line feed.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.contains(0x0A) && bytes.count { $0 == 0x0D } > 1
      && Opening(bytes: Array(bytes), isWhole: false).isText
  }

  /// - Parameter text: The text from its start on.
  init(_ text: Inflow, name: String) {
    self.text = text
    self.name = name
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    while text.available == 0 {
      guard try text.fill() else {
        if let failure = text.failure { throw failure }
        return 0
      }
    }
    let count = min(limit, text.available)
    let bytes = text.bytes[text.position..<text.position + count]
    buffer.append(contentsOf: bytes.lazy.map { $0 == 0x0D ? 0x0A : $0 })
    text.position += count
    return count
  }
}
