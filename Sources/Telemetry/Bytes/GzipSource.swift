import CZlib
import Tracks

/// What gzip data, one member or several end to end, decompress to.
@safe final class GzipSource: ByteSource {
  let name: String
  private let packed: Inflow
  private let stream: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutablePointer<UInt8>
  private var isInMember = false
  private var wasFull = false

  /// Bytes that are decompressed at a time.
  private static let roomSize = 256 << 10

  /// - Parameter packed: The compressed bytes, from the first of a member.
  init(_ packed: Inflow, name: String) {
    self.packed = packed
    self.name = name
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe room = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.roomSize)
    // 15 bits of window, and 16 for "a gzip header": zlib.h, inflateInit2.
    unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe room.deallocate()
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    let before = buffer.count
    while buffer.count == before {
      // A full room may mean that zlib holds back more that it needs no input for.
      if packed.available == 0 && !wasFull, try !packed.fill() {
        if packed.failure == nil && isInMember {
          throw DwellError(.badData, "\(name): the gzip data end early: the file was cut short")
        }
        return try end()
      }
      if !isInMember, try !beginMember() { return try end() }
      try inflateSome(into: &buffer, limit: limit)
    }
    return buffer.count - before
  }

  /// The end of the data, unless the compressed input failed.
  private func end() throws(DwellError) -> Int {
    if let failure = packed.failure { throw failure }
    return 0
  }

  /// Skips the zeros that pad archives; returns whether another member follows.
  private func beginMember() throws(DwellError) -> Bool {
    repeat {
      if packed.available == 0, try !packed.fill() { return false }
      if packed.bytes[packed.position] != 0 { break }
      packed.position += 1
    } while true
    guard packed.bytes[packed.position] == 0x1F else {
      throw DwellError(.badData, "\(name): other data follow the gzip data")
    }
    unsafe inflateReset(stream)
    isInMember = true
    return true
  }

  private func inflateSome(into buffer: inout [UInt8], limit: Int) throws(DwellError) {
    let given = packed.available
    let asked = min(limit, Self.roomSize)
    let status = unsafe packed.bytes.withUnsafeBufferPointer { input in
      // SAFETY: zlib reads `available` bytes from `position`, inside the array, never writes through
      // `next_in`, and writes at most `asked` bytes into the room, which is as large.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.advanced(by: packed.position))
      unsafe stream.pointee.avail_in = UInt32(given)
      unsafe stream.pointee.next_out = room
      unsafe stream.pointee.avail_out = UInt32(asked)
      return unsafe inflate(stream, Z_NO_FLUSH)
    }
    packed.position += given - Int(unsafe stream.pointee.avail_in)
    let made = asked - Int(unsafe stream.pointee.avail_out)
    unsafe buffer.append(contentsOf: UnsafeBufferPointer(start: room, count: made))
    if status == Z_STREAM_END { isInMember = false }
    wasFull = made == asked && isInMember
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "error \(status)"
      throw DwellError(.badData, "\(name): the gzip data are damaged: \(words)")
    }
  }
}
