/// What a FIT file begins with: its length, its size of data, `.FIT` (FIT protocol, File Header).
struct FITHeader {
  /// Bytes of the header itself, 12 or 14.
  let length: Int
  /// Bytes of records between the header and the checksum; 0 in a file that was never closed.
  let dataSize: Int

  /// The fewest bytes that tell one.
  static let fewestBytes = 12

  /// - Parameter bytes: At least ``fewestBytes`` from the header's first on.
  init?(_ bytes: Span<UInt8>) {
    guard Self.begins(bytes) else { return nil }
    length = Int(bytes[0])
    dataSize = Int(bytes.little(4, as: UInt32.self))
  }

  /// Whether a header stands at the front of the bytes.
  static func begins(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= fewestBytes && bytes[0] >= 12 && bytes[8] == 0x2E && bytes[9] == 0x46
      && bytes[10] == 0x49 && bytes[11] == 0x54
  }
}
