#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The next line feed at or after `start`; nil when there is none.
@inline(__always)
func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
  guard start < bytes.count else { return nil }
  return unsafe bytes.withUnsafeBytes { buffer -> Int? in
    guard let base = buffer.baseAddress else { return nil }
    // SAFETY: the range searched is that of the span from `start` on.
    guard let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }
}
