/// Finds where a track stays within a circle for a time.
///
/// A *window* is a run of fixes whose smallest enclosing circle has at most the radius and that was
/// observed for at least the duration. Of all sets of windows that lie a part of the duration apart
/// (``apart``), the stays are the one observed longest in sum. So each stay holds to both settings,
/// and the sum can only fall when the duration is made longer or the radius smaller: every window
/// of the stricter setting is one of the looser. (Greedy rules lack that: a window begun too early
/// ends too early.)
///
/// Found by dynamic programming over the ends of windows. The windows that end at a fix begin
/// between two fixes that both only move forward: the earliest that the radius allows and the
/// latest that the duration allows; the best begin between them is kept in a queue.
package struct StayFinder {
  let points: [Vector]
  let clocking: Clocking
  /// Metres; the circle is closed.
  let radius: Double
  /// Microseconds observed.
  let minDuration: Int64

  private var tree: HullTree

  /// The part of the least duration that lies between two stays at least.
  ///
  /// Without it one hover would be cut in two: one window with all of the way in, one with all of
  /// the way out, which together are observed 2 radii ÷ speed longer than the one around both. A
  /// quarter is enough for ways at 3.4 m/s and more with the defaults; slower ones may still be cut.
  package static let apart = 1.0 / 4

  package init(points: [Vector], clocking: Clocking, radius: Double, minDuration: Int64) {
    self.points = points
    self.clocking = clocking
    self.radius = radius
    self.minDuration = minDuration
    tree = HullTree(points)
  }

  /// Rounding of the plane coordinates: a point this little outside is inside.
  private var limit: Double { radius * (1 + 1e-9) + 1e-7 }

  /// The stays within a run of rows, in order.
  ///
  /// - Complexity: O(*n*) circles of O(log *n*) hulls at worst; a vehicle that stands still or
  ///   passes by needs next to none.
  package mutating func stays(in rows: ClosedRange<Int>) -> [ClosedRange<Int>] {
    let base = rows.lowerBound
    var best = [Int64](repeating: 0, count: rows.count)
    var begin = [Int32](repeating: -1, count: rows.count)
    var starts = StartQueue()
    var windows = WindowBounds(first: base)
    let distance = Int64(Double(minDuration) * Self.apart)
    var before = base - 1
    for row in rows.dropFirst() {
      let place = row - base
      let candidates = windows.advance(to: row) { start in
        clocking.observed[row] - clocking.observed[start] >= minDuration
      }
      for start in candidates {
        while before + 1 < start, clocking.time[start] - clocking.time[before + 1] >= distance {
          before += 1
        }
        let sum = before >= base ? best[before - base] : 0
        starts.push(start, worth: sum - clocking.observed[start])
      }
      best[place] = best[place - 1]
      guard let earliest = earliestStart(&windows, row) else { continue }
      starts.dropStarts(before: earliest)
      guard let start = starts.first else { continue }
      let total = start.worth + clocking.observed[row]
      if total > best[place] {
        best[place] = total
        begin[place] = Int32(start.row - base)
      }
    }
    var stays: [ClosedRange<Int>] = []
    var place = rows.count - 1
    while place >= 0 {
      if begin[place] >= 0 {
        let start = base + Int(begin[place])
        stays.append(start...base + place)
        place -= 1
        while place >= 0,
          base + place >= start || clocking.time[start] - clocking.time[base + place] < distance
        { place -= 1 }
      } else {
        place -= 1
      }
    }
    return stays.reversed()
  }

  /// The earliest start whose window up to `row` fits the radius; nil when none that lasts does.
  private mutating func earliestStart(_ windows: inout WindowBounds, _ row: Int) -> Int? {
    guard let latest = windows.latest, fits(&windows, latest, row) else {
      windows.wasFitting = false
      windows.circle = nil
      return nil
    }
    // Had a start up to the latest of the row before fitted, that row's windows would have, too.
    if !windows.wasFitting {
      windows.earliest = max(windows.earliest, windows.latestBefore.map { $0 + 1 } ?? 0)
      windows.circle = nil
    }
    windows.wasFitting = true
    if let circle = windows.circle, (points[row] - circle.centre).length <= limit {
      return windows.earliest
    }
    while windows.earliest < latest {
      let circle = enclosing(windows.earliest...row)
      if circle.radius <= limit {
        windows.circle = circle
        return windows.earliest
      }
      // No window that holds these points fits.
      windows.earliest = (circle.support.min() ?? windows.earliest) + 1
    }
    windows.earliest = max(windows.earliest, latest)
    windows.circle = windows.shortest
    return windows.earliest
  }

  /// Whether the shortest window that lasts fits.
  private mutating func fits(_ windows: inout WindowBounds, _ first: Int, _ last: Int) -> Bool {
    if let circle = windows.shortest, (points[last] - circle.centre).length <= limit {
      return true
    }
    windows.shortest = nil
    if windows.tooWide >= first { return false }
    // Two points too far apart are too wide for every window that holds both; the later the first of
    // them, the more.
    for quarter in 1...4 {
      let other = last - quarter * (last - first) / 4
      guard (points[other] - points[last]).squaredLength > 4 * limit * limit else { continue }
      windows.tooWide = other
      return false
    }
    let circle = enclosing(first...last)
    if circle.radius <= limit {
      windows.shortest = circle
      return true
    }
    windows.tooWide = circle.support.min() ?? -1
    return false
  }

  private mutating func enclosing(_ range: ClosedRange<Int>) -> EnclosingCircle {
    EnclosingCircle(around: points, rows: tree.hullRows(of: range))
  }
}

/// Where the windows that end at a row may begin, and what is known from the rows before.
private struct WindowBounds {
  /// The latest start that lasts.
  var latest: Int?
  /// ``latest`` of the row before.
  var latestBefore: Int?
  /// The earliest start that fits.
  var earliest: Int
  /// Whether any window that ends at the row before fits.
  var wasFitting = false
  /// A circle within the radius around the window from ``earliest``.
  var circle: EnclosingCircle?
  /// The same around the shortest window, from ``latest``.
  var shortest: EnclosingCircle?
  /// Windows that begin here or before hold points that no circle does.
  var tooWide = -1

  private var next: Int

  init(first: Int) {
    earliest = first
    next = first
  }

  /// Moves the latest start on; the starts that came to last, in order.
  mutating func advance(to row: Int, _ lasts: (Int) -> Bool) -> Range<Int> {
    let from = next
    latestBefore = latest
    while next < row, lasts(next) { next += 1 }
    if next > from { latest = next - 1 }
    return from..<next
  }
}

/// Starts of windows, those at the front worth most: a queue with its maximum first.
private struct StartQueue {
  private var items: [(row: Int, worth: Int64)] = []
  private var head = 0

  var first: (row: Int, worth: Int64)? { head < items.count ? items[head] : nil }

  /// Adds a start; earlier ones that are worth less can never be the best again.
  mutating func push(_ row: Int, worth: Int64) {
    while items.count > head, items[items.count - 1].worth < worth { items.removeLast() }
    items.append((row, worth))
  }

  mutating func dropStarts(before row: Int) {
    while head < items.count, items[head].row < row { head += 1 }
    if head > 4096, head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
  }
}
