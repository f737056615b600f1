public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The byte sink for a path: a file that appears by rename, or, where the path names a device or a
/// pipe, that device, which a rename would replace.
public func outputFile(path: String) throws(DwellError) -> any ByteSink {
  isSpecialFile(path) ? try DeviceSink(path: path) : try FileSink(path: path)
}

/// Whether something stands at the path that is neither a regular file nor a directory.
func isSpecialFile(_ path: String) -> Bool {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return false }
  let type = status.st_mode & S_IFMT
  return type != S_IFREG && type != S_IFDIR
}

/// Writes to a device or a pipe that has a name.
private final class DeviceSink: ByteSink {
  let name: String
  private let descriptor: Int32
  private let sink: DescriptorSink

  init(path: String) throws(DwellError) {
    name = path
    descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw DwellError(.inputOutput, "\(path): cannot be written: \(systemMessage(errno))")
    }
    sink = DescriptorSink(descriptor: descriptor, name: path)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(DwellError) { try sink.write(bytes) }

  func commit() {}
}
