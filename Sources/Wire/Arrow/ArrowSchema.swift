import Tracks

/// The schema of one Arrow stream: its columns and what is said about it.
struct ArrowSchema {
  /// The columns.
  var fields: [ArrowField]
  /// What is said about the stream.
  var metadata: [(key: String, value: String)]

  /// The first value of a key in the metadata.
  func note(_ key: String) -> String? { metadata.first { $0.key == key }?.value }

  /// Every field that refers to a dictionary, those inside others included, by dictionary.
  /// - Throws: When two fields of different types refer to one.
  func fieldsByDictionary(at place: InputPlace) throws(DwellError) -> [Int64: ArrowField] {
    var result: [Int64: ArrowField] = [:]
    var waiting = fields
    while let field = waiting.popLast() {
      waiting.append(contentsOf: field.children)
      guard let id = field.dictionary?.id else { continue }
      if let other = result.updateValue(field, forKey: id) {
        guard other.type == field.type, other.meaningOfValues == field.meaningOfValues else {
          throw place.damage("'\(other.name)' and '\(field.name)' share dictionary \(id)")
        }
      }
    }
    return result
  }
}

extension ArrowSchema {
  /// The schema as the `header` of a Message (Arrow's `Schema.fbs`).
  var flat: [FlatValue] {
    [.short(0), .tables(fields.map(\.flat)), notes(metadata)]
  }

  /// Reads the `header` of a Message.
  /// - Throws: When it is damaged, big-endian, or has a type whose layout is not known.
  init(_ table: FlatTable, isVersion4: Bool) throws(DwellError) {
    guard try table.number(0, width: 2) == 0 else {
      throw table.damage("it is big-endian, which is not read")
    }
    fields = []
    for field in try table.tables(1) {
      fields.append(try ArrowField(field, isVersion4: isVersion4, depth: 0))
    }
    metadata = try pairs(of: table, slot: 2)
  }
}

extension ArrowField {
  /// The Field table.
  fileprivate var flat: [FlatValue] {
    let (code, table) = type.flat
    return [
      .text(name), .truth(true), .byte(code), .table(table),
      dictionary.map { dictionary in
        .table([
          .long(dictionary.id),
          .table([.word(Int32(dictionary.bits)), .truth(dictionary.isSigned)]),
        ])
      } ?? .absent,
      .tables(children.map(\.flat)), notes(metadata),
    ]
  }

  /// Reads a Field table.
  fileprivate init(_ table: FlatTable, isVersion4: Bool, depth: Int) throws(DwellError) {
    guard depth < 32 else { throw table.damage("its types are nested more than 32 deep") }
    name = try table.text(0) ?? ""
    type = try ArrowType(table, isVersion4: isVersion4)
    if let encoding = try table.table(4) {
      let index = try encoding.table(1)
      let bits = Int(try index?.number(0, width: 4) ?? 32)
      guard [8, 16, 32, 64].contains(bits) else {
        throw encoding.damage("it has dictionary indices of \(bits) bits")
      }
      dictionary = ArrowDictionary(
        id: try encoding.number(0, width: 8), bits: bits,
        isSigned: try index?.truth(1) ?? true)
    }
    for child in try table.tables(5) {
      children.append(try ArrowField(child, isVersion4: isVersion4, depth: depth + 1))
    }
    switch type {
    case .list, .fixedList:
      guard children.count == 1 else {
        throw table.damage("a list has \(children.count) element types")
      }
    default: break
    }
    metadata = try pairs(of: table, slot: 6)
  }
}

private func notes(_ metadata: [(key: String, value: String)]) -> FlatValue {
  metadata.isEmpty ? .absent : .tables(metadata.map { [.text($0.key), .text($0.value)] })
}

private func pairs(
  of table: FlatTable, slot: Int
) throws(DwellError) -> [(key: String, value: String)] {
  var pairs: [(key: String, value: String)] = []
  for pair in try table.tables(slot) {
    pairs.append((try pair.text(0) ?? "", try pair.text(1) ?? ""))
  }
  return pairs
}
