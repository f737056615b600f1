import Tracks

/// Reads GeoJSON: the positions of points and lines are fixes, each line a leg of its own.
///
/// Times of a line are a list beside its coordinates (`coordTimes`, `times`, `timestamps`), the `datetimes` of a
/// moving point, or the fourth number of each position; a line without has none, whatever single time its
/// properties tell. Those of points are among the properties, which are read as the columns of a table are.
final class GeoJSONReader: FormatReader {
  private let inflow: Inflow
  private let log: FileLog
  private let rows: RecordRows
  private let sink = GeoJSONSink()
  private var parser: JSONParser?
  /// Where the piece begins that the parser is given.
  private var offset = 0
  /// The error of a text that is no JSON, until another begins on a line of its own.
  private var breakage: DwellError?
  private var pending: DwellError?
  private var isDone = false
  private var features = 0
  /// The legs of the fixes that were not taken yet, `Int64.min` for points.
  private var legs: [Int64] = []
  private var leg: Int64 = -1
  /// Whether columns hold the time of a whole feature.
  private var isTime: [Bool] = []
  private var isVehicle: [Bool] = []
  private var cells: [Cell] = []

  /// Bytes fed at a time.
  private static let piece = 32 << 10

  init(_ inflow: Inflow, _ log: FileLog) throws(DwellError) {
    self.inflow = inflow
    self.log = log
    rows = try RecordRows(log, FirstRecords(), order: DateOrder.shown(in: inflow))
    rows.takesTimeless = true
    sink.takeFeature = { [unowned self] in self.take() }
  }

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    while rows.finished.isEmpty && !isDone {
      if inflow.available > 0 && feed() { continue }
      if rows.unfinishedCount > 0 && inflow.mayWait { break }
      if try !inflow.fill() { finish() }
    }
    if var batch = rows.takeBatch(unfinished: isDone || inflow.mayWait) {
      let own = Array(legs.prefix(batch.count))
      legs.removeFirst(own.count)
      if own.contains(where: { $0 != .min }) { batch.legs = own }
      return batch
    }
    if let pending { throw pending }
    return nil
  }

  /// Reads what is there; false when that takes more bytes.
  private func feed() -> Bool {
    let bytes = inflow.bytes
    if parser == nil {
      let skipped = breakage == nil ? blanks(bytes.span) : toNextText(bytes.span)
      inflow.position += skipped
      if skipped > 0 || breakage != nil { return skipped > 0 }
      sink.reset()
      parser = JSONParser(sink)
    }
    let start = inflow.position
    let end = min(start + Self.piece, bytes.count)
    offset = inflow.offset + start
    switch parser?.feed(bytes.span.extracting(start..<end)) {
    case .fine, nil: inflow.position = end
    case .stopped:
      inflow.position = start + (parser?.consumed ?? 0)
      parser = nil
      if let error = refusal { stop(error) }
    case .broken(let at, let words):
      parser = nil
      inflow.position = start + min(at, end - start - 1)
      rows.place = .byte(offset + at)
      let fault = RowFault(reason: "unreadable JSON", detail: "this is not JSON: \(words)")
      breakage = log.error(fault.detail, at: rows.place)
      if !rows.skip(fault) { stop(rows.failure) }
    }
    return true
  }

  /// Why the text is not read on.
  private var refusal: DwellError? {
    if let failure = rows.failure { return failure }
    if let system = sink.foreignSystem {
      return log.error(
        "its positions are in '\(system)': convert it to WGS 84, 'ogr2ogr -t_srs EPSG:4326'")
    }
    if sink.isTooDeep {
      return log.error("its JSON nests more than \(GeoJSONSink.deepest) deep", at: .byte(offset))
    }
    guard sink.feature.isTooLarge else { return nil }
    return log.error(
      "a feature of more than \(GeoJSONFeature.mostPlaces) positions or "
        + "\(GeoJSONFeature.mostText >> 20) MiB: split it", at: .byte(offset))
  }

  private func finish() {
    if let breakage { return stop(breakage) }
    if parser != nil, inflow.failure == nil {
      return stop(
        log.error(
          "the file ends within a JSON value: it was cut short",
          at: .byte(inflow.offset + inflow.position)))
    }
    stop(rows.verdict())
    guard pending == nil, features == 0 else { return }
    pending = log.error(
      "it has no features with points or lines"
        + (sink.areas > 0 ? ": its \(sink.areas) polygons are no flight" : ""))
  }

  private func stop(_ error: DwellError?) {
    isDone = true
    pending = error
  }

  /// Makes fixes of the feature that has just ended.
  private func take() -> Bool {
    features += 1
    rows.place = .byte(offset + max(0, (parser?.consumed ?? 0) - 1))
    dropMisfits()
    let height = sink.feature.hasPart(2) ? sink.column("height_m") : nil
    let time = sink.feature.hasPart(3) ? sink.column("time") : nil
    meetColumns()
    nameMover()
    do {
      if sink.keys.count != rows.columnCount { try rows.meet(sink.keys.names) }
    } catch {
      stop(error)
      return false
    }
    return add(height: height, time: time)
  }

  private func dropMisfits() {
    guard let misfit = sink.feature.dropMisfits() else { return }
    log.note("lists of another length than their line")
    log.warnOnce(
      "list",
      "'\(sink.keys.names[misfit.column].onOneLine)' has \(misfit.values) values for "
        + "\(sink.feature.placeCount) positions: it is not used")
  }

  /// A moving feature whose properties name no vehicle is its own.
  private func nameMover() {
    guard sink.isMoving, let identity = sink.identity, !identity.isEmpty,
      !isVehicle.indices.contains(where: { isVehicle[$0] && sink.feature.has($0) })
    else { return }
    let column = sink.column("vehicle")
    meetColumns()
    sink.feature.set(column, Array(identity.utf8))
  }

  /// Makes a fix of each position.
  ///
  /// - Parameters:
  ///   - height: The column of the heights that stand in the positions; nil where none do.
  ///   - time: The column of the times that stand in the positions.
  private func add(height: Int?, time: Int?) -> Bool {
    let feature = sink.feature
    cells = Array(repeating: .absent, count: sink.keys.count)
    feature.fill(&cells)
    let count = feature.placeCount
    if count > 1 {
      // The time of a whole line is that of none of its positions.
      for column in cells.indices where isTime[column] { cells[column] = .absent }
    }
    let text = feature.text
    var lines = feature.lineEnds.makeIterator()
    var lineEnd = 0
    var lineLeg = Int64.min
    for place in 0..<count {
      if place >= lineEnd {
        let start = lineEnd
        lineEnd = lines.next() ?? count
        if lineEnd - start > 1 { leg += 1 }
        lineLeg = lineEnd - start > 1 ? leg : .min
      }
      cells[0] = feature.cell(place, 0)
      cells[1] = feature.cell(place, 1)
      if let height { cells[height] = feature.cell(place, 2) }
      if let time { cells[time] = feature.cell(place, 3) }
      feature.fill(&cells, place: place)
      let held = rows.heldCount
      let isGoingOn = rows.add(text.span, cells)
      if rows.heldCount > held { legs.append(lineLeg) }
      guard isGoingOn else { return false }
    }
    return true
  }

  /// Learns which of the columns hold the time of whole features and which name the vehicle.
  private func meetColumns() {
    for name in sink.keys.names[isTime.count...] {
      let target = Synonym.named(HeaderName(name).key)?.synonym.target
      isTime.append(target == .time || target == .date)
      isVehicle.append(target == .vehicle)
    }
  }

  /// The blanks, marks of order, record separators and commas before a text.
  private func blanks(_ bytes: Span<UInt8>) -> Int {
    var at = inflow.position
    while at < bytes.count,
      isBlank(bytes[at]) || [0xEF, 0xBB, 0xBF, 0x1E, 0x2C].contains(bytes[at])
    {
      at += 1
    }
    return at - inflow.position
  }

  /// The bytes up to a line that begins with an object, with a record separator before it or not.
  private func toNextText(_ bytes: Span<UInt8>) -> Int {
    var at = inflow.position
    while let end = lineEnd(bytes, from: at) {
      guard end + 1 < bytes.count else { return end - inflow.position }
      at = end + 1
      if bytes[at] == 0x7B || bytes[at] == 0x1E {
        breakage = nil
        return at - inflow.position
      }
    }
    return bytes.count - inflow.position
  }
}
