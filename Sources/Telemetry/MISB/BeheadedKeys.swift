/// Restores the keys of a KLV stream whose packets were cut out of another stream some bytes too late, so
/// that each begins within its key: the packets' checksums, which count the key, say whether it was so.
struct BeheadedKeys {
  /// What every key lacks.
  private let head: [UInt8]
  /// What is left of every key.
  private let rest: [UInt8]

  /// The key of an ST 0601 local set.
  private static let key: [UInt8] = [
    0x06, 0x0E, 0x2B, 0x34, 0x02, 0x0B, 0x01, 0x01, 0x0E, 0x01, 0x03, 0x01, 0x01, 0x00, 0x00, 0x00,
  ]
  /// Bytes of a key that are enough to know it by.
  private static let fewest = 8

  /// Whether a stream begins so and has no whole key; nil when not.
  init?(_ bytes: Span<UInt8>) {
    guard KLVFramer.findKey(bytes, from: 0) == nil else { return nil }
    for lost in 1...Self.key.count - Self.fewest {
      let rest = Array(Self.key[lost...])
      if Self.stands(rest, bytes, 0) {
        head = Array(Self.key[..<lost])
        self.rest = rest
        return
      }
    }
    return nil
  }

  /// The bytes with whole keys, and where each of these was.
  ///
  /// - Parameter isEnd: Whether no more follow; else a key may go on behind them, and the last ones are kept
  ///   back.
  func restored(_ bytes: Span<UInt8>, isEnd: Bool) -> (bytes: [UInt8], origins: [Int]) {
    var whole: [UInt8] = []
    var origins: [Int] = []
    var at = 0
    let end = isEnd ? bytes.count : bytes.count - rest.count + 1
    while at < end {
      if Self.stands(rest, bytes, at) {
        whole += head
        origins += repeatElement(at, count: head.count)
        for place in 0..<rest.count { origins.append(at + place) }
        whole += rest
        at += rest.count
      } else {
        whole.append(bytes[at])
        origins.append(at)
        at += 1
      }
    }
    return (whole, origins + [at])
  }

  private static func stands(_ text: [UInt8], _ bytes: Span<UInt8>, _ at: Int) -> Bool {
    guard at + text.count <= bytes.count else { return false }
    for place in text.indices where bytes[at + place] != text[place] { return false }
    return true
  }
}
