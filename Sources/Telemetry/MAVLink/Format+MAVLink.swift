extension Format {
  /// MAVLink packets.
  static let mavlink = Format(
    name: "mavlink",
    summary: "MAVLink 1 and 2: telemetry logs of ground stations (.tlog), bare streams",
    extensions: ["tlog", "rlog", "mavlink"],
    mark: "a packet (FE or FD) with the right checksum, a time before it or not",
    contents: FormatContents(
      time: "boot clock + time of arrival; bare streams: boot clock + SYSTEM_TIME",
      heights: "msl, ellipsoid, above home", attitude: "heading, pitch, roll",
      camera: "azimuth, elevation, frame centre, view angles"),
    recognises: { opening in
      // Packets come soon, and never as text does.
      guard !opening.isText else { return false }
      return MAVLinkFraming.told(
        by: opening.bytes.span, MAVLinkChecksum(), MAVLinkMessages()) != nil
    },
    decoder: MAVLinkDecoder.self)
}
