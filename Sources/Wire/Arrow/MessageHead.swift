import Tracks

/// The metadata of one encapsulated message (Arrow's `Message.fbs`).
struct MessageHead {
  /// What the message is.
  enum Content {
    /// The columns that follow.
    case schema(ArrowSchema)
    /// The values some column's indices refer to.
    case dictionary(id: Int64, values: BatchHead, isDelta: Bool)
    /// Rows.
    case batch(BatchHead)
  }

  /// What the message is.
  var content: Content
  /// Bytes of the body that follows.
  var bodyLength: Int

  /// Reads the metadata of a message, which lies at `place`.
  init(_ bytes: [UInt8], at place: InputPlace) throws(DwellError) {
    let message = try FlatBuffer(bytes, at: place).root()
    let version = try message.number(0, width: 2)
    guard version == 3 || version == 4 else {
      throw place.refusal(
        "Arrow metadata of version \(version + 1) is not read: write it with a library of 2019 or "
          + "later, as version 4 or 5")
    }
    guard let header = try message.table(2) else { throw message.damage("a message is empty") }
    switch try message.byte(1) {
    case 1: content = .schema(try ArrowSchema(header, isVersion4: version == 3))
    case 2:
      guard let values = try header.table(1) else {
        throw header.damage("a dictionary has no values")
      }
      content = .dictionary(
        id: try header.number(0, width: 8), values: try BatchHead(values, at: place),
        isDelta: try header.truth(2))
    case 3: content = .batch(try BatchHead(header, at: place))
    case let kind: throw message.damage("it has a message of type \(kind), which is not known")
    }
    bodyLength = Int(try message.number(3, width: 8))
    guard bodyLength >= 0 else { throw message.damage("a body is \(bodyLength) bytes long") }
  }

  /// The metadata of a message to be written.
  static func bytes(type: UInt8, header: [FlatValue], bodyLength: Int) -> [UInt8] {
    FlatWriter.buffer(
      root: [.short(4), .byte(type), .table(header), .long(Int64(bodyLength))])
  }
}

/// Where the columns of a record batch lie in its body.
struct BatchHead {
  /// Rows.
  var rowCount: Int
  /// Length and null count of each field, those inside others included, parents first.
  var nodes: [Int64]
  /// Offset and length of each buffer in the body, in the same order.
  var buffers: [Int64]
  /// The number of data buffers of each view column, in the same order.
  var variadicCounts: [Int64]

  /// Reads a RecordBatch table.
  /// - Throws: When it is damaged or compressed.
  init(_ table: FlatTable, at place: InputPlace) throws(DwellError) {
    rowCount = Int(try table.number(0, width: 8))
    guard rowCount >= 0 else { throw table.damage("a batch has \(rowCount) rows") }
    nodes = try table.longs(1, each: 2)
    buffers = try table.longs(2, each: 2)
    variadicCounts = try table.longs(4)
    if let compression = try table.table(3) {
      let codec =
        switch try compression.byte(0) {
        case 0: "LZ4"
        case 1: "ZSTD"
        case let code: "codec \(code)"
        }
      throw place.refusal(
        "the buffers of this Arrow data are compressed (\(codec)), which is not read: write them "
          + "uncompressed (pyarrow: ipc.IpcWriteOptions(compression=None); feather and polars: "
          + "compression='uncompressed')")
    }
  }
}
