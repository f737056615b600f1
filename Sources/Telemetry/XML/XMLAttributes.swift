#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The attributes of an element, while it begins.
@safe struct XMLAttributes {
  /// Names and values as expat gives them.
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  /// The text in which the plain ones stand.
  private let text: UnsafeBufferPointer<UInt8>
  private let plain: ArraySlice<PlainAttribute>

  /// - Parameter list: Names and values in turn, each ended by a zero byte; a null after the last.
  init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    unsafe self.list = list
    unsafe text = UnsafeBufferPointer(start: nil, count: 0)
    plain = []
  }

  /// - Parameters:
  ///   - text: Where they stand.
  ///   - plain: Where in it.
  init(_ text: UnsafeBufferPointer<UInt8>, _ plain: ArraySlice<PlainAttribute>) {
    unsafe list = nil
    unsafe self.text = text
    self.plain = plain
  }

  /// The number that is the value of an attribute; NaN when there is none.
  func number(_ name: StaticString) -> Double {
    guard let list = unsafe list else { return plainNumber(name) }
    var at = 0
    // SAFETY: expat ends the list of names and values with a null.
    while let key = unsafe list[at], let value = unsafe list[at + 1] {
      if unsafe strcmp(key, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
        == 0
      {
        let count = unsafe strlen(value)
        let bytes = unsafe UnsafeRawBufferPointer(start: value, count: count)
        let text = unsafe bytes.bindMemory(to: UInt8.self).span
        let cell = Cell(start: 0, end: count)
        return readNumber(text, cell, point: 0x2E) ?? .nan
      }
      at += 2
    }
    return .nan
  }

  private func plainNumber(_ name: StaticString) -> Double {
    let text = unsafe text.span
    let count = name.utf8CodeUnitCount
    for attribute in plain where attribute.name.count == count {
      let start = attribute.name.lowerBound
      // SAFETY: a static string has as many bytes as it says.
      guard (0..<count).allSatisfy({ unsafe text[start + $0] == name.utf8Start[$0] }) else {
        continue
      }
      let cell = Cell(start: attribute.value.lowerBound, end: attribute.value.upperBound)
      return readNumber(text, cell, point: 0x2E) ?? .nan
    }
    return .nan
  }
}
