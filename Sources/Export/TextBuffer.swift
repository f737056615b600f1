import Tracks

/// Bytes on their way to a sink, with the ways to append what the text formats need.
struct TextBuffer {
  /// What was appended and not yet sent.
  var bytes: [UInt8] = []

  /// Appends text as it is.
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a number: rounded to so many decimals, as short as exact.
  mutating func append(_ value: Double, decimals: Int?) {
    PlainNumber.append(value, decimals: decimals, to: &bytes)
  }

  /// Appends a position's two numbers.
  mutating func append(_ position: Position, separator: String) {
    append(position.longitude, decimals: coordinateDecimals)
    append(separator)
    append(position.latitude, decimals: coordinateDecimals)
  }

  /// Appends items with commas between them.
  mutating func append<Item>(
    list items: [Item], _ appendItem: (inout TextBuffer, Item) -> Void
  ) {
    for (place, item) in items.enumerated() {
      if place > 0 { append(",") }
      appendItem(&self, item)
    }
  }

  /// Sends what there is to the sink once it is worth a system call.
  mutating func flush(to sink: any ByteSink, atLeast size: Int = 1 << 18) throws(DwellError) {
    guard bytes.count >= size, !bytes.isEmpty else { return }
    try sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
