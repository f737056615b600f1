import Tracks
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tables on disk, to be read once more, in a file without a name that ends with the process.
final class SpilledTables {
  private let descriptor: Int32
  private let name: String
  private let writer: WireWriter

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

  /// Reads the tables back, in order; nothing may be written afterwards.
  func forEach(_ body: (consuming Table) throws(DwellError) -> Void) throws(DwellError) {
    try writer.finish(Trailer(rows: 0))
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw DwellError(.inputOutput, "\(name): cannot be read back")
    }
    let reader = WireReader(FileSource(descriptor: descriptor, name: name, isOwned: false))
    while let table = try reader.next() { try body(table) }
  }
}
