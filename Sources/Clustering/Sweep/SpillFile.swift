package import Tracks

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that has no name: the system takes it back when the process ends, however it ends.
package final class SpillFile {
  private let descriptor: Int32
  private let folder: String
  /// Bytes written so far.
  package private(set) var length = 0

  /// Makes a file in a folder and takes its name away at once.
  package init(in folder: String) throws(DwellError) {
    self.folder = folder
    descriptor = try UnnamedFile.open(in: folder)
  }

  deinit { close(descriptor) }

  /// Appends values; returns where they begin.
  package func append<T: BitwiseCopyable>(_ values: [T]) throws(DwellError) -> Int {
    let start = length
    try write(values, at: start)
    length += values.count * MemoryLayout<T>.stride
    return start
  }

  /// Writes values where others were appended.
  package func overwrite<T: BitwiseCopyable>(_ values: [T], at start: Int) throws(DwellError) {
    precondition(
      start >= 0 && start + values.count * MemoryLayout<T>.stride <= length,
      "only what was appended is written over")
    try write(values, at: start)
  }

  private func write<T: BitwiseCopyable>(_ values: [T], at start: Int) throws(DwellError) {
    let total = values.count * MemoryLayout<T>.stride
    var done = 0
    while done < total {
      let written = unsafe values.withUnsafeBytes { bytes in
        // SAFETY: `done` is below the number of bytes.
        unsafe pwrite(
          descriptor, bytes.baseAddress?.advanced(by: done), total - done, off_t(start + done))
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        let code = written == 0 ? ENOSPC : errno
        throw DwellError(
          .inputOutput,
          "\(folder): temporary data cannot be written after \(start + done) bytes: "
            + "\(systemMessage(code)): name a folder with more room with --temp-dir")
      }
      done += written
    }
  }

  /// Reads so many values that were appended.
  package func read<T: BitwiseCopyable>(
    _ count: Int, of: T.Type, at start: Int
  ) throws(DwellError) -> [T] {
    let total = count * MemoryLayout<T>.stride
    var failure: Int32?
    let values = unsafe [T](unsafeUninitializedCapacity: count) { buffer, initialised in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < total {
        // SAFETY: `done` is below the number of bytes there is room for.
        let got = unsafe pread(
          descriptor, bytes.baseAddress?.advanced(by: done), total - done, off_t(start + done))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else {
          failure = got == 0 ? EIO : errno
          return
        }
        done += got
      }
      initialised = count
    }
    if let failure {
      throw DwellError(
        .inputOutput, "\(folder): temporary data cannot be read back: \(systemMessage(failure))")
    }
    return values
  }
}

/// Values of one kind that are written to a ``SpillFile`` in pieces, among those of others.
package struct SpilledColumn<Value: BitwiseCopyable> {
  @usableFromInline var buffer: [Value] = []
  private var pieces: [(start: Int, count: Int)] = []
  /// Values appended so far.
  package internal(set) var count = 0

  /// No values.
  package init() {}

  /// Appends a value; `room` values are gathered before they are written.
  @inlinable
  package mutating func append(_ value: Value, room: Int, to file: SpillFile) throws(DwellError) {
    buffer.append(value)
    count += 1
    if buffer.count >= room { try flush(to: file) }
  }

  /// Writes what is gathered.
  package mutating func flush(to file: SpillFile) throws(DwellError) {
    guard !buffer.isEmpty else { return }
    pieces.append((try file.append(buffer), buffer.count))
    buffer.removeAll(keepingCapacity: false)
  }

  /// The number of pieces.
  package var pieceCount: Int { pieces.count }

  /// The values of a piece.
  package func piece(_ index: Int, from file: SpillFile) throws(DwellError) -> [Value] {
    try file.read(pieces[index].count, of: Value.self, at: pieces[index].start)
  }
}
