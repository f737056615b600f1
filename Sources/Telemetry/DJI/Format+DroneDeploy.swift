import Tracks

extension Format {
  /// Flight logs of the DroneDeploy app: lines about the drone, then a table.
  static let dronedeploy = Format(
    name: "dronedeploy",
    summary: "DroneDeploy flight logs (.log): a preamble, then tab-separated rows",
    extensions: ["log"], mark: "begins #DroneDeploy",
    contents: FormatContents(
      time: "UTC", heights: "above take-off", attitude: "heading, pitch, roll",
      camera: "azimuth, elevation, roll"),
    recognises: { $0.bytes.starts(with: Array("#DroneDeploy".utf8)) },
    open: { (inflow, log) throws(DwellError) in
      while true {
        let unused = Array(inflow.bytes[inflow.position...])
        let found = try DelimitedHeader.find(
          unused, isWhole: inflow.isAtEnd, beginning: Array("Date/Time (".utf8), log)
        if var header = found {
          header.endsAtComment = true
          return try DelimitedReader(inflow, header, log)
        }
        guard !inflow.isAtEnd, unused.count < 1 << 20 else {
          throw log.error(
            "no line that begins with 'Date/Time (' names its columns: it was cut short")
        }
        _ = try inflow.fill()
      }
    })
}
