#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A column of memory that nobody has filled: one owner, freed with it.
///
/// `Array(repeating:count:)` writes every value once before the first real one, and faults in every
/// page while at it; the phases here write each value exactly once themselves. Large slabs come
/// straight from the system, in huge pages where it has them, and cost only the pages that are
/// touched: a slab may be made for the most values there can be.
///
/// Subscripts are checked. Hot loops take `base`, and answer for their bounds themselves.
@safe struct Slab<Element: BitwiseCopyable>: ~Copyable {
  /// The first value.
  let base: UnsafeMutablePointer<Element>
  /// The number of values there is room for.
  let count: Int
  private let mappedBytes: Int

  /// Makes room for `count` values, none of them written yet.
  init(count: Int) {
    precondition(count >= 0, "a slab holds 0 values or more")
    self.count = count
    let bytes = count * MemoryLayout<Element>.stride
    // Below two huge pages, malloc is as good and does not round up.
    if bytes >= 4 << 20, let mapped = unsafe Self.map(bytes) {
      unsafe base = mapped.bindMemory(to: Element.self, capacity: count)
      mappedBytes = bytes
    } else {
      unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
      mappedBytes = 0
    }
  }

  deinit {
    if mappedBytes > 0 {
      unsafe munmap(base, mappedBytes)
    } else {
      unsafe base.deallocate()
    }
  }

  /// The value at `i`; reading one that was never written is the caller's fault.
  subscript(i: Int) -> Element {
    get {
      precondition(i >= 0 && i < count, "an index within the slab")
      return unsafe base[i]
    }
    nonmutating set {
      precondition(i >= 0 && i < count, "an index within the slab")
      unsafe base[i] = newValue
    }
  }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let flags = MAP_PRIVATE | MAP_ANON
    guard let mapped = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0),
      unsafe mapped != MAP_FAILED
    else { return nil }
    #if os(Linux)
      unsafe madvise(mapped, bytes, MADV_HUGEPAGE)  // a refusal only costs time
    #endif
    return unsafe mapped
  }
}
