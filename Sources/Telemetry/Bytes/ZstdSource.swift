import CZstd
import Tracks

/// What Zstandard data, one frame or several end to end, decompress to (RFC 8878).
@safe final class ZstdSource: ByteSource {
  let name: String
  private let packed: Inflow
  private let stream: OpaquePointer?
  private let room: UnsafeMutablePointer<UInt8>
  private var isInFrame = false
  private var wasFull = false
  private var hasLargeWindow = false
  private var hasFrames = false

  /// Bytes that are decompressed at a time.
  private static let roomSize = 256 << 10
  /// The largest window a frame may ask for, as a power of two: 128 MiB, what `zstd -d` takes.
  private static let largestWindow: Int32 = 27
  /// The largest window of little data, as a power of two: 32 MiB.
  ///
  /// A header of six bytes can ask for any, so that more is granted only to those who send
  /// ``worthALargeWindow`` bytes.
  private static let windowOfLittle: Int32 = 25
  private static let worthALargeWindow = 1 << 20
  /// The most bytes that a frame's header has (RFC 8878, 3.1.1.1).
  private static let longestHeader = 18

  /// - Parameter packed: The compressed bytes, from the first of a frame.
  init(_ packed: Inflow, name: String) {
    self.packed = packed
    self.name = name
    unsafe stream = ZSTD_createDStream()
    unsafe room = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.roomSize)
    unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowOfLittle)
  }

  deinit {
    unsafe ZSTD_freeDStream(stream)
    unsafe room.deallocate()
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    let before = buffer.count
    while buffer.count == before {
      // A full room may mean that zstd holds back more that it needs no input for.
      if packed.available == 0 && !wasFull, try !packed.fill() {
        if let failure = packed.failure { throw failure }
        if isInFrame {
          throw DwellError(.badData, "\(name): the zstd data end early: the file was cut short")
        }
        return 0
      }
      if !isInFrame {
        // A whole header, so that a refused one is still there to be read again.
        while packed.available < Self.longestHeader, try packed.fill() {}
      }
      try decompressSome(into: &buffer, limit: limit)
    }
    return buffer.count - before
  }

  private func decompressSome(into buffer: inout [UInt8], limit: Int) throws(DwellError) {
    let asked = min(limit, Self.roomSize)
    var used = 0
    var made = 0
    let status = unsafe packed.bytes.withUnsafeBufferPointer { input in
      // SAFETY: zstd reads `available` bytes from `position`, inside the array, and writes at most
      // `asked` bytes into the room, which is as large.
      var source = unsafe ZSTD_inBuffer(
        src: input.baseAddress?.advanced(by: packed.position), size: packed.available, pos: 0)
      var target = unsafe ZSTD_outBuffer(dst: room, size: asked, pos: 0)
      let status = unsafe ZSTD_decompressStream(stream, &target, &source)
      used = unsafe source.pos
      made = unsafe target.pos
      return status
    }
    guard ZSTD_isError(status) == 0 else {
      if ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge {
        return try grantLargeWindow()
      }
      if hasFrames, !isInFrame, ZSTD_getErrorCode(status) == ZSTD_error_prefix_unknown {
        throw DwellError(
          .badData,
          "\(name): behind its zstd data, at compressed byte \(packed.offset + packed.position), stand "
            + "bytes of something else, which are not read: cut them off, or read the input in parts"
        )
      }
      let words = unsafe String(cString: ZSTD_getErrorName(status))
      throw DwellError(.badData, "\(name): the zstd data are damaged: \(words)")
    }
    packed.position += used
    unsafe buffer.append(contentsOf: UnsafeBufferPointer(start: room, count: made))
    isInFrame = status != 0
    if !isInFrame { hasFrames = true }
    wasFull = made == asked && isInFrame
  }

  /// Lets the frame that begins here have a window of up to ``largestWindow``, once there is enough of it.
  private func grantLargeWindow() throws(DwellError) {
    while packed.available < Self.worthALargeWindow, try packed.fill() {}
    guard packed.available >= Self.worthALargeWindow, !hasLargeWindow else {
      throw DwellError(
        .badData,
        "\(name): the zstd data ask for a window of more than "
          + "\(1 << ((hasLargeWindow ? Self.largestWindow : Self.windowOfLittle) - 20)) MiB: "
          + "pipe them through zstd -dc --long=31")
    }
    hasLargeWindow = true
    unsafe ZSTD_DCtx_reset(stream, ZSTD_reset_session_only)
    unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.largestWindow)
  }
}
