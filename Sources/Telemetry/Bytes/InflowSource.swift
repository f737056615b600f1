import Tracks

/// What is left of an ``Inflow``, for a reader that pulls bytes itself.
final class InflowSource: ByteSource {
  let name: String
  private let inflow: Inflow

  init(_ inflow: Inflow, name: String) {
    self.inflow = inflow
    self.name = name
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    if inflow.available == 0, try !inflow.fill() {
      if let failure = inflow.failure { throw failure }
      return 0
    }
    let end = min(inflow.bytes.count, inflow.position + limit)
    let count = end - inflow.position
    buffer.append(contentsOf: inflow.bytes[inflow.position..<end])
    inflow.position = end
    return count
  }
}
