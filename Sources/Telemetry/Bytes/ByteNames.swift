/// Numbers distinct byte strings 0, 1, 2… in the order they first come.
struct ByteNames {
  /// The texts, by number; ill-formed UTF-8 is repaired.
  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Number + 1 by hash, open addressing; 0 is free.
  private var slots = [Int32](repeating: 0, count: 64)
  private var last = -1

  /// How many there are.
  var count: Int { names.count }

  /// The number of `text[start..<end]`, new when never seen; mostly that of the row before.
  ///
  /// - Complexity: O(length), amortised.
  mutating func number(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    if last >= 0 && isName(last, text, start, end) { return last }
    let slot = slot(of: text, start, end)
    if slots[slot] != 0 {
      last = Int(slots[slot]) - 1
      return last
    }
    last = names.count
    for i in start..<end { bytes.append(text[i]) }
    ends.append(bytes.count)
    names.append(String(decoding: bytes[ends[last]...], as: UTF8.self))
    slots[slot] = Int32(names.count)
    if names.count * 2 > slots.count { grow() }
    return last
  }

  /// The number of `text[start..<end]`; nil when it was never seen.
  func known(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let number = slots[slot(of: text, start, end)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// The slot of a text: a free one when it was never seen.
  private func slot(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for i in start..<end { hash = (hash ^ UInt64(text[i])) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] != 0 && !isName(Int(slots[slot]) - 1, text, start, end) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Whether a number stands for `text[start..<end]`.
  func isName(_ number: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let from = ends[number]
    let count = end - start
    guard ends[number + 1] - from == count else { return false }
    if count >= 8 {
      // Words from the front, and the last one that fits.
      var at = 0
      while at &+ 8 <= count {
        guard word(bytes.span, from &+ at) == word(text, start &+ at) else { return false }
        at &+= 8
      }
      return word(bytes.span, from &+ count &- 8) == word(text, end &- 8)
    }
    for i in 0..<count where bytes[from + i] != text[start + i] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in names.indices {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for i in ends[number]..<ends[number + 1] {
        hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01b3
      }
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number + 1)
    }
  }
}
