import Tracks

/// Counts the bytes that a binary format's decoder passes over to find where the next record begins.
struct Garbage {
  /// What the bytes are none of: `MAVLink packet`.
  private let record: String
  /// Bytes passed over since the last record.
  private(set) var count = 0

  init(noneOf record: String) { self.record = record }

  /// Passes over one byte.
  ///
  /// - Throws: At the first one when the reading is strict; `complaint` says what is wrong, without it
  ///   that there is no such record.
  mutating func skipByte(
    at offset: Int, _ log: FileLog, _ complaint: String? = nil
  ) throws(DwellError) {
    if count == 0, log.settings.isStrict {
      throw log.error(complaint ?? "there is no \(record)", at: .byte(offset))
    }
    count += 1
  }

  /// Passes over many bytes.
  mutating func skip(_ bytes: Int) { count += bytes }

  /// Notes what was passed over, now that a record was found or the input has ended.
  mutating func end(_ log: FileLog) {
    if count > 0 { log.note("bytes that are no \(record)", count) }
    count = 0
  }
}
