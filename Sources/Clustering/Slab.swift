/// A column of memory that nobody has filled: one owner, freed with it.
///
/// `Array(repeating:count:)` writes every value once before the first real one, and faults in every
/// page while at it; the phases here write each value exactly once themselves. A slab may be made
/// for the most values there can be: only pages that are touched cost anything.
///
/// Subscripts are checked. Hot loops take `base`, and answer for their bounds themselves.
@safe struct Slab<Element: BitwiseCopyable>: ~Copyable {
  /// The first value.
  let base: UnsafeMutablePointer<Element>
  /// The number of values there is room for.
  let count: Int
  /// Its own memory, nil where it is part of an arena.
  private let own: Arena?

  /// Makes room for `count` values, none of them written yet.
  init(count: Int) {
    precondition(count >= 0, "a slab holds 0 values or more")
    let arena = Arena(bytes: Arena.bytes(count, of: Element.self))
    self.count = count
    unsafe base = arena.cut(count, of: Element.self)
    own = arena
  }

  /// Makes room for `count` values in an arena, or in one of its own where too little is left.
  ///
  /// The arena must outlive it: whoever holds the slab holds the arena too.
  init(count: Int, in arena: Arena) {
    precondition(count >= 0, "a slab holds 0 values or more")
    let bytes = Arena.bytes(count, of: Element.self)
    let spare = bytes <= arena.left ? nil : Arena(bytes: bytes)
    self.count = count
    unsafe base = (spare ?? arena).cut(count, of: Element.self)
    own = spare
  }

  /// The value at `i`; reading one that was never written is the caller's fault.
  @inline(__always)
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

  /// Gives the memory back to the system; the values are lost.
  func giveBack() { unsafe giveBackPages(base, count * MemoryLayout<Element>.stride) }
}
