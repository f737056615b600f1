#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One stretch of memory from the system that columns are cut from, in huge pages where it has them.
///
/// Nothing fills it, pages that are never touched cost nothing, and what a phase no longer needs is
/// cut again for the next.
@safe final class Arena {
  private let base: UnsafeMutableRawPointer
  private let bytes: Int
  private let isMapped: Bool
  private let whole: Arena?
  /// Where the next column begins, bytes from the start.
  private(set) var used = 0

  /// Bytes that are not cut off yet.
  var left: Int { bytes - used }

  /// Room for so many bytes.
  init(bytes: Int) {
    self.bytes = bytes
    whole = nil
    // Below two huge pages, malloc is as good and does not round up.
    if bytes >= 4 << 20, let mapped = unsafe Self.map(bytes) {
      unsafe base = mapped
      isMapped = true
    } else {
      unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
      isMapped = false
    }
  }

  /// A part of another one, which it keeps alive.
  init(cutFrom whole: Arena, bytes: Int) {
    unsafe base = UnsafeMutableRawPointer(whole.cut(bytes, of: UInt8.self))
    self.bytes = bytes
    self.whole = whole
    isMapped = false
  }

  deinit {
    guard whole == nil else { return }
    if isMapped {
      unsafe munmap(base, bytes)
    } else {
      unsafe base.deallocate()
    }
  }

  /// The bytes a column of so many values takes: whole cache lines.
  static func bytes<T>(_ count: Int, of: T.Type) -> Int {
    (count * MemoryLayout<T>.stride + 63) & ~63
  }

  /// Cuts off room for so many values; there must be so much left.
  func cut<T: BitwiseCopyable>(_ count: Int, of: T.Type) -> UnsafeMutablePointer<T> {
    let size = Self.bytes(count, of: T.self)
    precondition(size <= left, "an arena has the room that is cut from it")
    let start = used
    used += size
    // SAFETY: the stretch is this arena's and no one else's until it is rewound.
    return unsafe (base + start).bindMemory(to: T.self, capacity: max(count, 1))
  }

  /// Takes all back that was cut off at or after a place; the caller no longer uses any of it.
  func rewind(to place: Int) {
    precondition(place <= used, "a place that was passed before")
    used = place
  }

  /// Has the system find and clear the memory of the first so many bytes now, each thread another part.
  ///
  /// Threads that write all over the same columns would meet in the same fresh huge pages, and each
  /// clear one of them for nothing.
  func populate(_ bytes: Int, threads: Int) {
    guard threads > 1 && isMapped else { return }
    let pieces = bytes >> 22
    inParallel(pieces, threads: threads) { piece in
      let part = share(piece, of: pieces, min(bytes, self.bytes))
      for place in stride(from: part.lowerBound, to: part.upperBound, by: 4096) {
        // SAFETY: within the arena, of which nothing has been cut yet.
        unsafe base.storeBytes(of: 0, toByteOffset: place, as: UInt8.self)
      }
    }
  }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let flags = MAP_PRIVATE | MAP_ANON
    guard let mapped = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0),
      unsafe mapped != MAP_FAILED
    else { return nil }
    unsafe adviseHugePages(mapped, bytes)
    return unsafe mapped
  }
}

/// Asks for huge pages under a stretch of memory; a refusal only costs time.
func adviseHugePages(_ start: UnsafeMutableRawPointer, _ bytes: Int) {
  #if os(Linux)
    let page = 4096
    let aligned = unsafe UnsafeMutableRawPointer(
      bitPattern: (UInt(bitPattern: start) + UInt(page - 1)) & ~UInt(page - 1))
    guard bytes >= 4 << 20, let aligned = unsafe aligned else { return }
    unsafe madvise(aligned, bytes - page & ~(page - 1), MADV_HUGEPAGE)
  #endif
}

/// Gives the pages wholly within a stretch of memory back to the system; their values are lost.
func giveBackPages(_ start: UnsafeMutableRawPointer, _ bytes: Int) {
  #if os(Linux)
    let huge: UInt = 2 << 20
    let first = (UInt(bitPattern: start) + huge - 1) & ~(huge - 1)
    let end = (UInt(bitPattern: start) + UInt(bytes)) & ~(huge - 1)
    guard first < end, let aligned = unsafe UnsafeMutableRawPointer(bitPattern: first) else {
      return
    }
    unsafe madvise(aligned, Int(end - first), MADV_DONTNEED)
  #endif
}
