import Tracks

/// The columns of a batch in the making that are carried along as text.
struct TextColumns {
  private let columns: [Int]
  private let names: [String]
  private var texts: [PackedBytes]

  /// - Parameter isUsed: Whether they are wanted at all; without, adding a row costs nothing.
  init(_ plan: ColumnPlan, isUsed: Bool) {
    columns = isUsed ? plan.extras.filter { !plan.names[$0].isEmpty } : []
    var taken = Self.reserved
    var names: [String] = []
    for column in columns {
      let name = Self.freeName(plan.names[column], taken)
      taken.insert(name)
      names.append(name)
    }
    self.names = names
    texts = Array(repeating: PackedBytes(), count: columns.count)
  }

  /// Appends a row.
  mutating func add(_ bytes: Span<UInt8>, _ cells: Span<Cell>) {
    for slot in columns.indices {
      let cell = cells[columns[slot]]
      if cell.isEmpty {
        texts[slot].appendNull()
      } else {
        unsafe bytes.extracting(cell.start..<cell.end).withUnsafeBufferPointer {
          unsafe texts[slot].bytes.append(contentsOf: $0)
        }
        texts[slot].offsets.append(Int32(texts[slot].bytes.count))
        if !texts[slot].validity.isEmpty { texts[slot].validity.append(true) }
      }
    }
  }

  /// Gives up the rows so far.
  mutating func take() -> [Column] {
    let result = zip(names, texts).map { Column($0, .text($1)) }
    texts = Array(repeating: PackedBytes(), count: columns.count)
    return result
  }

  /// A name that no column of the batch has: `flight` of a foreign file becomes `input_flight`.
  static func freeName(_ name: String, _ taken: Set<String>) -> String {
    if !taken.contains(name) { return name }
    let base = reserved.contains(name) ? "input_" + name : name
    if !taken.contains(base) { return base }
    var number = 2
    while taken.contains("\(base)_\(number)") { number += 1 }
    return "\(base)_\(number)"
  }

  /// The names of a batch's own columns.
  static let reserved: Set<String> = Set(
    ["vehicle", "time", "lon", "lat", "height_datum", "flight", "sortie", "x", "y", "crs"]
      + Measure.allCases.map(\.rawValue))
}
