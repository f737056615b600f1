/// Finds the packets in a stream of KLV: a 16-byte key, a length, a value.
struct KLVFramer {
  /// What a packet holds.
  enum Kind {
    /// The ST 0601 UAS datalink local set.
    case localSet
    /// The EG 0104 universal set, which came before it.
    case universalSet
    /// The ST 0102 security local set, on its own.
    case securitySet
    /// The ST 0102 security universal set, on its own.
    case universalSecuritySet
    /// Another.
    case other
  }

  /// What stands next in the stream.
  enum Step {
    /// A packet whose value this is.
    case packet(Kind, Range<Int>)
    /// What is no packet, and where to go on.
    case fault(RowFault, at: Int, next: Int)
    /// No whole packet from here on.
    case more(from: Int)
  }

  /// Bytes a value may have; more is a damaged length.
  ///
  /// ST 0601 sets have some hundred.
  static let longestValue = 64 << 10

  /// Whether what is no packet was reported since the last packet, however much of it there is.
  private var isLost = false

  /// What stands at `start`.
  ///
  /// The answer depends on the bytes alone, not on the pieces they come in.
  mutating func next(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool) -> Step {
    var start = start
    while true {
      guard let key = Self.findKey(bytes, from: start) else {
        // Up to three bytes may begin a key.
        let rest = max(start, bytes.count - Self.startOfKey(bytes))
        if rest > start, let fault = lose(at: start, next: rest) { return fault }
        return .more(from: rest)
      }
      if key > start, let fault = lose(at: start, next: key) { return fault }
      start = key
      switch packet(bytes, at: key, isEnd: isEnd) {
      case .more(let from) where isEnd:
        // A damaged length may reach beyond the end with whole packets in between.
        guard Self.findKey(bytes, from: key + 4) != nil else { return .more(from: from) }
        if let fault = lose(at: key, next: key + 4) { return fault }
        start = key + 4
      case .fault(let fault, let at, let next):
        if !isLost || next > key + 4 {
          isLost = next == key + 4
          return .fault(fault, at: at, next: next)
        }
        start = next
      case let step:
        if case .packet = step { isLost = false }
        return step
      }
    }
  }

  /// The packet whose key begins at `key`.
  private func packet(_ bytes: Span<UInt8>, at key: Int, isEnd: Bool) -> Step {
    let count = bytes.count
    guard key + 17 <= count else { return .more(from: key) }
    guard let (length, value) = bytes.lengthOfKLV(at: key + 16, before: count) else {
      // Nine bytes hold any length.
      if count - key - 16 < 9 { return .more(from: key) }
      return badLength(key, "its length is no number")
    }
    guard length <= Self.longestValue else {
      return badLength(key, "its length is \(length) bytes, more than \(Self.longestValue)")
    }
    let end = value + length
    guard end <= count else { return .more(from: key) }
    let kind = Self.kind(bytes, at: key)
    switch kind {
    case .localSet:
      let (stored, sum) = Self.checksum(bytes, key..<end)
      if stored == sum { return .packet(kind, value..<end) }
      guard let stored else {
        if Self.isWellFormed(bytes, value..<end) { return .packet(kind, value..<end) }
        break
      }
      guard let isFramed = Self.isFramed(bytes, to: end, isEnd: isEnd) else {
        return .more(from: key)
      }
      let detail =
        "the packet's checksum is \(stored), its bytes add up to \(sum): it was damaged"
      return .fault(
        RowFault(reason: "bad checksum", detail: detail), at: key, next: isFramed ? end : key + 4)
    case .universalSet, .securitySet, .universalSecuritySet:
      return .packet(kind, value..<end)
    case .other:
      guard let isFramed = Self.isFramed(bytes, to: end, isEnd: isEnd) else {
        return .more(from: key)
      }
      if isFramed { return .packet(kind, value..<end) }
    }
    return .fault(
      RowFault(reason: "damaged packet", detail: "the packet's items do not fit its length"),
      at: key, next: key + 4)
  }

