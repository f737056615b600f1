/// How the data messages of one local type are laid out, as a definition message says.
struct FITDefinition {
  /// Messages that mean something here.
  enum Message: Int {
    /// What the file is.
    case fileID = 0
    /// Where the device was.
    case record = 20
  }

  /// Fields that mean something here, of whichever message.
  enum Slot {
    case timestamp, fileType, latitude, longitude, altitude, speed, climb
    case enhancedSpeed, enhancedAltitude
  }

  /// One field that means something: an integer.
  struct Field {
    let slot: Slot
    /// Bytes from the end of the record's header.
    let offset: Int
    /// Bytes of it: 1, 2 or 4.
    let size: Int
    let isSigned: Bool
    let isBigEndian: Bool
  }

  /// The message; nil where it means nothing beyond its timestamp.
  let message: Message?
  /// Bytes of a data message behind its header, fields of developers included.
  let size: Int
  /// Its fields that mean something.
  let fields: [Field]

  /// Bytes of a definition behind its header; nil when those that tell are not there yet.
  static func length(_ bytes: Span<UInt8>, hasDeveloperFields: Bool) -> Int? {
    guard bytes.count >= 5 else { return nil }
    let length = 5 + 3 * Int(bytes[4])
    guard hasDeveloperFields else { return length }
    guard bytes.count > length else { return nil }
    return length + 1 + 3 * Int(bytes[length])
  }

  /// - Parameter bytes: The whole definition behind its header, ``length(_:hasDeveloperFields:)`` bytes.
  init(_ bytes: Span<UInt8>) {
    let isBigEndian = bytes[1] == 1
    let number = bytes.little(2, as: UInt16.self)
    let message = Message(rawValue: Int(isBigEndian ? number.byteSwapped : number))
    let count = Int(bytes[4])
    var fields: [Field] = []
    var size = 0
    for field in 0..<count {
      let at = 5 + 3 * field
      if let slot = Self.slot(Int(bytes[at]), message),
        let isSigned = Self.isSigned(bytes[at + 2], size: Int(bytes[at + 1]))
      {
        fields.append(
          Field(
            slot: slot, offset: size, size: Int(bytes[at + 1]), isSigned: isSigned,
            isBigEndian: isBigEndian))
      }
      size += Int(bytes[at + 1])
    }
    // Fields of developers stand behind the others.
    let end = 5 + 3 * count
    if bytes.count > end {
      for field in 0..<Int(bytes[end]) { size += Int(bytes[end + 2 + 3 * field]) }
    }
    self.message = message
    self.size = size
    self.fields = fields
  }

  /// The meaning of a field's number (FIT profile: common field 253, messages file_id and record).
  private static func slot(_ number: Int, _ message: Message?) -> Slot? {
    switch (message, number) {
    case (_, 253): .timestamp
    case (.fileID, 0): .fileType
    case (.record, 0): .latitude
    case (.record, 1): .longitude
    case (.record, 2): .altitude
    case (.record, 6): .speed
    case (.record, 32): .climb
    case (.record, 73): .enhancedSpeed
    case (.record, 78): .enhancedAltitude
    default: nil
    }
  }

  /// Whether a base type is a signed integer; nil when it is none, or the field is a list of them.
  private static func isSigned(_ base: UInt8, size: Int) -> Bool? {
    // The low five bits number the type; the high one repeats that it has several bytes.
    switch (base & 0x1F, size) {
    case (0x01, 1), (0x03, 2), (0x05, 4): true
    case (0x00, 1), (0x02, 1), (0x04, 2), (0x06, 4): false
    default: nil
    }
  }
}

extension FITDefinition.Field {
  /// Its value in a data message; nil where the message says that there is none: the greatest number
  /// of its type.
  ///
  /// - Parameter bytes: The message behind its header.
  func value(_ bytes: Span<UInt8>) -> Int64? {
    let spare = UInt64(64 - 8 * size)
    let written = bytes.bigEndian(offset, size)
    let raw = isBigEndian ? written : written.byteSwapped >> spare
    if isSigned {
      let value = Int64(bitPattern: raw << spare) >> Int64(spare)
      return value == Int64.max >> Int64(spare) ? nil : value
    }
    return raw == UInt64.max >> spare ? nil : Int64(raw)
  }
}
