import Tracks

/// Several inputs as one, merged by their instants.
final class MergedInputs: FormatReader {
  private let settings: ReadSettings
  private let log: ReadLog
  /// Inputs not yet open, the one that begins first last.
  private var waiting: [Waiting] = []
  private var strands: [Strand] = []
  private var merged = Fixes()
  private var pending: DwellError?
  private var hasGiven = false
  /// Why the first of the inputs was left out that were.
  private var firstFailure: DwellError?
  private var failures = 0

  private struct Waiting {
    let firstInstant: Int64
    let rank: Int
    let input: Input
    /// The reader and its first batch where the input cannot be opened twice.
    var opened: (reader: TolerantReader, first: Fixes)?
  }

  /// Inputs that are open at the same time at most.
  static let mostOpen = 256

  /// How far apart in time, in microseconds, rows of different inputs may be given: small beside the
  /// minute within which `clean` sorts, large beside the time between fixes.
  static let slack: Int64 = 5_000_000

  /// Looks at the first rows of every input to see when it begins.
  init(_ inputs: [Input], settings: ReadSettings, log: ReadLog) throws(DwellError) {
    self.settings = settings
    self.log = log
    for (rank, input) in inputs.enumerated() {
      if let found = try look(input, rank) { waiting.append(found) }
    }
    waiting.sort { ($0.firstInstant, $0.rank) > ($1.firstInstant, $1.rank) }
  }

  private func look(_ input: Input, _ rank: Int) throws(DwellError) -> Waiting? {
    if !input.isRepeatable {
      let reader = try tolerant(input)
      guard let first = try begin(reader) else { return nil }
      return Waiting(
        firstInstant: first.time[0], rank: rank, input: input, opened: (reader, first))
    }
    var brief = settings
    brief.batchRows = 1
    // What is odd about these rows, or this file, is said and counted when it is read in its turn.
    let silent = ReadLog(warn: { _ in })
    let first = try TolerantReader(
      try input.reader(brief, silent), isStrict: settings.isStrict, log: silent
    ).next()
    return Waiting(firstInstant: first?.time[0] ?? .min, rank: rank, input: input, opened: nil)
  }

  /// See ``FormatReader/next()``.
  ///
  /// Of the open inputs the one that has come least far in time gives rows until it is ``slack`` ahead
  /// of the next; an input is opened when the others have come to where it begins.
  func next() throws(DwellError) -> Fixes? {
    if pending == nil {
      do {
        try fill()
      } catch {
        pending = error
      }
    }
    if merged.count > 0 {
      let result = merged
      merged = Fixes()
      hasGiven = true
      return result
    }
    if let pending { throw pending }
    if !hasGiven, let firstFailure { throw nothingUsed(firstFailure) }
    return nil
  }

  /// The error of a run in which no input has a fix, by the example of the first.
  private func nothingUsed(_ first: DwellError) -> DwellError {
    guard failures > 1 else { return first }
    return DwellError(first.kind, "none of \(failures) inputs has a fix: \(first.message)")
  }

  private func tolerant(_ input: Input) throws(DwellError) -> TolerantReader {
    TolerantReader(
      try input.reader(settings, log), isStrict: settings.isStrict, log: log)
  }

  /// The first batch of an input; nil when it has none.
  private func begin(_ reader: TolerantReader) throws(DwellError) -> Fixes? {
    let first = try reader.next()
    if let failure = reader.failure {
      failures += 1
      if firstFailure == nil { firstFailure = failure }
    }
    return first
  }

  private func fill() throws(DwellError) {
    while merged.count < settings.batchRows {
      try openWaiting()
      guard let place = strands.indices.min(by: { strands[$0] < strands[$1] }) else { return }
      let strand = strands[place]
      let rows = strand.rows(upTo: limit(for: place), room: settings.batchRows - merged.count)
      // Batches of files that follow one another go through whole, without a copy.
      let isWhole = merged.count == 0 && rows == 0..<strand.batch.count
      if isWhole {
        merged = strand.batch
      } else {
        merged.append(strand.batch.gathered(Array(rows)))
      }
      if try !strand.advance(to: rows.upperBound) {
        strands.remove(at: place)
      }
      if isWhole { return }
    }
  }

  /// Opens the inputs that begin where the open ones have come to.
  private func openWaiting() throws(DwellError) {
    while let first = waiting.last {
      if let least = strands.map(\.key).min(), first.firstInstant > least { return }
      if strands.count >= Self.mostOpen {
        log.warnOnce(
          "most open",
          "more than \(Self.mostOpen) inputs overlap in time: those that begin last are read when others "
            + "have ended, so their fixes may come late")
        return
      }
      waiting.removeLast()
      if let (reader, batch) = first.opened {
        strands.append(Strand(reader, rank: first.rank, first: batch))
        continue
      }
      let reader = try tolerant(first.input)
      if let batch = try begin(reader) {
        strands.append(Strand(reader, rank: first.rank, first: batch))
      }
    }
  }

  /// The instant up to which a strand may give rows before another's turn comes.
  private func limit(for place: Int) -> Int64 {
    var limit = Int64.max
    for other in strands.indices where other != place { limit = min(limit, strands[other].key) }
    if strands.count < Self.mostOpen, let first = waiting.last {
      limit = min(limit, first.firstInstant)
    }
    return limit > .max - Self.slack ? .max : limit < .min + Self.slack ? limit : limit + Self.slack
  }
}

extension Input {
  /// Opens the input and begins to read it.
  func reader(_ settings: ReadSettings, _ log: ReadLog) throws(DwellError) -> FileReader {
    FileReader(
      try open(), isLive: isLive, vehicleName: vehicleName, settings: settings, log)
  }
}
