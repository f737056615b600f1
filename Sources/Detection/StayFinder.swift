/// Finds where a track stays within a circle of a radius for a time.
///
/// A *window* is a run of fixes whose smallest enclosing circle has at most the radius. All windows
/// that last long enough are joined where they overlap; that union is what stays, and it can only
/// shrink when the radius gets smaller or the duration longer, since every window of the stricter
/// setting is one of the looser. Single fixes that jump away and come back are left out by a rule that
/// knows neither radius nor duration.
package struct StayFinder {
  let x: [Double]
  let y: [Double]
  let clocking: Clocking
  /// Of the circle, metres; a fix at exactly this distance from its centre is inside.
  let radius: Double
  /// Microseconds observed.
  let minDuration: Int64

  /// Makes a finder for the columns of one flight, in metres.
  package init(
    x: [Double], y: [Double], clocking: Clocking, radius: Double, minDuration: Int64
  ) {
    self.x = x
    self.y = y
    self.clocking = clocking
    self.radius = radius
    self.minDuration = minDuration
  }

  /// One stay: its fixes, in order, without those that only jumped away.
  package struct Stay {
    /// The fixes inside.
    package var rows: [Int]
    /// Around all of them.
    package var circle: EnclosingCircle
  }

  /// The stays within a stretch, in order; neighbours share at most a fix.
  ///
  /// Together they are the joined windows. Each is the longest window that its neighbours left and fits
  /// the radius, but for rests too short to stand alone, which go with the stay before.
  package func stays(in stretch: ClosedRange<Int>) -> [Stay] {
    let kept = withoutExcursions(stretch)
    return runs(kept).flatMap { pieces(of: kept, $0) }
  }

  /// Windows joined where they overlap, as places among the kept rows.
  struct Run {
    var bounds: ClosedRange<Int>
    /// In order of their starts and of their ends; none holds another.
    var windows: [ClosedRange<Int>]
  }

  func stay(_ kept: [Int], _ range: ClosedRange<Int>) -> Stay {
    let rows = Array(kept[range])
    return Stay(rows: rows, circle: EnclosingCircle.around(x, y, rows) ?? EnclosingCircle())
  }

  private func fits(_ kept: [Int], _ first: Int, _ last: Int) -> Bool {
    let dx = x[kept[first]] - x[kept[last]]
    let dy = y[kept[first]] - y[kept[last]]
    if dx * dx + dy * dy > 4.000001 * radius * radius { return false }
    return EnclosingCircle.around(x, y, Array(kept[first...last]), limit: radius) != nil
  }

  func observed(_ kept: [Int], _ first: Int, _ last: Int) -> Int64 {
    clocking.observed(kept[first]...kept[last])
  }

  /// The maximal windows that last, joined where they overlap.
  private func runs(_ kept: [Int]) -> [Run] {
    var runs: [Run] = []
    let count = kept.count
    var first = 0
    var needed = 0
    while first < count {
      needed = max(needed, first)
      while needed < count, observed(kept, first, needed) < minDuration { needed += 1 }
      guard needed < count else { break }
      guard fits(kept, first, needed) else {
        first = earliestStart(kept, after: first, endingAt: needed)
        continue
      }
      let last = latestEnd(kept, startingAt: first, from: needed)
      let window = first...last
      if let run = runs.last, run.bounds.upperBound >= first {
        runs[runs.count - 1].bounds = run.bounds.lowerBound...last
        runs[runs.count - 1].windows.append(window)
      } else {
        runs.append(Run(bounds: window, windows: [window]))
      }
      guard last + 1 < count else { break }
      first = earliestStart(kept, after: first, endingAt: last + 1)
    }
    return runs
  }

  /// The last place that still fits with a start: by doubling, then halving.
  private func latestEnd(_ kept: [Int], startingAt first: Int, from known: Int) -> Int {
    var low = known
    var step = 1
    while low + step < kept.count, fits(kept, first, low + step) {
      low += step
      step *= 2
    }
    var high = min(kept.count, low + step)
    while high - low > 1 {
      let middle = (low + high) / 2
      if fits(kept, first, middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// The first place after `start` that fits with an end.
  private func earliestStart(_ kept: [Int], after start: Int, endingAt end: Int) -> Int {
    var high = end
    var step = 1
    while high - step > start, fits(kept, high - step, end) {
      high -= step
      step *= 2
    }
    var low = max(start, high - step)
    while high - low > 1 {
      let middle = (low + high) / 2
      if fits(kept, middle, end) { high = middle } else { low = middle }
    }
    return high
  }

  /// The rows of a stretch without excursions: one or two fixes that jump at least 60 m away, and six
  /// times as far as their neighbours lie apart, and are back within 30 s.
  private func withoutExcursions(_ stretch: ClosedRange<Int>) -> [Int] {
    let rows = stretch.filter { x[$0].isFinite && y[$0].isFinite }
    var kept: [Int] = []
    var place = 0
    while place < rows.count {
      if let length = (1...2).first(where: { isExcursion(rows, place, $0) }) {
        place += length
      } else {
        kept.append(rows[place])
        place += 1
      }
    }
    return kept
  }

  /// Whether the fixes at `place` and on only jump away: the two before and the two after, where there
  /// are so many, lie together.
  private func isExcursion(_ rows: [Int], _ place: Int, _ length: Int) -> Bool {
    let after = place + length
    guard place > 0, after < rows.count else { return false }
    let before = rows[place - 1]
    guard distance(before, rows[place]) >= 60,
      clocking.time[rows[after]] - clocking.time[before] <= 30_000_000
    else { return false }
    let around = [max(0, place - 2), after, min(rows.count - 1, after + 1)]
    let apart = around.map { distance(before, rows[$0]) }.max() ?? 0
    return apart <= 25
      && (place..<after).allSatisfy { distance(before, rows[$0]) >= max(60, 6 * apart) }
  }

  private func distance(_ a: Int, _ b: Int) -> Double {
    let dx = x[a] - x[b]
    let dy = y[a] - y[b]
    return (dx * dx + dy * dy).squareRoot()
  }
}
