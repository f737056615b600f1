extension Format {
  /// Tracks of hand-helds and apps.
  static let gpx = Format(
    name: "gpx", summary: "GPX 1.0 and 1.1 tracks; a new segment or track begins a flight",
    extensions: ["gpx"], mark: "XML with the element gpx",
    contents: FormatContents(time: "UTC; none in some files", heights: "not said"),
    recognises: { $0.isXML(of: "gpx") },
    decoder: TrackDecoder<GPXSink>.self)
}

extension Opening {
  /// Whether these bytes begin XML and do not yet tell the name of its first element.
  static func isHeadOfXML(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    guard bytes.first(where: { !isBlank($0) }) == 0x3C else { return false }
    return Opening(bytes: Array(bytes), isWhole: false).rootElement == nil
  }

  /// The name of the first element of XML, without its prefix; nil when it is not there in full.
  private var rootElement: ArraySlice<UInt8>? {
    var at = bytes.startIndex
    while let open = bytes[at...].firstIndex(of: 0x3C), open + 1 < bytes.count {
      let next = bytes[open + 1]
      at = open + 1
      // Declarations, comments and document types come before it.
      if next == 0x3F || next == 0x21 {
        let isComment = bytes[at...].starts(with: Array("!--".utf8))
        let mark = isComment ? "-->" : ">"
        guard let end = place(of: mark, in: bytes.span, from: at) else { return nil }
        at = end + mark.utf8.count
        continue
      }
      let tag = bytes[at...].prefix { !isBlank($0) && $0 != 0x3E && $0 != 0x2F }
      guard tag.endIndex < bytes.endIndex else { return nil }
      return tag.split(separator: 0x3A).last ?? tag
    }
    return nil
  }

  /// Whether this is XML whose first element has a name, with or without a prefix.
  func isXML(of name: String) -> Bool {
    guard firstMark == 0x3C, let root = rootElement else { return false }
    return root.elementsEqual(name.utf8)
  }
}
