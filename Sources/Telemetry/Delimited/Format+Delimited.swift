import Tracks

extension Format {
  /// Comma, tab, semicolon or bar separated text with a header.
  static let delimited = Format(
    name: "delimited", summary: "CSV, TSV and the like, with a header; quoted cells as in RFC 4180",
    extensions: ["csv", "tsv", "txt"],
    mark: "text with a header line", contents: .columns,
    recognises: { $0.isText },
    open: { (inflow, log) throws(DwellError) in
      while true {
        let unused = Array(inflow.bytes[inflow.position...])
        if let header = try DelimitedHeader.find(unused, isWhole: inflow.isAtEnd, log) {
          return try DelimitedReader(inflow, header, log)
        }
        if inflow.isAtEnd { throw log.error("it holds nothing but blank lines and comments") }
        guard unused.count < longestHeader else {
          throw log.error("no header in its first \(longestHeader >> 20) MiB")
        }
        _ = try inflow.fill()
      }
    })

  /// Bytes within which a header must end.
  private static let longestHeader = 4 << 20
}
