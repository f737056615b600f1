import CExpat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An expat parser: XML text is fed in pieces cut anywhere, events go to an ``XMLSink``.
@safe final class XMLParser {
  /// What came of feeding.
  enum Outcome {
    case fine
    /// The sink wanted no more.
    case stopped
    /// The text is no XML, or none that is read here: how many bytes of all were good, and why.
    case broken(at: Int, words: String)
  }

  private let parser: XML_Parser?
  private let sink: XMLSink
  private var fed = 0
  /// Bytes of `fed` that the parser was not given.
  private var skipped = 0

  /// Bytes that one tag may have: expat looks at a tag anew with every piece until it is whole.
  private static let longestTag = 1 << 20

  /// - Parameter sink: Told of every event.
  init(_ sink: XMLSink) {
    self.sink = sink
    unsafe parser = XML_ParserCreate(nil)
    // SAFETY: expat calls back only inside calls made with `parser`, and `self` keeps the sink alive.
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(sink).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name = unsafe name else { return }
        unsafe tell(context) { unsafe $0.opened(nameSpan(name).span, XMLAttributes(attributes)) }
      },
      { context, _ in unsafe tell(context) { $0.closed() } })
    unsafe XML_SetCharacterDataHandler(parser) { context, text, count in
      let raw = unsafe UnsafeRawBufferPointer(start: text, count: Int(count))
      unsafe tell(context) { unsafe $0.characters(raw.bindMemory(to: UInt8.self)) }
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, hasSubset in
      if hasSubset != 0 { unsafe tell(context) { $0.declares() } }
    }
    unsafe XML_SetEntityDeclHandler(parser) { context, _, _, _, _, _, _, _, _ in
      unsafe tell(context) { $0.declares() }
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  /// Parses the next piece of text.
  ///
  /// - Parameter isLast: Whether nothing follows.
  func feed(_ bytes: Span<UInt8>, isLast: Bool) -> Outcome {
    let status = unsafe bytes.withUnsafeBytes { piece in
      unsafe XML_Parse(
        parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count),
        isLast ? 1 : 0)
    }
    fed += bytes.count
    // Entities may stand for texts without bound, so a text that declares any is not read at all.
    if sink.hasDeclarations {
      return .broken(
        at: good,
        words: "it declares entities of its own, which may grow without bound; remove <!DOCTYPE …>")
    }
    if sink.depth > XMLSink.deepest {
      return .broken(at: good, words: "more than \(XMLSink.deepest) elements within one another")
    }
    if status == XML_STATUS_ERROR {
      return .broken(
        at: good,
        words: unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) }
          ?? "not XML")
    }
    if sink.isDone { return .stopped }
    if !isLast, fed - good > Self.longestTag {
      return .broken(at: good, words: "a tag of more than \(Self.longestTag >> 20) MiB")
    }
    return .fine
  }

  /// Bytes of all that were fed which make whole events.
  var good: Int { skipped + max(0, Int(unsafe XML_GetCurrentByteIndex(parser))) }

  /// Whether all that was fed is done with, and its last byte ended an element within another: what
  /// stands between that element and the next may be passed over.
  var isBehindElement: Bool { sink.isBehindEnd && good == fed }

  /// Passes over whole elements behind an element, and blanks: of what the parser has seen it cannot
  /// tell that they were there.
  func skip(_ count: Int) {
    fed += count
    skipped += count
  }
}

/// A name that expat ends with a zero byte.
private func nameSpan(_ name: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
  // SAFETY: expat ends names with a zero byte.
  let count = unsafe strlen(name)
  let raw = unsafe UnsafeRawBufferPointer(start: name, count: count)
  return unsafe raw.bindMemory(to: UInt8.self)
}

@inline(__always)
private func tell(_ context: UnsafeMutableRawPointer?, _ event: (XMLSink) -> Void) {
  guard let context = unsafe context else {
    preconditionFailure("expat keeps the context it was given")
  }
  // SAFETY: the context is the parser's sink, which the parser keeps alive.
  unsafe Unmanaged<XMLSink>.fromOpaque(context)._withUnsafeGuaranteedRef { event($0) }
}
