/// Tells whether what is called the vehicle counts rows: a number that is one greater in every row than in that
/// before, while time goes on.
///
/// Many vehicles at one instant may be numbered so, too.
struct RowCounter {
  private var rows = 0
  private var isCounting = true
  private var last: Int?
  /// Different times in turn, as they are written.
  private var instants = 0
  private var lastInstant = ""

  /// Rows in turn that show a column to count.
  private static let least = 8

  /// Whether the rows so far are counted.
  var countsRows: Bool { isCounting && rows >= Self.least && instants > 1 }

  /// Takes a row.
  ///
  /// - Parameters:
  ///   - vehicle: What stands in the column that may count.
  ///   - instant: When the row is, as it is written.
  mutating func take(_ vehicle: String, at instant: String) {
    guard isCounting, let count = Int(vehicle), count == (last ?? count - 1) + 1 else {
      return isCounting = false
    }
    rows += 1
    last = count
    if instant != lastInstant { instants += 1 }
    lastInstant = instant
  }
}
