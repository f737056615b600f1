/// Writes DataFlash logs: A3 95, a type, a body, as the log's own FMT messages say.
public struct DataFlashEncoder: Sendable {
  /// The log so far.
  public var bytes: [UInt8] = []
  private var types: [String: UInt8] = [:]

  /// A log that defines FMT.
  public init() {
    define("FMT", 128, "BBnNZ", "Type,Length,Name,Format,Columns")
  }

  /// Appends an FMT.
  public mutating func define(_ name: String, _ type: UInt8, _ format: String, _ labels: String) {
    types[name] = type
    let sizes: [Character: Int] = [
      "b": 1, "B": 1, "M": 1, "c": 2, "C": 2, "h": 2, "H": 2, "g": 2, "i": 4, "I": 4, "e": 4,
      "E": 4, "L": 4, "f": 4, "n": 4, "q": 8, "Q": 8, "d": 8, "N": 16, "Z": 64, "a": 64,
    ]
    let length = format.reduce(3) { $0 + (sizes[$1] ?? 0) }
    var message = LittleEndianBytes()
    message.bytes = [0xA3, 0x95, 128, type, UInt8(length)]
    message.add(name, length: 4)
    message.add(format, length: 16)
    message.add(labels, length: 64)
    bytes += message.bytes
  }

  /// Appends a message of a kind that was defined.
  public mutating func add(_ name: String, _ fill: (inout LittleEndianBytes) -> Void) {
    var message = LittleEndianBytes()
    message.bytes = [0xA3, 0x95, types[name] ?? 0]
    fill(&message)
    bytes += message.bytes
  }
}
