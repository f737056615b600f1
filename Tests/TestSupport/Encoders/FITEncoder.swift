/// Writes FIT files: a header, definitions and data messages, a checksum; one file behind another.
public struct FITEncoder: Sendable {
  /// A field of a definition.
  public struct Field: Sendable {
    let number: UInt8
    let size: Int
    let base: UInt8

    /// - Parameter base: The number of its base type: `0x85` is a signed integer of four bytes.
    public init(_ number: UInt8, size: Int, base: UInt8) {
      self.number = number
      self.size = size
      self.base = base
    }

    /// `timestamp`, of any message.
    public static let timestamp = Field(253, size: 4, base: 0x86)
    /// `position_lat` of a record.
    public static let latitude = Field(0, size: 4, base: 0x85)
    /// `position_long` of a record.
    public static let longitude = Field(1, size: 4, base: 0x85)
    /// `altitude` of a record.
    public static let altitude = Field(2, size: 2, base: 0x84)
    /// `heart_rate` of a record, which means nothing to us.
    public static let heartRate = Field(3, size: 1, base: 0x02)
    /// `speed` of a record.
    public static let speed = Field(6, size: 2, base: 0x84)
    /// `vertical_speed` of a record.
    public static let climb = Field(32, size: 2, base: 0x83)
    /// `enhanced_speed` of a record.
    public static let enhancedSpeed = Field(73, size: 4, base: 0x86)
    /// `enhanced_altitude` of a record.
    public static let enhancedAltitude = Field(78, size: 4, base: 0x86)
    /// `type` of the message `file_id`.
    public static let fileType = Field(0, size: 1, base: 0x00)
  }

  /// The files that are closed.
  public private(set) var bytes: [UInt8] = []
  private var records: [UInt8] = []
  private var layouts: [Int: (sizes: [Int], isBigEndian: Bool)] = [:]
  private let headerLength: Int

  /// - Parameter headerLength: 12 as of old, or 14 with a checksum of the header.
  public init(headerLength: Int = 14) { self.headerLength = headerLength }

  /// Bytes of the whole if the file ended here.
  public var count: Int { bytes.count + headerLength + records.count }

  /// Lays out the messages of a local type.
  ///
  /// - Parameter developer: The sizes of fields that developers add.
  public mutating func define(
    _ local: Int, message: UInt16, _ fields: [Field], developer: [Int] = [],
    isBigEndian: Bool = false
  ) {
    records.append(0x40 | (developer.isEmpty ? 0 : 0x20) | UInt8(local))
    records += [0, isBigEndian ? 1 : 0]
    records += Self.bytes(Int64(message), 2, isBigEndian)
    records.append(UInt8(fields.count))
    for field in fields { records += [field.number, UInt8(field.size), field.base] }
    if !developer.isEmpty {
      records.append(UInt8(developer.count))
      for (number, size) in developer.enumerated() { records += [UInt8(number), UInt8(size), 0] }
    }
    layouts[local] = (fields.map(\.size) + developer, isBigEndian)
  }

  /// Appends a data message.
  ///
  /// - Parameter lastBits: The last five bits of its time, for a header that holds them.
  public mutating func data(_ local: Int, _ values: [Int64], lastBits: Int? = nil) {
    records.append(
      lastBits.map { 0x80 | UInt8(local) << 5 | UInt8($0) } ?? UInt8(local))
    guard let layout = layouts[local] else { return }
    for (value, size) in zip(values, layout.sizes) {
      records += Self.bytes(value, size, layout.isBigEndian)
    }
  }

  /// Ends the file; another may follow.
  ///
  /// - Parameter isClosed: Whether the header says how much there is, and a checksum follows.
  public mutating func close(isClosed: Bool = true) {
    var file: [UInt8] = [UInt8(headerLength), 0x20, 0x54, 0x08]
    file += Self.bytes(isClosed ? Int64(records.count) : 0, 4, false) + Array(".FIT".utf8)
    if headerLength == 14 { file += Self.bytes(Int64(Self.checksum(file)), 2, false) }
    file += records
    if isClosed { file += Self.bytes(Int64(Self.checksum(file)), 2, false) }
    bytes += file
    records = []
    layouts = [:]
  }

  private static func bytes(_ value: Int64, _ size: Int, _ isBigEndian: Bool) -> [UInt8] {
    let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> Int64(8 * min($0, 7))) }
    return isBigEndian ? little.reversed() : little
  }

  /// The protocol's own way: half a byte at a time from a table of sixteen.
  private static func checksum(_ bytes: [UInt8]) -> UInt16 {
    let table: [UInt16] = [
      0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800,
      0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
    ]
    var sum: UInt16 = 0
    for half in bytes.flatMap({ [$0 & 15, $0 >> 4] }) {
      let before = table[Int(sum & 15)]
      sum = (sum >> 4) & 0x0FFF
      sum ^= before ^ table[Int(half)]
    }
    return sum
  }
}
