extension Format {
  /// The metadata of drone and aircraft video.
  static let misb = Format(
    name: "misb",
    summary: "MISB ST 0601 and EG 0104 metadata: KLV as it is, or in an MPEG transport stream",
    extensions: ["klv", "ts", "m2ts", "mts", "mpg", "bin"],
    mark: "a KLV key (06 0E 2B 34 …), or 47 every 188 or 192 bytes",
    contents: FormatContents(
      time: "UTC; video clock where a packet has none", heights: "msl, ellipsoid",
      attitude: "heading, pitch, roll",
      camera: "frame centre, corners, slant range, azimuth, elevation, roll, field of view"),
    recognises: {
      $0.isTransportStream || $0.hasMetadataKey
        || (!$0.isText && BeheadedKeys($0.bytes.span) != nil)
    }, decoder: MISBDecoder.self)
}

extension Opening {
  /// Whether it is packets of a transport stream: three in line or two that are all, or five where it
  /// begins within one.
  fileprivate var isTransportStream: Bool {
    TransportLayout.of(bytes.span, least: isWhole ? 2 : 3) != nil
      || TransportLayout.start(bytes.span) != nil
  }

  /// Whether the key of a set of metadata stands in it.
  fileprivate var hasMetadataKey: Bool {
    guard !isText else { return false }
    var at = 0
    while let key = KLVFramer.findKey(bytes.span, from: at) {
      if key + 16 <= bytes.count, KLVFramer.kind(bytes.span, at: key) != .other { return true }
      at = key + 4
    }
    return false
  }
}