  private func badLength(_ key: Int, _ what: String) -> Step {
    .fault(
      RowFault(reason: "damaged length", detail: "a KLV packet is damaged: \(what)"), at: key,
      next: key + 4)
  }

  /// Reports bytes that are no packet, once until there is a packet again.
  private mutating func lose(at start: Int, next: Int) -> Step? {
    guard !isLost else { return nil }
    isLost = true
    return .fault(
      RowFault(reason: "bytes between packets", detail: "there are bytes that are no KLV packet"),
      at: start, next: next)
  }

  /// Where the next `06 0E 2B 34` begins, with which all keys of SMPTE begin.
  static func findKey(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    while at + 4 <= bytes.count {
      if bytes[at] == 0x06, bytes[at + 1] == 0x0E, bytes[at + 2] == 0x2B, bytes[at + 3] == 0x34 {
        return at
      }
      at += 1
    }
    return nil
  }

  /// How many of the last three bytes may begin a key.
  private static func startOfKey(_ bytes: Span<UInt8>) -> Int {
    let mark: [UInt8] = [0x06, 0x0E, 0x2B]
    for length in [3, 2, 1] where bytes.count >= length {
      if (0..<length).allSatisfy({ bytes[bytes.count - length + $0] == mark[$0] }) { return length }
    }
    return 0
  }

  /// What the key that begins at `key` announces.
  static func kind(_ bytes: Span<UInt8>, at key: Int) -> Kind {
    switch (UniversalKey.head(bytes, key), bytes.bigEndian(key + 8, 8)) {
    case (0x060E_2B34_020B_0100, 0x0E01_0301_0100_0000): .localSet
    case (0x060E_2B34_0201_0100, 0x0E01_0102_0101_0000): .universalSet
    case (0x060E_2B34_0203_0100, 0x0E01_0303_0200_0000): .securitySet
    case (0x060E_2B34_0201_0100, 0x0208_0200_0000_0000): .universalSecuritySet
    default: .other
    }
  }

  /// The checksum that the packet in `range` ends with (tag 1), nil where it has none, and the sum of
  /// its bytes up to there as 16-bit words (ST 0601, tag 1).
  static func checksum(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (stored: UInt16?, sum: UInt16)
  {
    let end = range.upperBound - 2
    guard range.count >= 21, bytes[end - 2] == 1, bytes[end - 1] == 2 else { return (nil, 0) }
    var sum: UInt64 = 0
    var at = range.lowerBound
    while at + 8 <= end {
      // SAFETY: eight bytes from `at` lie within the span.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        .bigEndian
      let halves = (word & 0x0000_FFFF_0000_FFFF) + (word >> 16 & 0x0000_FFFF_0000_FFFF)
      sum &+= (halves & 0xFFFF_FFFF) + halves >> 32
      at += 8
    }
    while at < end {
      sum &+= UInt64(bytes[at]) << UInt64((at - range.lowerBound) % 2 == 0 ? 8 : 0)
      at += 1
    }
    return (
      UInt16(truncatingIfNeeded: bytes.bigEndian(end, 2)), UInt16(truncatingIfNeeded: sum)
    )
  }

  /// Whether the items of a local set fill its value.
  private static func isWellFormed(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    var at = value.lowerBound
    while at < value.upperBound {
      guard let item = bytes.localItem(at: at, before: value.upperBound) else { return false }
      at = item.value.upperBound
    }
    return value.count > 0
  }

  /// Whether a key or the end follows at `end`; nil when that cannot be told yet.
  private static func isFramed(_ bytes: Span<UInt8>, to end: Int, isEnd: Bool) -> Bool? {
    if end + 4 <= bytes.count {
      return bytes.bigEndian(end, 4) == 0x060E_2B34
    }
    return isEnd ? true : nil
  }
}
