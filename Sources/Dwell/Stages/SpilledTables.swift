import Tracks
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tables on disk, to be read again, in a file without a name that ends with the process.
final class SpilledTables {
  private let descriptor: Int32
  private let name: String
  private let writer: WireWriter
  private var reader: WireReader?
  private var isWritten = false

  /// Makes the file in a folder and takes its name away at once.
  init(in folder: String) throws(DwellError) {
    name = "temporary data in \(folder) (--temp-dir)"
    descriptor = try UnnamedFile.open(in: folder)
    writer = WireWriter(
      DescriptorSink(descriptor: descriptor, name: name), settings: [], version: "")
  }

  deinit { close(descriptor) }

  /// Adds a table.
  func write(_ table: consuming Table) throws(DwellError) { try writer.write(table) }

  /// Goes back to the first table; nothing may be written afterwards.
  func rewind() throws(DwellError) {
    if !isWritten { try writer.finish(Trailer(rows: 0)) }
    isWritten = true
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw DwellError(.inputOutput, "\(name): cannot be read back")
    }
    reader = WireReader(FileSource(descriptor: descriptor, name: name, isOwned: false))
  }

  /// The next table that was written; nil after the last, and before ``rewind()``.
  func next() throws(DwellError) -> Table? { try reader?.next() }

  /// Reads the tables back, in order; nothing may be written afterwards.
  func forEach(_ body: (consuming Table) throws(DwellError) -> Void) throws(DwellError) {
    try rewind()
    while let table = try next() { try body(table) }
  }
}
