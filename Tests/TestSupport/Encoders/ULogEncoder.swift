/// Writes ULog files: a header, then messages of a size, a letter and a body.
public struct ULogEncoder: Sendable {
  /// The file so far.
  public var bytes: [UInt8] = [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35]

  /// A file that has its header.
  public init(version: UInt8 = 1, start: UInt64 = 1000) {
    bytes.append(version)
    var time = LittleEndianBytes()
    time.add(start)
    bytes += time.bytes
  }

  /// Appends a message.
  public mutating func add(_ letter: Character, _ fill: (inout LittleEndianBytes) -> Void) {
    var body = LittleEndianBytes()
    fill(&body)
    var message = LittleEndianBytes()
    message.add(UInt16(body.bytes.count))
    message.bytes.append(letter.asciiValue ?? 0)
    bytes += message.bytes + body.bytes
  }

  /// Appends a format.
  public mutating func define(_ text: String) { add("F") { $0.bytes += Array(text.utf8) } }

  /// Appends a subscription.
  public mutating func subscribe(_ name: String, _ number: UInt16, instance: UInt8 = 0) {
    add("A") {
      $0.bytes.append(instance)
      $0.add(number)
      $0.bytes += Array(name.utf8)
    }
  }

  /// Appends data of a subscription.
  public mutating func data(_ number: UInt16, _ fill: (inout LittleEndianBytes) -> Void) {
    add("D") {
      $0.add(number)
      fill(&$0)
    }
  }

  /// Appends flags.
  public mutating func flags(incompatible: UInt8 = 0, appended: [UInt64] = [0, 0, 0]) {
    add("B") {
      $0.bytes += [UInt8](repeating: 0, count: 8) + [incompatible]
      $0.bytes += [UInt8](repeating: 0, count: 7)
      for offset in appended { $0.add(offset) }
    }
  }
}
