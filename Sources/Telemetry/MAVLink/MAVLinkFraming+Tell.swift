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

  /// The longest packet with its stamp.
  private static let longest = 8 + 10 + 255 + 2 + 13

  /// The framing of the first packet among the first bytes; nil where there is none.
  ///
  /// - Parameter known: How many of the bytes were looked at before and told nothing: only packets that
  ///   end behind them are looked for.
  static func told(
    by bytes: Span<UInt8>, after known: Int = 0, _ checksum: MAVLinkChecksum,
    _ messages: MAVLinkMessages
  ) -> MAVLinkFraming? {
    let last = Swift.min(bytes.count, 2048)
    for start in Swift.min(last, Swift.max(0, known - longest))..<last {
      for framing in [MAVLinkFraming(isStamped: true), MAVLinkFraming(isStamped: false)]
      where framing.isPacket(bytes, at: start, checksum, messages) {
        return framing
      }
    }
    return nil
  }
}
