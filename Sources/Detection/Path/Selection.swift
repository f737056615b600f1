extension [Double] {
  /// The value that would stand at `place` if all were sorted, which brings no smaller one behind
  /// and no larger one before it.
  ///
  /// Hoare's FIND (CACM 1961) with the middle of three as pivot.
  /// - Complexity: O(*n*) on average.
  package mutating func select(_ place: Int) -> Double {
    var low = 0
    var high = count - 1
    while low < high {
      let (a, b, c) = (self[low], self[low + (high - low) / 2], self[high])
      let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
      var (left, right) = (low, high)
      // All before `left` are at most the pivot, all behind `right` at least.
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return self[place]
  }

  /// The middle value, of an even number the mean of the middle two; NaN of none.
  ///
  /// Changes the order.
  /// - Complexity: O(*n*) on average.
  mutating func takeMedian() -> Double {
    guard !isEmpty else { return .nan }
    let upper = select(count / 2)
    guard count.isMultiple(of: 2) else { return upper }
    var lower = -Double.infinity
    for index in 0..<count / 2 { lower = Swift.max(lower, self[index]) }
    return (lower + upper) / 2
  }
}

/// The middle value; of an even number the mean of the middle two, of none NaN.
///
/// - Complexity: O(*n*) on average.
package func median(_ values: [Double]) -> Double {
  var values = values
  return values.takeMedian()
}
