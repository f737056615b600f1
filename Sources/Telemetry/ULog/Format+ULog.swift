extension Format {
  /// On-board logs of PX4.
  static let ulog = Format(
    name: "ulog", summary: "PX4 on-board logs (.ulg), versions 0 and 1",
    extensions: ["ulg", "ulog"],
    mark: "begins 55 4C 6F 67 01 12 35",
    contents: FormatContents(
      time: "boot clock + GPS time", heights: "msl, ellipsoid", attitude: "heading, pitch, roll",
      camera: "azimuth, elevation"),
    recognises: { $0.bytes.starts(with: [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35]) },
    decoder: ULogDecoder.self)
}
