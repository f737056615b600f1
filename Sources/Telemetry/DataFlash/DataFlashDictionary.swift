/// What a DataFlash log has said so far of its messages: FMT, FMTU, UNIT, MULT.
struct DataFlashDictionary {
  /// How the messages of one kind are read.
  struct Reading {
    /// The kind.
    let definition: DataFlashDefinition
    /// What it means.
    let meaning: DataFlashMeaning
    /// Which of several receivers it is: 0 the first, of which there is no other by another name.
    let rank: Int
    /// The columns that are read: where, what, and what they are multiplied with.
    let columns: [(place: Int, slot: DataFlashSlot, factor: Double)]
    /// The place of the column that has the text or the mode's name.
    let text: Int?
  }

  /// Bytes of a message of each number; 0 where it is not defined.
  private(set) var lengths = [Int](repeating: 0, count: 256)
  /// How messages of each number are read; nil where they mean nothing, or are not settled.
  private var readings = [Reading?](repeating: nil, count: 256)
  /// Whether what was said since may change how messages of a number are read.
  private var isStale = [Bool](repeating: false, count: 256)
  /// Whether messages of each number say how others are to be read.
  private(set) var isDescriptive = [Bool](repeating: false, count: 256)
  /// The numbers of the messages that are read, by name: text logs name them.
  private(set) var read: [String: UInt8] = [:]
  private var definitions = [DataFlashDefinition?](repeating: nil, count: 256)
  private var multipliers: [UInt8: Double] = [:]
  private var units: [UInt8: String] = [:]
  private var letters: [UInt8: (units: [UInt8], multipliers: [UInt8])] = [:]

  /// The number of FMT itself.
  static let format: UInt8 = 128

  /// Nothing but FMT, which every log begins with.
  init() {
    lengths[Int(Self.format)] = 89
  }

  /// The definition of a number.
  func definition(_ type: UInt8) -> DataFlashDefinition? { definitions[Int(type)] }

  /// How messages of a number are read; nil where they mean nothing.
  mutating func reading(_ type: UInt8) -> Reading? {
    if isStale[Int(type)] { settle(type) }
    return readings[Int(type)]
  }

  /// Takes an FMT.
  mutating func define(_ definition: DataFlashDefinition) {
    let type = Int(definition.type)
    if type != Int(Self.format) { lengths[type] = definition.length }
    definitions[type] = definition
    isDescriptive[type] = ["FMTU", "UNIT", "MULT"].contains(definition.name)
    settle(definition.type)
    let isRead = isDescriptive[type] || readings[type] != nil
    if isRead { read[definition.name] = definition.type }
  }

  /// Takes a message that says how columns are to be read.
  ///
  /// - Parameters:
  ///   - name: FMTU, UNIT or MULT.
  ///   - numbers: The numbers of its columns.
  ///   - texts: The texts of its columns.
  mutating func describe(_ name: String, _ numbers: [String: Double], _ texts: [String: [UInt8]]) {
    func byte(_ column: String) -> UInt8? { numbers[column].flatMap { UInt8(exactly: $0) } }
    switch name {
    case "FMTU":
      guard let type = byte("FmtType") else { return }
      letters[type] = (texts["UnitIds"] ?? [], texts["MultIds"] ?? [])
      isStale[Int(type)] = true
    case "UNIT":
      guard let letter = byte("Id"), let label = texts["Label"] else { return }
      units[letter] = String(decoding: label, as: UTF8.self)
      for type in letters.keys { isStale[Int(type)] = true }
    default:
      guard let letter = byte("Id"), let factor = numbers["Mult"] else { return }
      multipliers[letter] = factor
      for type in letters.keys { isStale[Int(type)] = true }
    }
  }

  private mutating func settle(_ type: UInt8) {
    isStale[Int(type)] = false
    readings[Int(type)] = nil
    guard let definition = definitions[Int(type)],
      let meaning = DataFlashMeaning(definition.name)
    else { return }
    var columns: [(place: Int, slot: DataFlashSlot, factor: Double)] = []
    var text: Int?
    for (place, column) in definition.columns.enumerated() {
      switch column.letter {
      case 0x6E, 0x4E, 0x5A:
        if text == nil { text = place }
      case 0x61: continue
      default:
        guard let slot = DataFlashSlot(column.name, in: meaning) else { continue }
        columns.append((place, slot, factor(type, place, column, slot)))
      }
    }
    readings[Int(type)] = Reading(
      definition: definition, meaning: meaning,
      rank: meaning == .receiver && definition.name != "GPS" ? 1 : 0, columns: columns, text: text)
  }

  /// What a column's values are multiplied with.
  ///
  /// The type's own scale and MULT say the same thing twice: the first is taken where there is one.
  /// Times are read in the unit that their column is named for, and need neither.
  private func factor(
    _ type: UInt8, _ place: Int, _ column: DataFlashDefinition.Column, _ slot: DataFlashSlot
  ) -> Double {
    switch slot {
    case .micros, .millis, .bootMillis, .startTime, .receiverTime, .weekMillis, .week: return 1
    default: break
    }
    var factor = DataFlashDefinition.scale(column.letter)
    guard let letters = letters[type] else { return factor ?? 1 }
    if factor == nil, place < letters.multipliers.count,
      let multiplier = multipliers[letters.multipliers[place]], multiplier != 0
    {
      factor = multiplier
    }
    if place < letters.units.count, units[letters.units[place]] == "rad" {
      factor = (factor ?? 1) * 180 / .pi
    }
    return factor ?? 1
  }
}
