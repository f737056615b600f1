/// Takes metadata out of the payload of a PES packet, synchronous or not (ST 1402, ISO/IEC 13818-1
/// 2.12.4).
enum MetadataCells {
  /// Appends the KLV bytes of a payload.
  ///
  /// A payload that begins with a key is KLV as it stands. Else it is cells, each with a head of five
  /// bytes: service, sequence, flags, length. Else it goes on with what the last one left off.
  static func append(_ payload: [UInt8], to stream: inout [UInt8]) {
    let span = payload.span
    if span.count >= 4 && span.bigEndian(0, 4) == 0x060E_2B34 { return stream += payload }
    var cells: [Range<Int>] = []
    var at = 0
    while at + 5 <= span.count {
      let first = at + 5
      let end = first + Int(span.bigEndian(at + 3, 2))
      guard end <= span.count else { break }
      cells.append(first..<end)
      at = end
    }
    guard at == span.count, let first = cells.first else { return stream += payload }
    // Without a packet to go on with, cells must begin with a key, or be marked as a later part.
    let isLaterPart = span[2] >> 6 == 0 || span[2] >> 6 == 1
    guard isLaterPart || first.count < 4 || span.bigEndian(first.lowerBound, 4) == 0x060E_2B34
    else { return stream += payload }
    for cell in cells { stream += payload[cell] }
  }
}
