extension SortedPoints {
  /// Moves the points `first ..< end` so that no coordinate before `middle` is above any from it on.
  ///
  /// Quickselect with Hoare's partition, which halves runs of equal values too; the pivots come from a
  /// fixed scramble of the indices, so no order of the input that anybody has is slow.
  ///
  /// - Complexity: O(*m*) expected for *m* points.
  func separate(_ first: Int, _ end: Int, at middle: Int, byX: Bool) {
    precondition(first >= 0 && end <= count, "a range of points")
    let value = unsafe byX ? x.base : y.base
    var low = first
    var high = end - 1
    var scramble = UInt64(truncatingIfNeeded: first &+ end)
    // The wanted border `middle` is within low ... high; all before low are at most, all after high at
    // least, what is between.
    while low < high {
      scramble = scramble &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let step = Int(truncatingIfNeeded: scramble >> 33) % (high - low + 1)
      let pivot = unsafe value[low + step]
      var i = low
      var j = high
      while i <= j {
        // SAFETY: the pivot is in the range, and after each exchange so is a stop for either side.
        while unsafe value[i] < pivot { i &+= 1 }
        while unsafe value[j] > pivot { j &-= 1 }
        if i <= j {
          swapAt(i, j)
          i &+= 1
          j &-= 1
        }
      }
      if middle <= j {
        high = j
      } else if middle >= i {
        low = i
      } else {
        return
      }
    }
  }

  /// The weight of the points `first ..< end` together, points counted as 1 each without weights.
  func weight(_ first: Int, _ end: Int) -> Int64 {
    guard isWeighted else { return Int64(end - first) }
    var sum: Int64 = 0
    for i in first..<end { sum &+= weight[i] }
    return sum
  }
}
