/// Why a fix was dropped, or what was done to one that was kept.
///
/// The raw value is the name in the summary.
enum CleaningReason: String, CaseIterable {
  case noPosition = "no position"
  case outOfRange = "position out of range"
  case nullIsland = "null island (0, 0)"
  case outOfOrder = "out of order"
  case clockJump = "clock jump"
  case duplicate = "duplicate"
  case sameInstant = "same instant"
  case spike = "spike"
  case wildHeight = "height out of range"
  case heightSpike = "height spike"
  case stale = "stale position"

  /// Whether the fix is kept (its height removed, or only noted).
  var isRepair: Bool {
    switch self {
    case .wildHeight, .heightSpike, .stale: true
    default: false
    }
  }
}
