import Tracks

extension Format {
  /// Tracks and lines of Google Earth.
  static let kml = Format(
    name: "kml", summary: "KML gx:Track, and LineString as a flight without time",
    extensions: ["kml"], mark: "XML with the element kml",
    contents: FormatContents(
      time: "UTC (gx:Track); none (LineString)",
      heights: "msl or above ground, as altitudeMode says"),
    recognises: { $0.isXML(of: "kml") },
    decoder: TrackDecoder<KMLSink>.self)

  /// A zipped KML: refused, with what to do.
  static let kmz = Format(
    name: "kmz", summary: "zipped KML: refused, with how to unzip it", extensions: [],
    mark: "begins PK 03 04",
    contents: FormatContents(time: "as KML", heights: "as KML"),
    recognises: { $0.bytes.starts(with: [0x50, 0x4B, 3, 4]) },
    open: { (_, log) throws(DwellError) in
      throw log.error(
        "it is a zip archive (KMZ?): unzip it, 'unzip -p \(log.name) doc.kml | dwell read -'")
    })
}
