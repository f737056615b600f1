/// Sorts keys by the bits `bits` of each, the order of equal ones kept.
///
/// Least significant digit first, 11 bits a digit: 2,048 counters and as many write streams stay
/// in the first- and second-level caches. A digit that is the same in all keys costs its counting
/// only.
///
/// - Parameters:
///   - keys: The keys; sorted on return.
///   - spare: As much room again; its values mean nothing on return.
/// - Complexity: O(*n* · bits ÷ 11).
func radixSort(_ keys: inout Slab<UInt64>, _ spare: inout Slab<UInt64>, bits: Range<Int>) {
  precondition(keys.count == spare.count, "the spare room is as large as the keys")
  let digitBits = 11
  let buckets = 1 << digitBits
  let positions = Slab<Int>(count: buckets)
  var shift = bits.lowerBound
  while shift < bits.upperBound {
    let mask = UInt64(1 << min(digitBits, bits.upperBound - shift)) - 1
    let amount = UInt64(shift)
    let from = unsafe keys.base, to = unsafe spare.base, position = unsafe positions.base
    unsafe position.initialize(repeating: 0, count: buckets)
    // SAFETY: both slabs hold `keys.count` values, a digit is below `buckets`, and the positions are
    // the running sums of the counts, so every write has a place of its own.
    for i in 0..<keys.count { unsafe position[Int((from[i] &>> amount) & mask)] &+= 1 }
    var total = 0
    var isConstant = false
    for bucket in 0..<buckets {
      let count = unsafe position[bucket]
      isConstant = isConstant || count == keys.count
      unsafe position[bucket] = total
      total &+= count
    }
    if !isConstant {
      for i in 0..<keys.count {
        let key = unsafe from[i]
        let digit = Int((key &>> amount) & mask)
        unsafe to[position[digit]] = key
        unsafe position[digit] &+= 1
      }
      swap(&keys, &spare)
    }
    shift += digitBits
  }
}
