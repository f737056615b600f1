/// One line of a text log: `GPS, 3, 130040903, 1769, 8, …`.
struct DataFlashLine {
  private var cells: [Substring] = []
  private var name = ""

  /// Takes a line apart; nil where it is no message that is defined or defines.
  mutating func split(_ bytes: Span<UInt8>, _ dictionary: DataFlashDictionary) -> UInt8? {
    var end = 0
    while end < bytes.count, bytes[end] != 0x2C { end &+= 1 }
    name = bytes.text(0..<end)
    let type = name == "FMT" ? DataFlashDictionary.format : dictionary.read[name]
    guard let type else { return nil }
    let parts = bytes.text(0..<bytes.count).split(separator: ",", omittingEmptySubsequences: false)
    cells = parts.map { Substring($0.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
    return type
  }

  /// Reads the values of the line, which are scaled already.
  func read(_ reading: DataFlashDictionary.Reading, into values: inout DataFlashValues) {
    values.clear()
    for (place, slot, factor) in reading.columns {
      guard let cell = cell(place), let number = Double(cell) else { continue }
      let isScaled = DataFlashDefinition.scale(reading.definition.columns[place].letter) != nil
      values[slot] = isScaled ? number : number * factor
    }
    if let place = reading.text ?? modePlace(reading), let text = cell(place) {
      values.text = String(text)
    }
  }

  /// Takes a line that says how others are to be read.
  func define(in dictionary: inout DataFlashDictionary) {
    if name == "FMT" {
      guard cells.count >= 6, let type = UInt8(cells[1]), let length = Int(cells[2]) else { return }
      let labels = cells[5...].joined(separator: ",")
      let made = DataFlashDefinition(
        type: type, length: length, name: String(cells[3]), format: String(cells[4]),
        labels: labels)
      if let made { dictionary.define(made) }
      return
    }
    guard let definition = dictionary.read[name].flatMap({ dictionary.definition($0) })
    else {
      return
    }
    var numbers: [String: Double] = [:]
    var texts: [String: [UInt8]] = [:]
    for (place, column) in definition.columns.enumerated() {
      guard let cell = cell(place) else { continue }
      texts[column.name] = Array(cell.utf8)
      numbers[column.name] = Double(cell)
    }
    dictionary.describe(name, numbers, texts)
  }

  /// The column of a mode, whose name text logs write in the place of its number.
  private func modePlace(_ reading: DataFlashDictionary.Reading) -> Int? {
    reading.columns.first { $0.slot == .mode }?.place
  }

  private func cell(_ place: Int) -> Substring? {
    place + 1 < cells.count ? cells[place + 1] : nil
  }
}
