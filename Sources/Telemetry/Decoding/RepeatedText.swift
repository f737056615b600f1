import Tracks

/// Makes texts of cells that mostly hold what the one before held: a mode, a source, a callsign.
struct RepeatedText {
  private var short = ShortText()
  private var text: String?

  /// The text of a cell, nil when there is none.
  @inline(__always)
  mutating func text(_ bytes: Span<UInt8>, _ cell: Cell) -> String? {
    let short = ShortText(bytes, cell.start, cell.end)
    if short.isKnown && short == self.short { return text }
    self.short = short
    text = cell.named(in: bytes)
    return text
  }
}
