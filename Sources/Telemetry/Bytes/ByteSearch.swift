import CByteMasks

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

/// Where `text` next stands at or after `start`; nil when it does not.
///
/// - Complexity: O(bytes); `firstRange(of:)` of the standard library takes some hundred times as long.
package func place(
  of text: some StringProtocol, in bytes: Span<UInt8>, from start: Int = 0
) -> Int? {
  guard start < bytes.count else { return nil }
  var text = String(text)
  return text.withUTF8 { sought in
    unsafe bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress, let pattern = sought.baseAddress else { return nil }
      // SAFETY: the range searched is that of the span from `start` on, and the text lives until then.
      let found = unsafe dwell_find(base + start, buffer.count - start, pattern, sought.count)
      guard let found = unsafe found else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
