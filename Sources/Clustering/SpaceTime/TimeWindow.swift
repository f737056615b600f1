/// The points of one cell within a time radius of a moving instant: two cursors that only go forward.
struct TimeWindow {
  /// The first point inside.
  private(set) var first: Int
  /// The point after the last inside.
  private(set) var end: Int
  private let stop: Int

  /// Before all points of a range.
  init(over range: Range<Int>) {
    (first, end, stop) = (range.lowerBound, range.lowerBound, range.upperBound)
  }

  /// Moves to an instant at or after the last one.
  @inline(__always)
  mutating func move(to instant: UInt64, radius: UInt64, _ times: [UInt64]) {
    // `first` passes what is too early, `end` what is not too late. Neither sum can overflow: a
    // difference of two instants, the lesser subtracted, is compared.
    while first < stop && times[first] < instant && instant - times[first] > radius { first += 1 }
    if end < first { end = first }
    while end < stop && (times[end] <= instant || times[end] - instant <= radius) { end += 1 }
  }
}
