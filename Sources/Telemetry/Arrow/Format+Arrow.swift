import Tracks

extension Format {
  /// Apache Arrow, as a stream or a file.
  static let arrow = Format(
    name: "arrow",
    summary: "Apache Arrow IPC, stream or file (Feather 2): columns by name as in CSV",
    extensions: ["arrow", "arrows", "feather", "ipc"], mark: "begins FF FF FF FF or ARROW1",
    contents: .columns,
    recognises: { opening in
      let bytes = opening.bytes
      if bytes.starts(with: Array("ARROW1".utf8)) { return true }
      // A continuation mark, then the length of the schema's message: small, a multiple of 8.
      return bytes.count >= 8 && bytes[..<4].allSatisfy { $0 == 0xFF } && bytes[4] % 8 == 0
        && bytes[7] == 0
    },
    open: { (inflow, log) throws(DwellError) in
      guard let open = log.settings.tableOpener else {
        throw log.error("Arrow is not read here: nothing was given to decode it")
      }
      return ArrowReader(open(InflowSource(inflow, name: log.name)) { log.warnOnce($0, $0) }, log)
    })

  /// Parquet and GeoParquet: refused, with what to do.
  ///
  /// The one library that is kept well, Arrow's own in C++, is in no release of Debian and has no
  /// interface in C; linking it would end the set-up in two commands. What converts a file is two lines,
  /// and both tools below stream.
  static let parquet = Format(
    name: "parquet",
    summary: "Parquet and GeoParquet are refused, with the line that converts them",
    extensions: [], mark: "begins PAR1",
    contents: FormatContents(time: "as the column says", heights: "as the column's name says"),
    recognises: { $0.bytes.starts(with: Array("PAR1".utf8)) },
    open: { (_, log) throws(DwellError) in
      throw log.error(
        "Parquet is not read; convert it: duckdb -c \"COPY (FROM '\(log.name)') TO '/dev/stdout' (FORMAT "
          + "csv)\" | dwell read - ; or in Python: import pyarrow.feather, pyarrow.parquet; "
          + "pyarrow.feather.write_feather(pyarrow.parquet.read_table('\(log.name)'), 'f.arrow', "
          + "compression='uncompressed'). Positions as geometries become lon and lat with "
          + "ST_X(geometry), ST_Y(geometry) of DuckDB's spatial extension")
    })
}
