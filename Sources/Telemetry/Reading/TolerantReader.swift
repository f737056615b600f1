import Tracks

/// Reads one of several inputs: what is wrong with it costs itself only.
///
/// Of four thousand files a few are empty, cut short or something else altogether. Each is named and
/// counted, and the rest goes on; when strict, and for what no input is to blame for, it stops.
final class TolerantReader: FormatReader {
  private let reader: FileReader
  private let log: ReadLog
  private let isStrict: Bool
  private var hasGiven = false
  /// Why nothing or not all of the input could be used.
  private(set) var failure: DwellError?

  init(_ reader: FileReader, isStrict: Bool, log: ReadLog) {
    self.reader = reader
    self.log = log
    self.isStrict = isStrict
  }

  /// See ``FormatReader/next()``.
  ///
  /// - Throws: What is no fault of this input's content; any fault when strict.
  func next() throws(DwellError) -> Fixes? {
    if failure != nil { return nil }
    do {
      let fixes = try reader.next()
      hasGiven = hasGiven || fixes != nil
      return fixes
    } catch  where error.kind == .badData && !isStrict {
      log.countFile(hasGiven ? .breaksOff : .useless, error)
      failure = error
      return nil
    } catch {
      throw error
    }
  }
}
