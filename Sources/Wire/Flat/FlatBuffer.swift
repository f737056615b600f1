import Tracks

/// The bytes of a FlatBuffer that came from elsewhere, read with every position checked.
///
/// Offsets may point anywhere, the same table or string may be pointed to a million times, and a
/// table may contain itself. So whatever is read is paid for from an allowance proportional to the
/// bytes received, and a buffer that costs more is refused.
final class FlatBuffer {
  private let bytes: [UInt8]
  private let place: InputPlace
  private var allowance: Int

  /// A buffer of `bytes`, which lie at `place` in the input.
  init(_ bytes: [UInt8], at place: InputPlace) {
    self.bytes = bytes
    self.place = place
    allowance = 16 * bytes.count + 4096
  }

  /// The root table.
  func root() throws(DwellError) -> FlatTable { try FlatTable(self, at: try target(of: 0)) }

  /// The number of `width` bytes at a position.
  func number(at position: Int, width: Int) throws(DwellError) -> UInt64 {
    guard position >= 0, position <= bytes.count - width else {
      throw damage("its metadata points outside itself", at: position)
    }
    var value: UInt64 = 0
    for place in 0..<width { value |= UInt64(bytes[position + place]) << (8 * UInt64(place)) }
    return value
  }

  /// Where the offset at a position points to.
  func target(of position: Int) throws(DwellError) -> Int {
    position + Int(try number(at: position, width: 4))
  }

  /// The string at a position.
  func text(at position: Int) throws(DwellError) -> String {
    let range = try vector(at: position, stride: 1)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The bytes of the elements of the vector at a position, `stride` bytes each.
  func vector(at position: Int, stride: Int) throws(DwellError) -> Range<Int> {
    let count = Int(try number(at: position, width: 4))
    let start = position + 4
    guard count <= (bytes.count - start) / stride else {
      throw damage("a list of \(count) in its metadata ends outside it", at: position)
    }
    try spend(8 + count * stride, at: position)
    return start..<start + count * stride
  }

  /// Takes from the allowance.
  func spend(_ cost: Int, at position: Int) throws(DwellError) {
    allowance -= cost
    guard allowance >= 0 else {
      throw damage("its metadata refers to the same bytes over and over", at: position)
    }
  }

  /// The error for damage at a position.
  func damage(_ reason: String, at position: Int) -> DwellError {
    place.advanced(by: max(0, min(position, bytes.count))).damage(reason)
  }
}
