/// The beginning of a vehicle whose fixes come newest first, as some exports give them.
///
/// Rows that only a reorder window as long as the file would sort are held as they came: O(1) a fix, 8 bytes
/// beside its row. It ends with the first fix that is newer than the one before, so a track that runs
/// forwards is at its second fix through with it.
struct Descent {
  private var rows: [Int] = []
  private var last = Int64.min
  private var steps = 0
  /// Whether every fix so far was as old as the one before, or older.
  private(set) var goesOn = false

  /// Begins with the first fix.
  mutating func begin(at time: Int64) {
    last = time
    goesOn = true
  }

  /// Whether a fix goes on backwards; one a jump of the clock farther back only when so many agree.
  mutating func follows(_ time: Int64, agreeing: Int, jump: Int64) -> Bool {
    guard time <= last, last &- time <= jump || steps + 1 >= agreeing else { return false }
    if time < last { steps += 1 }
    last = time
    return true
  }

  /// Holds the row of a fix that is too late for the queue.
  mutating func hold(_ row: Int) { rows.append(row) }

  /// Ends it, and gives the rows held, in the order they came.
  mutating func end() -> [Int] {
    let held = rows
    self = Descent()
    return held
  }

  /// Changes the row numbers after the store has moved its rows.
  mutating func renumber(_ change: (inout Int) -> Void) {
    for index in rows.indices { change(&rows[index]) }
  }
}
