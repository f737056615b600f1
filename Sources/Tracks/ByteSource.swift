#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that are pulled: a file, standard input, what a decompressor makes of another source.
public protocol ByteSource: AnyObject {
  /// What to call it in messages: a path, or `standard input`.
  var name: String { get }
  /// Appends up to `limit` bytes to `buffer`; returns how many, 0 at the end.
  ///
  /// It waits for the first byte, not for `limit` of them, so that a live pipe is read as it comes.
  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int
}

/// The bytes of an open file descriptor.
public final class FileSource: ByteSource {
  /// What to call it in messages.
  public let name: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// Standard input.
  public static func standardInput() -> FileSource {
    FileSource(descriptor: 0, name: "standard input", isOwned: false)
  }

  /// Reads from a descriptor that someone else opened; it is closed with the source when `isOwned`.
  public init(descriptor: Int32, name: String, isOwned: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.isOwned = isOwned
  }

  /// Opens a file.
  public init(path: String) throws(DwellError) {
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      throw DwellError(.noInput, "\(path): cannot be opened: \(systemMessage(errno))")
    }
    descriptor = opened
    name = path
    isOwned = true
  }

  deinit { if isOwned { close(descriptor) } }

  /// See ``ByteSource/read(into:upTo:)``.
  public func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    var count = -1
    buffer.append(addingCapacity: limit) { space in
      unsafe space.withUnsafeMutableBufferPointer { bytes, used in
        repeat {
          // SAFETY: there is room for `limit` bytes.
          count = unsafe Glibc.read(descriptor, bytes.baseAddress, limit)
        } while count < 0 && errno == EINTR
        used = max(0, count)
      }
    }
    let code = errno
    guard count >= 0 else {
      throw DwellError(.inputOutput, "\(name): cannot be read: \(systemMessage(code))")
    }
    return count
  }
}

/// Bytes in memory, handed out in pieces.
public final class MemorySource: ByteSource {
  /// What to call it in messages.
  public let name: String
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  /// A source of `bytes`, at most `piece` at a time.
  public init(_ bytes: [UInt8], name: String = "memory", piece: Int = .max) {
    self.bytes = bytes
    self.name = name
    self.piece = piece
  }

  /// See ``ByteSource/read(into:upTo:)``.
  public func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    let count = min(limit, piece, bytes.count - position)
    buffer.append(contentsOf: bytes[position..<position + count])
    position += count
    return count
  }
}

/// What the system says of an error number.
public func systemMessage(_ code: Int32) -> String {
  unsafe String(cString: strerror(code))
}
