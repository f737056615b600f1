#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where bytes are pushed to.
public protocol ByteSink: AnyObject {
  /// What to call it in messages: a path, or `standard output`.
  var name: String { get }
  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(DwellError)
  /// Makes what was written final: a file appears under its name only now.
  func commit() throws(DwellError)
}

/// Writes to a descriptor that someone else opened, unbuffered.
public final class DescriptorSink: ByteSink {
  /// What to call it in messages.
  public let name: String
  private let descriptor: Int32

  /// Standard output.
  public static func standardOutput() -> DescriptorSink {
    DescriptorSink(descriptor: 1, name: "standard output")
  }

  /// Writes to a descriptor.
  public init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// See ``ByteSink/write(_:)``.
  public func write(_ bytes: [UInt8]) throws(DwellError) {
    try writeAll(bytes, to: descriptor, name: name)
  }

  /// Does nothing: what was written is on its way.
  public func commit() {}
}

/// Writes a file that appears, by rename, only when it is whole; until then the old one stands.
public final class FileSink: ByteSink {
  /// The path.
  public let name: String
  private let partialPath: String
  private var descriptor: Int32

  /// Opens a temporary file beside `path`.
  public init(path: String) throws(DwellError) {
    name = path
    partialPath = path + ".partial-\(getpid())"
    descriptor = unsafe open(partialPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw DwellError(.inputOutput, "\(path): cannot be written: \(systemMessage(errno))")
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unsafe unlink(partialPath)
    }
  }

  /// See ``ByteSink/write(_:)``.
  public func write(_ bytes: [UInt8]) throws(DwellError) {
    try writeAll(bytes, to: descriptor, name: name)
  }

  /// Renames the file into place.
  public func commit() throws(DwellError) {
    guard descriptor >= 0 else { return }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, unsafe rename(partialPath, name) == 0 else {
      let code = errno
      unsafe unlink(partialPath)
      throw DwellError(.inputOutput, "\(name): cannot be written: \(systemMessage(code))")
    }
  }
}

/// Collects bytes in memory.
public final class MemorySink: ByteSink {
  /// What to call it in messages.
  public let name = "memory"
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty sink.
  public init() {}

  /// See ``ByteSink/write(_:)``.
  public func write(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Does nothing.
  public func commit() {}
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(DwellError) {
  var done = 0
  while done < bytes.count {
    let written = unsafe bytes.withUnsafeBytes { all in
      // SAFETY: `done` is below the count, so the address lies within the array.
      unsafe Glibc.write(descriptor, all.baseAddress?.advanced(by: done), bytes.count - done)
    }
    if written >= 0 {
      done += written
    } else if errno == EPIPE {
      throw DwellError(.closedPipe, "\(name): the reader has gone")
    } else if errno != EINTR {
      throw DwellError(.inputOutput, "\(name): cannot be written: \(systemMessage(errno))")
    }
  }
}
