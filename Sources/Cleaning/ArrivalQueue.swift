/// The fixes of one vehicle that may still be overtaken by a late one, in order of time.
struct ArrivalQueue {
  private var times: [Int64] = []
  private var rows: [Int] = []
  private var head = 0
  /// The newest instant that came, microseconds; `Int64.min` before the first.
  private(set) var newest = Int64.min

  /// The number of fixes that wait.
  var count: Int { times.count - head }
  /// The oldest instant that waits; `Int64.max` when none does.
  var oldest: Int64 { head < times.count ? times[head] : .max }

  /// Sorts a fix in, after those of the same instant.
  ///
  /// - Complexity: O(1) in order, else O(*k*), *k* the fixes it overtakes.
  mutating func push(_ row: Int, at time: Int64) {
    if time >= newest {
      newest = time
      times.append(time)
      rows.append(row)
      return
    }
    var place = times.count
    while place > head && times[place - 1] > time { place -= 1 }
    times.insert(time, at: place)
    rows.insert(row, at: place)
  }

  /// Takes out the oldest fix, if it is from before `bound`.
  ///
  /// - Returns: Its row; nil when none is old enough.
  mutating func pop(before bound: Int64) -> Int? {
    guard head < times.count, times[head] < bound else { return nil }
    let row = rows[head]
    head += 1
    if head == times.count || head >= 64 && 2 * head >= times.count {
      times.removeSubrange(..<head)
      rows.removeSubrange(..<head)
      head = 0
    }
    return row
  }

  /// Moves every fix that waits to the end of another queue.
  mutating func move(to other: inout ArrivalQueue) {
    for index in head..<times.count { other.push(rows[index], at: times[index]) }
    self = ArrivalQueue()
  }

  /// Takes out every fix that waits.
  mutating func removeAll() -> [Int] {
    let all = Array(rows[head...])
    self = ArrivalQueue()
    return all
  }

  /// Changes the row numbers after the store has moved its rows.
  mutating func renumber(_ change: (inout Int) -> Void) {
    for index in head..<rows.count { change(&rows[index]) }
  }
}
