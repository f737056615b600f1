extension MAVLinkFraming {
  /// Whether a packet of a known kind with the right checksum stands at an offset.
  func isPacket(
    _ bytes: Span<UInt8>, at start: Int, _ checksum: MAVLinkChecksum, _ messages: MAVLinkMessages
  ) -> Bool {
    guard case .frame(let frame) = find(bytes, at: start),
      let extra = messages.extra(frame.message)
    else { return false }
    let summed = start + frame.summed.lowerBound..<start + frame.summed.upperBound
    return checksum.of(bytes.extracting(summed), extra: extra)
      == bytes.little(summed.upperBound, as: UInt16.self)
  }

  /// The framing of the first packet among the first bytes; nil where there is none.
  static func told(
    by bytes: Span<UInt8>, _ checksum: MAVLinkChecksum, _ messages: MAVLinkMessages
  ) -> MAVLinkFraming? {
    for start in 0..<Swift.min(bytes.count, 2048) {
      for framing in [MAVLinkFraming(isStamped: true), MAVLinkFraming(isStamped: false)]
      where framing.isPacket(bytes, at: start, checksum, messages) {
        return framing
      }
    }
    return nil
  }
}
