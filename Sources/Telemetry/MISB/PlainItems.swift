/// Takes the numbers of ST 0601 that are written as nearly all writers do.
///
/// Tag and length have one byte, and the integer is as long as the standard has it. Every other item is
/// left to ``KLVCode``.
struct PlainItems {
  /// How a tag's number is written.
  private struct Code {
    /// Its place in ``HeldMetadata``; −1 for a tag that no fix carries, −2 for one that is no number.
    var place = -1
    /// The bytes of the integer; −1 where any other way to write it is left.
    var size = -1
    var isSigned = false
    /// How far the integer is from the end of eight bytes, in bits.
    var shift: UInt64 = 0
    /// The integer that says that the value cannot be told.
    var unknown = Int64.max
    var step = 0.0
    var zero = 0.0
  }

  /// By tag.
  private let codes: [Code]

  init() {
    codes = KLVCode.byTag.enumerated().map { tag, known in
      guard let known else {
        let isText = KLVText(tag: tag) != nil || tag == MISBStream.securityTag
        return Code(place: isText ? -2 : -1)
      }
      var code = Code(place: known.quantity.rawValue)
      guard known.size > 0 else { return code }
      code.size = known.size
      code.isSigned = known.isSigned
      code.shift = UInt64(64 - 8 * known.size)
      if known.isSigned { code.unknown = Int64(-1) << Int64(8 * known.size - 1) }
      code.step = known.step
      code.zero = known.zero
      return code
    }
  }

  /// Takes items from `start` on.
  ///
  /// - Parameter time: Of the packet, microseconds.
  /// - Returns: Where an item begins that is not plain, or `end`.
  @inline(__always)
  func take(
    _ bytes: Span<UInt8>, _ start: Int, before end: Int, _ held: inout HeldMetadata, at time: Int64,
    _ fresh: inout MISBStream.Fresh
  ) -> Int {
    var at = start
    // Eight bytes of a value are looked at, however few it has.
    while at &+ 10 <= bytes.count, at &+ 2 <= end {
      let head = Int(bytes.little(at, as: UInt16.self))
      let size = head >> 8
      let next = at &+ 2 &+ size
      guard head & 0x8080 == 0, next <= end else { return at }
      let code = codes[head & 0x7F]
      if code.size == size {
        let word = bytes.little(at &+ 2, as: UInt64.self).byteSwapped
        let value: Double
        if code.isSigned {
          let integer = Int64(bitPattern: word) &>> Int64(code.shift)
          value = integer == code.unknown ? .nan : Double(integer) * code.step
        } else {
          value = Double(word &>> code.shift) * code.step + code.zero
        }
        held.set(place: code.place, value, at: time)
        fresh.note(code.place)
      } else if code.place != -1 {
        return at
      }
      at = next
    }
    return at
  }
}
