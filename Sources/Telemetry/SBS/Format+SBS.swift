extension Format {
  /// The line feed of BaseStation and dump1090, port 30003.
  static let sbs = Format(
    name: "sbs1", summary: "SBS-1 BaseStation lines (port 30003 of dump1090 and readsb)",
    extensions: ["sbs", "sbs1", "bst"], mark: "lines that begin MSG,3, or SEL, ID, AIR, STA, CLK",
    contents: FormatContents(
      time: "local time without zone (--time-zone); UTC without", heights: "barometric"),
    recognises: { opening in
      var line = opening.firstLine
      let whole = Cell(start: line.startIndex, end: line.endIndex)
      if let start = SBSDecoder.messageStart(opening.bytes.span, whole) {
        line = line[start...]
      }
      guard line.count(where: { $0 == 0x2C }) >= 9 else { return false }
      if line.starts(with: Array("MSG,".utf8)) {
        return line.dropFirst(5).first == 0x2C
          && (0x31...0x38).contains(line[line.startIndex + 4])
      }
      return ["SEL,,", "ID,,", "AIR,,", "STA,,", "CLK,,"].contains {
        line.starts(with: Array($0.utf8))
      }
    },
    decoder: SBSDecoder.self)
}
