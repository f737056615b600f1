/// A large value kept by reference, so that an array of them is sorted and grows without moving them.
///
/// Still a value: a copy that is changed is parted from what it was copied from.
package struct Boxed<Value> {
  private final class Box {
    // SAFETY: reached through the property below alone, where access to the struct is checked already.
    @exclusivity(unchecked) var value: Value

    init(_ value: Value) { unsafe self.value = value }
  }

  private var box: Box

  package init(_ value: Value) { box = Box(value) }

  package var value: Value {
    _read { yield unsafe box.value }
    _modify {
      if !isKnownUniquelyReferenced(&box) { unsafe box = Box(box.value) }
      yield unsafe &box.value
    }
  }
}
