import Tracks

/// A way to write times that the user gave, in the manner of `strptime`.
///
/// Known are `%Y %y %m %d %H %I %M %S %p %f %z`, `%%`, and everything else as it stands. `%S` takes a
/// fraction along; numbers may lack leading zeros.
struct TimePattern {
  private enum Piece {
    case field(UInt8)
    case literal(UInt8)
  }
  /// As the user wrote it.
  let text: String
  private let pieces: [Piece]
  private let hasFractionField: Bool

  /// - Throws: When a field is unknown, or no date can come of it.
  init(_ text: String) throws(DwellError) {
    var pieces: [Piece] = []
    var fields: Set<UInt8> = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == 0x25, let field = bytes.next(), field != 0x25 else {
        pieces.append(.literal(byte))
        continue
      }
      guard "YymdHIMSpfz".utf8.contains(field) else {
        let name = Character(Unicode.Scalar(field))
        throw DwellError(
          .usage,
          "--time-format '\(text)': '%\(name)' is unknown; known are %Y %y %m %d %H %I %M %S %p %f %z"
        )
      }
      fields.insert(field)
      pieces.append(.field(field))
    }
    let hasYear = fields.contains(0x59) || fields.contains(0x79)
    guard hasYear, fields.contains(0x6D), fields.contains(0x64) else {
      throw DwellError(
        .usage, "--time-format '\(text)' gives no date; write, say, '%d/%m/%Y %H:%M:%S'")
    }
    self.text = text
    self.pieces = pieces
    hasFractionField = fields.contains(0x66)
  }

  /// Reads the whole of a cell without blanks around it; nil when it is not written so.
  func read(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    var at = cell.start
    var civil = CivilTime(year: 1970, month: 1, day: 1)
    var fraction: Int64 = 0
    var zone: Int64?
    var isAfternoon: Bool?
    for piece in pieces {
      switch piece {
      case .literal(let byte):
        guard at < cell.end, bytes[at] == byte else { return nil }
        at += 1
      case .field(0x7A):
        guard let read = ClockText.zone(bytes, at, cell.end) else { return nil }
        zone = read
        at = cell.end
      case .field(0x70):
        guard at + 2 <= cell.end, bytes[at + 1] | 0x20 == 0x6D, civil.hour <= 12 else { return nil }
        guard bytes[at] | 0x20 == 0x61 || bytes[at] | 0x20 == 0x70 else { return nil }
        isAfternoon = bytes[at] | 0x20 == 0x70
        at += 2
      case .field(0x66): fraction = ClockText.readFraction(bytes, &at, cell.end)
      case .field(let field):
        let widest = field == 0x59 ? 4 : 2
        guard let value = number(bytes, &at, cell.end, widest) else { return nil }
        switch field {
        case 0x59: civil.year = value
        case 0x79: civil.year = value + (value < 69 ? 2000 : 1900)
        case 0x6D: civil.month = value
        case 0x64: civil.day = value
        case 0x48, 0x49: civil.hour = value
        case 0x4D: civil.minute = value
        default:
          civil.second = value
          if at < cell.end && (bytes[at] == 0x2E || bytes[at] == 0x2C) && !hasFractionField {
            at += 1
            fraction = ClockText.readFraction(bytes, &at, cell.end)
          }
        }
      }
    }
    if let isAfternoon { civil.hour = civil.hour % 12 + (isAfternoon ? 12 : 0) }
    guard at == cell.end, civil.isValid else { return nil }
    return ClockReading(
      microseconds: civil.instant.microseconds + fraction - (zone ?? 0) * 60_000_000,
      hasZone: zone != nil)
  }

  private func number(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, _ widest: Int) -> Int? {
    let start = at
    var value = 0
    while at < end, at - start < widest, bytes[at] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[at] &- 0x30)
      at += 1
    }
    return at > start ? value : nil
  }
}
