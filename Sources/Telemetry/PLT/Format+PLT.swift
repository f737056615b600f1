extension Format {
  /// Tracks of OziExplorer, and of the GeoLife data set in the same form.
  static let plt = Format(
    name: "plt", summary: "PLT tracks of OziExplorer and GeoLife",
    extensions: ["plt"],
    mark: "begins 'OziExplorer Track Point File' or 'Geolife trajectory'",
    contents: FormatContents(time: "UTC", heights: "not said"),
    recognises: { opening in
      PLTDecoder.titles.contains { title in
        opening.firstLine.starts(with: Array(title.utf8))
      }
    },
    decoder: PLTDecoder.self)
}
