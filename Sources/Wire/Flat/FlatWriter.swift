/// Lays a tree of ``FlatValue``s out as a FlatBuffer.
///
/// FlatBuffers ("FlatBuffer Internals", flatbuffers.dev) fixes how things refer to each other, not
/// their order: a table points back to its vtable and forward to its strings, vectors and tables.
/// So each table is written before what it points to and the offsets are filled in afterwards,
/// with no pass from the back.
struct FlatWriter {
  private var bytes: [UInt8] = []

  /// The buffer whose root is a table with these slots, zero-padded to a multiple of 8 bytes.
  static func buffer(root slots: [FlatValue]) -> [UInt8] {
    var writer = FlatWriter()
    writer.extend(by: 4)
    let root = writer.place(table: slots)
    writer.put(UInt64(root), width: 4, at: 0)
    writer.align(to: 8)
    return writer.bytes
  }

  /// Appends a table and all it points to; returns its position.
  private mutating func place(table slots: [FlatValue]) -> Int {
    align(to: 4)
    let vtable = bytes.count
    let vtableSize = 4 + 2 * slots.count
    extend(by: vtableSize)
    // At a multiple of 8, an offset within the table says how a field is aligned in the buffer.
    align(to: 8)
    let table = bytes.count
    var size = 4
    var offsets = [Int](repeating: 0, count: slots.count)
    for width in [8, 4, 2, 1] {
      for (slot, value) in slots.enumerated() where value.inlineWidth == width {
        size = (size + width - 1) / width * width
        offsets[slot] = size
        size += width
      }
    }
    extend(by: size)
    put(UInt64(vtableSize), width: 2, at: vtable)
    put(UInt64(size), width: 2, at: vtable + 2)
    put(UInt64(table - vtable), width: 4, at: table)
    for (slot, value) in slots.enumerated() where value.inlineWidth > 0 {
      put(UInt64(offsets[slot]), width: 2, at: vtable + 4 + 2 * slot)
      place(value, at: table + offsets[slot])
    }
    return table
  }

  /// Writes a value at its place in a table; what is not a scalar goes to the end, the offset here.
  private mutating func place(_ value: FlatValue, at position: Int) {
    switch value {
    case .absent: break
    case .byte(let number): put(UInt64(number), width: 1, at: position)
    case .truth(let isTrue): put(isTrue ? 1 : 0, width: 1, at: position)
    case .short(let number): put(UInt64(UInt16(bitPattern: number)), width: 2, at: position)
    case .word(let number): put(UInt64(UInt32(bitPattern: number)), width: 4, at: position)
    case .long(let number): put(UInt64(bitPattern: number), width: 8, at: position)
    case .text(let text): point(from: position, to: place(text: text))
    case .table(let slots): point(from: position, to: place(table: slots))
    case .tables(let tables):
      let vector = beginVector(of: tables.count)
      extend(by: 4 * tables.count)
      point(from: position, to: vector)
      for (index, slots) in tables.enumerated() {
        point(from: vector + 4 + 4 * index, to: place(table: slots))
      }
    case .pairs(let numbers):
      // The elements, not their count, must lie at a multiple of 8.
      align(to: 4)
      if bytes.count % 8 == 0 { extend(by: 4) }
      let vector = beginVector(of: numbers.count / 2)
      for number in numbers {
        extend(by: 8)
        put(UInt64(bitPattern: number), width: 8, at: bytes.count - 8)
      }
      point(from: position, to: vector)
    }
  }

  private mutating func place(text: String) -> Int {
    let position = beginVector(of: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
    return position
  }

  private mutating func beginVector(of count: Int) -> Int {
    align(to: 4)
    let position = bytes.count
    extend(by: 4)
    put(UInt64(count), width: 4, at: position)
    return position
  }

  private mutating func point(from place: Int, to target: Int) {
    put(UInt64(target - place), width: 4, at: place)
  }

  private mutating func align(to multiple: Int) {
    extend(by: (multiple - bytes.count % multiple) % multiple)
  }

  private mutating func extend(by count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: count))
  }

  private mutating func put(_ value: UInt64, width: Int, at position: Int) {
    for place in 0..<width {
      bytes[position + place] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))
    }
  }
}
