import Tracks

extension DelimitedHeader {
  /// The header with the units that the row below it tells, where that row does: it has `deg` or the like
  /// below both names of the position.
  ///
  /// - Parameters:
  ///   - bytes: What the header was found in.
  ///   - isWhole: Whether `bytes` go to the end of the file.
  /// - Returns: The header as it is where the row below tells none; nil where that is not there yet.
  func withUnits(
    _ bytes: [UInt8], isWhole: Bool, _ log: FileLog
  ) throws(DwellError) -> Self? {
    guard let lon = plan.longitude, let lat = plan.latitude, lon != lat else { return self }
    if end >= bytes.count { return isWhole ? self : nil }
    var scanner = RowScanner(delimiter: delimiter, columns: plan.names.count)
    guard let next = scanner.scan(bytes.span, from: end, isEnd: isWhole) else { return nil }
    let units = scanner.texts(bytes.span).map { $0.trimming() }
    guard max(lon, lat) < units.count, Self.isDegrees(units[lon]), Self.isDegrees(units[lat]) else {
      return self
    }
    let names = plan.names.indices.map { column in
      let name = plan.names[column]
      let isMapped = log.settings.mapping.contains { $0.column == name }
      return isMapped || column >= units.count ? name : Self.named(name, in: units[column])
    }
    log.warnOnce("units row", "the line below its header tells units, and is read so")
    let planned = try ColumnPlan(names, settings: log.settings, fileName: log.name)
    return Self(
      plan: planned, delimiter: delimiter, lines: lines + 1 + scanner.innerLines, end: next,
      endsAtComment: endsAtComment)
  }

  private static func isDegrees(_ unit: String) -> Bool {
    unit == "°" || Dimension.squashed(unit).hasPrefix("deg")
  }

  /// A column's name with its unit, where the column then means something and the unit is one for it.
  private static func named(_ name: String, in unit: String) -> String {
    let written = HeaderName("\(name) (\(unit))")
    guard HeaderName(name).bracketUnit == nil, let bracketed = written.bracketUnit,
      let dimension = ColumnReading(written, preset: .generic)?.target.dimension,
      dimension.knows(bracketed)
    else { return name }
    return written.raw
  }
}
