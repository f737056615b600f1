import Tracks

/// Reads one input: decompresses it, tells its format, gives its fixes.
final class FileReader: FormatReader {
  private let source: any ByteSource
  private let isLive: Bool
  private let log: FileLog
  private var opened: (inflow: Inflow, reader: any FormatReader)?
  private var isDone = false

  /// Reads nothing yet.
  ///
  /// - Parameter isLive: Whether a read may have to wait for someone to write.
  init(
    _ source: any ByteSource, isLive: Bool, vehicleName: String, settings: ReadSettings,
    _ log: ReadLog
  ) {
    self.source = source
    self.isLive = isLive
    self.log = FileLog(
      name: source.name, vehicleName: vehicleName, settings: settings, shared: log)
  }

  /// The next batch, with at least one fix; nil at the end.
  ///
  /// - Throws: When the input is empty, in no known format, without the columns of a position, or holds
  ///   rows but no valid one; and, after the fixes before it, where it is cut short or cannot be read.
  func next() throws(DwellError) -> Fixes? {
    if isDone { return nil }
    let (inflow, reader) = try open()
    do {
      if let fixes = try reader.next() { return fixes }
    } catch {
      isDone = true
      throw inflow.failure ?? error
    }
    isDone = true
    if let failure = inflow.failure { throw failure }
    if let verdict = log.verdict() { throw verdict }
    log.shared.filesDone += 1
    return nil
  }

  private func open() throws(DwellError) -> (Inflow, any FormatReader) {
    if let opened { return opened }
    var inflow = try decompressed()
    try fillOpening(of: inflow)
    if UTF16Source.begins(inflow.bytes[inflow.position...]) {
      inflow = Inflow(UTF16Source(inflow, name: source.name), isLive: isLive)
      try fillOpening(of: inflow)
    }
    if LineEndSource.begins(inflow.bytes[inflow.position...]) {
      inflow = Inflow(LineEndSource(inflow, name: source.name), isLive: isLive)
      try fillOpening(of: inflow)
    }
    if inflow.available == 0 {
      throw inflow.failure ?? log.error("it is empty: no header, no record")
    }
    let reader: any FormatReader
    do {
      reader = try format(of: inflow).open(inflow, log)
    } catch {
      throw inflow.failure ?? error
    }
    opened = (inflow, reader)
    return (inflow, reader)
  }

  /// The input's bytes, decompressed if they begin as packed data do.
  private func decompressed() throws(DwellError) -> Inflow {
    let shared = log.shared
    let raw = Inflow(source, isLive: isLive) { shared.bytesRead += $0 }
    // A live source may give a short first line and no more for long, so no more is waited for than
    // tells packed from plain.
    while !Compression.isDecided(by: raw.bytes[raw.position...]) {
      if try !raw.fill() { break }
    }
    guard let packing = Compression.of(raw.bytes[raw.position...]) else { return raw }
    return Inflow(packing.opened(raw, name: source.name), isLive: isLive)
  }

  /// Reads what a format is told by: some thousand bytes, or less where live input pauses and they
  /// are enough.
  private func fillOpening(of inflow: Inflow) throws(DwellError) {
    while inflow.available < 4096 && !inflow.isAtEnd {
      if inflow.mayWait && inflow.available > 0 && isEnough(inflow) { return }
      _ = try inflow.fill()
    }
    // Of live XML the first lines may be the declaration alone, which tells nothing.
    while inflow.available < 65_536, Opening.isHeadOfXML(inflow.bytes[inflow.position...]) {
      if try !inflow.fill() { break }
    }
  }

  /// Whether the bytes that are there tell the format: text by its lines, the rest by its marks.
  ///
  /// One line may tell less than two: that of a subtitle's number, say, which would do for a header.
  private func isEnough(_ inflow: Inflow) -> Bool {
    if log.settings.format != nil { return true }
    let opening = Opening(bytes: Array(inflow.bytes[inflow.position...]), isWhole: false)
    if opening.isText {
      let lines = opening.bytes.count { $0 == 0x0A }
      if lines != 1 { return lines > 1 }
    }
    return Format.all.contains { $0.name != Format.delimited.name && $0.recognises(opening) }
  }

  private func format(of inflow: Inflow) throws(DwellError) -> Format {
    if let name = log.settings.format { return try Format.named(name) }
    var bytes = inflow.bytes[inflow.position...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let opening = Opening(bytes: Array(bytes), isWhole: inflow.isAtEnd)
    if let found = Format.all.first(where: { $0.recognises(opening) }) { return found }
    throw log.error("its content is in no format known here; 'dwell formats' lists them")
  }
}
