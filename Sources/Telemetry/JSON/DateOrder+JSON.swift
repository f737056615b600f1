extension DateOrder {
  /// What the dates among the texts of JSON begin with: nil where none has a number above 12, or two of
  /// them differ.
  ///
  /// - Parameter inflow: What there is of a file; a text that it cuts off is passed over.
  static func shown(in inflow: Inflow) -> DateOrder? {
    let kept = inflow.bytes
    let bytes = kept.span
    var order: DateOrder?
    var at = inflow.position
    while at < bytes.count {
      guard bytes[at] == 0x22 else {
        at += 1
        continue
      }
      let start = at + 1
      at = start
      while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
      var place = start
      if at < bytes.count, let shown = LocalDate(bytes, &place, at)?.shown {
        if order != nil && order != shown { return nil }
        order = shown
      }
      at += 1
    }
    return order
  }
}
