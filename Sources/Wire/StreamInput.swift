import Tracks

/// A byte source read in pieces of known length, counting.
final class StreamInput {
  private let source: any ByteSource
  private var head: ArraySlice<UInt8>
  /// Bytes taken so far.
  private(set) var position = 0

  /// The input of `source`, after bytes that were read from it before.
  init(_ source: any ByteSource, head: [UInt8]) {
    self.source = source
    self.head = head[...]
  }

  /// The source's name.
  var name: String { source.name }

  /// Where the next byte lies.
  var place: InputPlace { InputPlace(source: name, byte: position) }

  /// The next `count` bytes, or fewer where the input ends.
  ///
  /// The count may be a lie, so memory is taken as bytes come, not as they are announced.
  func take(_ count: Int) throws(DwellError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, 1 << 22))
    bytes.append(contentsOf: head.prefix(count))
    head = head.dropFirst(count)
    while bytes.count < count {
      // A pipe hands over 64 KiB at most, and a source may clear all it was asked for.
      let got = try source.read(into: &bytes, upTo: min(count - bytes.count, 1 << 17))
      if got == 0 { break }
    }
    position += bytes.count
    return bytes
  }
}
