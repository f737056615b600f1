extension Slab {
  /// The values as an array; all of them must have been written.
  consuming func copied() -> [Element] {
    let from = unsafe base
    let count = count
    return unsafe Array(unsafeUninitializedCapacity: count) { to, written in
      guard let start = to.baseAddress else { return }
      unsafe start.update(from: from, count: count)
      written = count
    }
  }
}
