import Tracks

/// One open input among those that are merged by time.
final class Strand {
  /// Its place in the order of inputs.
  let rank: Int
  /// The latest instant of the rows given so far and of the one to come; rows that go back in time
  /// keep it.
  private(set) var key: Int64
  /// The rows read and not yet all given.
  private(set) var batch: Fixes
  /// The first of ``batch`` that was not given.
  private(set) var next = 0

  private let reader: any FormatReader

  init(_ reader: any FormatReader, rank: Int, first: Fixes) {
    self.reader = reader
    self.rank = rank
    batch = first
    key = first.time.first ?? .min
  }

  /// The rows from ``next`` on, at most `room`, before the first that is later than `limit`; one at
  /// least.
  func rows(upTo limit: Int64, room: Int) -> Range<Int> {
    var end = next
    let last = min(batch.count, next + room)
    var latest = key
    while end < last {
      latest = max(latest, batch.time[end])
      if latest > limit && end > next { break }
      end += 1
    }
    return next..<end
  }

  /// Marks rows as given, and reads on when the batch is through; false at the input's end.
  func advance(to row: Int) throws(DwellError) -> Bool {
    for given in next..<row { key = max(key, batch.time[given]) }
    next = row
    if next == batch.count {
      guard let more = try reader.next() else { return false }
      batch = more
      next = 0
    }
    key = max(key, batch.time[next])
    return true
  }
}

extension Strand: Comparable {
  /// Less far in time; of two as far, the one that comes first in the order of inputs.
  static func < (left: Strand, right: Strand) -> Bool {
    (left.key, left.rank) < (right.key, right.rank)
  }

  /// Whether both are the same input.
  static func == (left: Strand, right: Strand) -> Bool { left.rank == right.rank }
}
