/// Takes the events of an XML text.
///
/// Names come without their prefix: `gx:coord` is `coord`.
class XMLSink {
  /// The text wanted of the current element is collected here, up to ``longestText`` bytes.
  final var text: [UInt8] { state.value.text }
  /// Whether the text that comes now is wanted.
  final var wantsText: Bool {
    get { state.value.wantsText }
    set { state.value.wantsText = newValue }
  }
  /// Whether it goes to ``take(_:)`` piece by piece instead of being collected.
  final var wantsPieces: Bool {
    get { state.value.wantsPieces }
    set { state.value.wantsPieces = newValue }
  }
  /// Set to end the parsing.
  var isDone = false
  /// Elements that are open.
  final var depth: Int { state.value.depth }
  /// Whether the last event was the end of an element within another, not too deep for more.
  final var isBehindEnd: Bool {
    let depth = state.value.depth
    return state.value.isBehindEnd && depth > 0 && depth + PlainElement.deepest <= Self.deepest
  }
  /// Whether a document type with declarations of its own stands in the text.
  private(set) var hasDeclarations = false

  /// Bytes of one element's text that are kept.
  static let longestText = 1024
  /// Elements that may be open at the same time.
  static let deepest = 256

  private let names: WordTable
  private let state = Unshared(State())

  /// Where in the text the parser stands.
  private struct State {
    var text: [UInt8] = []
    var wantsText = false
    var wantsPieces = false
    var depth = 0
    var isBehindEnd = false
    /// The numbers of the elements that are open.
    var open = InlineArray<256, Int16>(repeating: -1)
  }

  /// - Parameter names: The elements that mean something.
  init(names: [String]) { self.names = WordTable(names) }

  /// An element begins.
  ///
  /// - Parameters:
  ///   - name: Its place among the names, −1 for others.
  ///   - attributes: Names and values in turn, each ended by a zero byte; a null after the last.
  func begin(_ name: Int, _ attributes: XMLAttributes) {}
  /// An element ends.
  func end(_ name: Int) {}
  /// Takes the next piece of the text of an element.
  func take(_ piece: Span<UInt8>) {}

  final func opened(_ name: Span<UInt8>, _ attributes: XMLAttributes) {
    opened(number(name), attributes)
  }

  /// An element without attributes has begun and ended, which holds a text and nothing else.
  ///
  /// - Parameter name: Its place among the names, −1 for others.
  final func leaf(_ name: Int, _ text: UnsafeBufferPointer<UInt8>) {
    unsafe opened(name, XMLAttributes(nil))
    if !text.isEmpty { unsafe characters(text) }
    closed()
  }

  private func opened(_ number: Int, _ attributes: XMLAttributes) {
    let depth = state.value.depth
    if depth < Self.deepest { state.value.open[depth] = Int16(truncatingIfNeeded: number) }
    state.value.depth = depth + 1
    state.value.isBehindEnd = false
    state.value.text.removeAll(keepingCapacity: true)
    begin(number, attributes)
  }

  final func closed() {
    let depth = state.value.depth
    // A parser lets no element end that did not begin; those too deep mean nothing.
    end(depth <= Self.deepest ? Int(state.value.open[depth - 1]) : -1)
    state.value.wantsText = false
    state.value.depth = depth - 1
    state.value.isBehindEnd = true
  }

  final func characters(_ piece: UnsafeBufferPointer<UInt8>) {
    state.value.isBehindEnd = false
    guard state.value.wantsText else { return }
    if state.value.wantsPieces { return unsafe take(piece.span) }
    guard state.value.text.count + piece.count <= Self.longestText else { return }
    unsafe state.value.text.append(contentsOf: piece)
  }

  final func declares() { hasDeclarations = true }

  /// The place of a name among those that mean something, −1 for others.
  final func number(_ name: Span<UInt8>) -> Int {
    let whole = names.number(of: name, 0, name.count)
    if whole >= 0 { return whole }
    var start = 0
    for at in 0..<name.count where name[at] == 0x3A { start = at + 1 }
    return start == 0 ? -1 : names.number(of: name, start, name.count)
  }
}
