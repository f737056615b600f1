import Tracks

/// Reads a file through a ``TelemetryDecoder``.
final class DecodingReader<Decoder: TelemetryDecoder>: FormatReader {
  private let inflow: Inflow
  private let rows: FixRows
  private var decoder: Decoder
  private var pending: DwellError?
  private var isDone = false
  /// A batch that came out larger than was asked for, and how much of it was given.
  private var surplus: (fixes: Fixes, given: Int)?

  init(_ inflow: Inflow, _ decoder: Decoder, _ rows: FixRows) {
    self.inflow = inflow
    self.decoder = decoder
    self.rows = rows
  }

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    if let piece = nextOfSurplus() { return piece }
    while !isDone && !rows.isFull {
      do {
        if try !advance() { break }
      } catch {
        pending = error
        isDone = true
      }
    }
    if let batch = rows.take() {
      guard batch.count > rows.log.settings.batchRows else { return batch }
      surplus = (batch, 0)
      return nextOfSurplus()
    }
    if let pending { throw pending }
    return nil
  }

  /// Decodes what is there, or reads more; false when live input pauses and there is a batch to give.
  private func advance() throws(DwellError) -> Bool {
    if inflow.available > 0, try decode() > 0 || rows.isFull { return true }
    if inflow.isAtEnd {
      isDone = true
      // Where a source failed, its own error says why the rest is missing.
      let rest = inflow.failure == nil ? inflow.available : 0
      try decoder.finish(rest: rest, at: inflow.offset + inflow.position, into: rows)
      return true
    }
    if inflow.mayWait {
      try decoder.pause(into: rows)
      if rows.count > 0 { return false }
    }
    _ = try inflow.fill()
    return true
  }

  /// Decodes what is there; returns how many bytes that used.
  private func decode() throws(DwellError) -> Int {
    // The array is shared, not copied: nothing writes to it before this returns.
    let bytes = inflow.bytes
    let used = try decoder.decode(
      bytes.span.extracting(inflow.position...), at: inflow.offset + inflow.position,
      isEnd: inflow.isAtEnd, into: rows)
    inflow.position += used
    return used
  }

  private func nextOfSurplus() -> Fixes? {
    guard let (fixes, given) = surplus else { return nil }
    let end = min(fixes.count, given + rows.log.settings.batchRows)
    surplus = end < fixes.count ? (fixes, end) : nil
    return fixes.gathered(Array(given..<end)).withoutEmptyColumns()
  }
}
