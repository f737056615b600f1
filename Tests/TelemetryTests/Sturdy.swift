import Telemetry
import Testing
import Tracks

/// What must hold of every format, on a small file of it that the test encodes itself.
///
/// ```swift
/// Sturdy(bytes, format: "misb", ends: encoder.ends).check()
/// ```
struct Sturdy {
  /// A whole file of about one or two thousand bytes.
  var bytes: [UInt8]
  /// The format's name.
  var format: String
  /// The number of bytes that must be there for each fix to be known, in rising order.
  ///
  /// Empty where that cannot be said; then the fixes of a cut file have only to be the first ones of
  /// the whole file's, more with more bytes.
  var ends: [Int] = []
  /// The sizes of cut files that may pass for whole: between records, or where nothing can tell.
  var mayEnd: (Int) -> Bool = { _ in false }
  /// Whether the last fix of a cut file may differ: a text line may be cut within a number.
  var mayChangeLast = false
  /// Whether the name of the format need not be given.
  var isRecognised = true
  /// Other settings.
  var change: (inout ReadSettings) -> Void = { _ in }

  /// Checks cuts at every byte, reading in pieces, and batches of one.
  func check(_ here: SourceLocation = #_sourceLocation) {
    Seeds.keep(bytes, of: format)
    let whole = read(bytes)
    #expect(whole.error == nil, sourceLocation: here)
    #expect(whole.count > 0, sourceLocation: here)
    if !ends.isEmpty { #expect(whole.count == ends.count, sourceLocation: here) }
    let rows = whole.orderedRows
    checkPieces(whole, rows, here)
    var before = 0
    for size in 0..<bytes.count {
      let cut = read(Array(bytes[..<size]))
      checkCut(cut, size: size, rows, before: before, here)
      before = cut.count
    }
  }

  private func checkCut(
    _ cut: Reading, size: Int, _ rows: [String], before: Int, _ here: SourceLocation
  ) {
    var found = cut.orderedRows
    if mayChangeLast { found = Array(found.dropLast()) }
    #expect(rows.starts(with: found), "cut after \(size) bytes", sourceLocation: here)
    #expect(cut.count <= rows.count, "cut after \(size) bytes", sourceLocation: here)
    if ends.isEmpty {
      #expect(
        cut.count >= before - (mayChangeLast ? 1 : 0), "cut after \(size) bytes",
        sourceLocation: here)
    } else {
      let due = ends.count { $0 <= size }
      #expect(
        cut.count == due || mayChangeLast && cut.count == due + 1, "cut after \(size) bytes",
        sourceLocation: here)
    }
    if let error = cut.error {
      #expect(!error.message.contains("\n"), "\(error.message)", sourceLocation: here)
    } else if cut.endsShort {
      let strict = Reading(Array(bytes[..<size])) {
        $0.format = format
        change(&$0)
        $0.isStrict = true
      }
      #expect(strict.error != nil, "a cut after \(size) bytes", sourceLocation: here)
      #expect(cut.warnings.contains { $0.contains("cut short") }, sourceLocation: here)
    } else {
      #expect(mayEnd(size), "a cut after \(size) bytes is not reported", sourceLocation: here)
    }
  }

  private func checkPieces(_ whole: Reading, _ rows: [String], _ here: SourceLocation) {
    for (piece, batch) in [(1, 8192), (7, 1), (4096, 3), (.max, 1)] {
      let reading = read(bytes, piece: piece, batch: batch)
      let what: Comment = "pieces of \(piece) bytes, batches of \(batch)"
      #expect(reading.orderedRows == rows, what, sourceLocation: here)
      #expect(reading.error == nil, what, sourceLocation: here)
      #expect(reading.tally == whole.tally, what, sourceLocation: here)
      #expect(reading.repairs == whole.repairs, what, sourceLocation: here)
      #expect(reading.batches.allSatisfy { $0.count <= batch }, what, sourceLocation: here)
    }
    guard isRecognised else { return }
    for piece in [1, 100, Int.max] {
      let reading = Reading(bytes, piece: piece, change)
      #expect(reading.orderedRows == rows, "recognised by its content", sourceLocation: here)
    }
  }

  private func read(_ bytes: [UInt8], piece: Int = .max, batch: Int = 8192) -> Reading {
    Reading(bytes, piece: piece) {
      $0.format = format
      $0.batchRows = batch
      change(&$0)
    }
  }
}
