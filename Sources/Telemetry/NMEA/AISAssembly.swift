import Tracks

/// Puts the parts of AIS messages together: `!AIVDM,parts,part,sequence,channel,payload,fill`.
struct AISAssembly {
  private struct Partial {
    var payload: [UInt8]
    var next: Int
    var parts: Int
  }
  /// By channel and sequence; a new first part replaces one that was never finished.
  private var partial: [[UInt8]: Partial] = [:]

  /// Takes a sentence; gives the message that it makes whole.
  mutating func take(_ bytes: Span<UInt8>, _ cells: CommaCells) -> AISMessage? {
    guard cells.count >= 7, let parts = digit(bytes, cells[1]), let part = digit(bytes, cells[2]),
      part >= 1, part <= parts, !cells[5].isEmpty
    else { return nil }
    var payload: [UInt8] = []
    for at in cells[5].start..<cells[5].end {
      // Six bits a character: 0…87 and 96…119 from 48 on, eight left out between.
      let code = bytes[at] &- 48
      guard code < 40 || (code >= 48 && code < 72) else { return nil }
      payload.append(code < 40 ? code : code - 8)
    }
    if parts == 1 { return AISMessage(payload) }
    let key = text(bytes, cells[3]) + [0x2C] + text(bytes, cells[4])
    if part == 1 {
      partial[key] = Partial(payload: payload, next: 2, parts: parts)
      return nil
    }
    guard var known = partial.removeValue(forKey: key), known.next == part, known.parts == parts
    else {
      return nil
    }
    known.payload += payload
    if part == parts { return AISMessage(known.payload) }
    known.next += 1
    partial[key] = known
    return nil
  }

  /// The time of a tag block, `c:` in seconds or milliseconds since 1970; nil when it says none.
  static func time(_ bytes: Span<UInt8>, _ tags: Cell) -> Int64? {
    var at = tags.start
    while at + 2 < tags.end {
      let isFirst = at == tags.start || bytes[at - 1] == 0x2C
      if isFirst, bytes[at] == 0x63, bytes[at + 1] == 0x3A {
        var end = at + 2
        while end < tags.end, bytes[end] &- 0x30 < 10 { end += 1 }
        return Decimal(bytes, Cell(start: at + 2, end: end)).flatMap {
          TimeScale.byMagnitude.microseconds($0)
        }
      }
      at += 1
    }
    return nil
  }

  private func digit(_ bytes: Span<UInt8>, _ cell: Cell) -> Int? {
    guard cell.end - cell.start == 1 else { return nil }
    let value = bytes[cell.start] &- 0x30
    return value < 10 ? Int(value) : nil
  }

  private func text(_ bytes: Span<UInt8>, _ cell: Cell) -> [UInt8] {
    // Sequence numbers and channels are a character; longer ones would let a file fill the memory.
    cell.isEmpty ? [] : [bytes[cell.start]]
  }
}
