extension Format {
  /// On-board logs of ArduPilot, and of PX4 before 2016.
  static let dataFlash = Format(
    name: "dataflash",
    summary: "ArduPilot on-board logs, binary (.BIN) or text (.log); sdlog2 of old PX4 (.px4log)",
    extensions: ["bin", "log", "px4log"],
    mark: "begins A3 95 80, or has lines that begin 'FMT,'",
    contents: FormatContents(
      time: "boot clock + GPS time", heights: "msl, above home", attitude: "heading, pitch, roll",
      camera: "azimuth, elevation, slant range"),
    recognises: { opening in
      let bytes = opening.bytes
      if bytes.starts(with: [0xA3, 0x95, 0x80]) { return true }
      guard opening.isText else { return false }
      return bytes.split(separator: 0x0A, maxSplits: 32).prefix(32).contains { line in
        line.starts(with: Array("FMT,".utf8))
      }
    },
    decoder: DataFlashDecoder.self)
}
