import Testing
import Tracks
import Wire

/// The two forms of the wire, for tests that hold for both.
enum WireForm: String, CaseIterable, CustomTestStringConvertible {
  case arrow
  case lines

  var testDescription: String { rawValue }

  /// The bytes of a whole pipe.
  func bytes(
    _ tables: [Table], crs: String? = nil, settings: [String] = [], trailer: Trailer? = Trailer()
  ) throws -> [UInt8] {
    let sink = MemorySink()
    switch self {
    case .arrow:
      let writer = WireWriter(sink, settings: settings, version: "1.2.3")
      for table in tables { try writer.write(table, crs: crs) }
      if let trailer { try writer.finish(trailer) }
    case .lines:
      let writer = NDJSONWriter(sink, settings: settings, version: "1.2.3")
      for table in tables { try writer.write(table, crs: crs) }
      if let trailer { try writer.finish(trailer) }
    }
    return sink.bytes
  }

  /// All tables of a pipe, read in pieces of at most `piece` bytes.
  func tables(_ bytes: [UInt8], piece: Int = .max, batchRows: Int = 8192) throws -> [Table] {
    let source = MemorySource(bytes, name: "standard input", piece: piece)
    var tables: [Table] = []
    switch self {
    case .arrow:
      let reader = WireReader(source)
      while let table = try reader.next() { tables.append(table) }
    case .lines:
      let reader = NDJSONReader(source, batchRows: batchRows)
      while let table = try reader.next() { tables.append(table) }
    }
    return tables
  }
}

/// What reading bytes comes to: the message of the error, nil when there is none.
func complaint(_ bytes: [UInt8], as form: WireForm = .arrow) -> String? {
  do {
    _ = try form.tables(bytes)
    return nil
  } catch {
    return "\(error)"
  }
}

let cutMessage =
  "standard input ends before its trailer: the stage before it failed or was killed; "
  + "its output is not complete"

/// Keeps the pieces a writer hands over: of Arrow the metadata, body or end marker of a message each.
final class PieceSink: ByteSink {
  let name = "memory"
  private(set) var pieces: [[UInt8]] = []
  func write(_ bytes: [UInt8]) { pieces.append(bytes) }
  func commit() {}
}
