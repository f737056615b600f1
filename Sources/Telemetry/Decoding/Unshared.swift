/// A value that one object alone holds and changes, kept behind a pointer.
///
/// Swift checks at run time that accesses to a class's property do not overlap; at some ten accesses for
/// each number of a file these checks took a seventh of the reading. A parser's events come one after
/// another on one thread, and what an event changes is changed before the next one begins, so that
/// accesses to this value cannot overlap: do not call, while one goes on, what may begin another.
@safe struct Unshared<Value>: ~Copyable {
  private let place: UnsafeMutablePointer<Value>

  /// Keeps a value.
  init(_ value: Value) {
    unsafe place = .allocate(capacity: 1)
    unsafe place.initialize(to: value)
  }

  deinit {
    unsafe place.deinitialize(count: 1)
    unsafe place.deallocate()
  }

  /// The value.
  var value: Value {
    // SAFETY: the place is initialised for as long as this lives, and nothing else knows it.
    @inline(__always) _read { yield unsafe place.pointee }
    @inline(__always) nonmutating _modify { yield unsafe &place.pointee }
  }
}
