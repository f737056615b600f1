/// Takes the positions of the best source that is heard: an estimate before a bare receiver.
struct SourceChoice {
  /// A source that was silent for longer, in microseconds, gives way to the next best.
  static let patience: Int64 = 5_000_000

  private var best = Int.max
  private var heard = Int64.min

  /// Whether a position of the source of this rank, 0 being the best, would be taken.
  func mayTake(_ rank: Int, at time: Int64) -> Bool {
    rank <= best || time < heard || time - heard > Self.patience
  }

  /// Whether a position of the source of this rank, 0 being the best, is to be taken.
  mutating func takes(_ rank: Int, at time: Int64) -> Bool {
    guard mayTake(rank, at: time) else { return false }
    best = rank
    heard = time
    return true
  }
}
