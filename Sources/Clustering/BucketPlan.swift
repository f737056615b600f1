/// How points are dealt into buckets: stretches of cells, in order, of about as many points each.
///
/// Cells are numbered row by row. So many consecutive ones make a bin that bins are few, their points
/// are counted, and neighbouring bins make a bucket that is sorted within the second-level cache. A
/// bucket holds more than that only where one bin does.
///
/// The bin of every point is kept: by it the points are dealt out, and by it answers are dealt back into
/// the order of the input, both of which then read and write everything in order.
@safe struct BucketPlan: ~Copyable {
  private let bucketOfBin: Slab<UInt16>
  /// The bin of each point, in the order of the input.
  private let binOf: Slab<UInt16>
  /// The number of buckets; at least one.
  let count: Int
  /// The first place of each bucket; one more value closes the last.
  let start: Slab<UInt32>
  /// The first cell of each bucket; one more value closes the last.
  let firstCell: Slab<UInt64>
  /// For each share of the input and each bucket, where the first of its points goes.
  private let shareStart: Slab<UInt32>
  /// How many shares the input is read in, each by one thread.
  private let shares: Int
  private let threads: Int
  /// The most points in a bucket.
  let largest: Int

  /// Points of a bucket at most.
  ///
  /// Of ten million points the lines that dealing writes to, three a bucket, stay in the first-level
  /// cache then, and a column of a bucket in the second-level one. Measured against an eighth, a
  /// quarter, half and double.
  private static let target = 65_536
  /// Points of a bucket at least, where there are so many.
  private static let least = 4096

  /// The bytes a plan for so many points takes in an arena.
  static func bytes(_ count: Int) -> Int { Arena.bytes(count, of: UInt16.self) }

  /// Plans for points on a grid; at least one.
  init(
    _ x: [Double], _ y: [Double], in grid: Grid, _ kernels: KernelSet, threads: Int,
    _ arena: Arena
  ) {
    let n = x.count
    let columns = UInt64(grid.columns.count)
    let cells = UInt64(grid.rows.count) * columns
    let binBits = n > 1 << 25 ? 16 : 14
    let shift = UInt64(max(0, 64 - (cells - 1).leadingZeroBitCount - binBits))
    let bins = Int((cells - 1) >> shift) + 1
    let shares = n < 1 << 16 ? 1 : threads
    let perShare = Slab<UInt32>(count: shares * bins)
    let binOf = Slab<UInt16>(count: n, in: arena)
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        inParallel(shares, threads: threads) { part in
          let counts = unsafe perShare.base + part * bins, binOf = unsafe binOf.base
          unsafe counts.initialize(repeating: 0, count: bins)
          let keys = Slab<UInt64>(count: Grid.block)
          guard let x = x.baseAddress, let y = y.baseAddress else { return }
          let mine = share(part, of: shares, n)
          unsafe grid.forEachKey(x, y, mine, kernels, room: keys.base) { i, key in
            // SAFETY: a cell's number is below `cells`, so its bin is below `bins`.
            let bin = Int(truncatingIfNeeded: key &>> shift)
            unsafe binOf[i] = UInt16(truncatingIfNeeded: bin)
            unsafe counts[bin] &+= 1
          }
        }
      }
    }

    let bucketOfBin = Slab<UInt16>(count: bins)
    let enough = max(n / 4000, min(Self.target, max(Self.least, n / (8 * threads))))
    var (bucket, inBucket, most) = (0, 0, 0)
    for bin in 0..<bins {
      var inBin = 0
      for part in 0..<shares { inBin += Int(perShare[part * bins + bin]) }
      if inBin > 0 && inBucket > 0 && inBucket + inBin > enough {
        bucket += 1
        inBucket = 0
      }
      inBucket += inBin
      most = max(most, inBucket)
      bucketOfBin[bin] = UInt16(truncatingIfNeeded: bucket)
    }
    let count = bucket + 1
    let shareStart = Slab<UInt32>(count: shares * count)
    let start = Slab<UInt32>(count: count + 1)
    let firstCell = Slab<UInt64>(count: count + 1)
    for i in 0..<shares * count { shareStart[i] = 0 }
    for bin in 0..<bins {
      let bucket = Int(bucketOfBin[bin])
      if bin == 0 || bucketOfBin[bin - 1] != bucketOfBin[bin] {
        firstCell[bucket] = UInt64(bin) << shift
      }
      for part in 0..<shares { shareStart[part * count + bucket] += perShare[part * bins + bin] }
    }
    var next: UInt32 = 0
    for bucket in 0..<count {
      start[bucket] = next
      for part in 0..<shares {
        let inPart = shareStart[part * count + bucket]
        shareStart[part * count + bucket] = next
        next += inPart
      }
    }
    start[count] = next
    firstCell[count] = cells
    self.shares = shares
    self.threads = threads
    self.count = count
    largest = most
    self.bucketOfBin = bucketOfBin
    self.binOf = binOf
    self.shareStart = shareStart
    self.start = start
    self.firstCell = firstCell
  }

  /// Deals the input out into columns: each share in order, so that the points of a bucket are.
  func deal(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, into points: borrowing SortedPoints
  ) {
    let toX = unsafe points.x.base, toY = unsafe points.y.base, toRow = unsafe points.rows.base
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        forEachPlace { row, place in
          // SAFETY: rows and places are below the number of points, the length of all columns.
          unsafe toX[place] = x[row]
          unsafe toY[place] = y[row]
          unsafe toRow[place] = UInt32(truncatingIfNeeded: row)
        }
      }
    }
    guard let weights else { return }
    let toWeight = unsafe points.weight.base
    unsafe weights.withUnsafeBufferPointer { weights in
      // SAFETY: as above.
      forEachPlace { row, place in unsafe toWeight[place] = weights[row] }
    }
  }

  /// Calls for every row of the input with the place it is dealt to, in the order of the input within
  /// each of the shares, which several threads go through.
  @inline(__always)
  func forEachPlace(_ body: (_ row: Int, _ place: Int) -> Void) {
    inParallel(shares, threads: threads) { part in
      let cursors = Slab<UInt32>(count: count)
      let next = unsafe cursors.base, bucketOf = unsafe bucketOfBin.base, bin = unsafe binOf.base
      unsafe next.update(from: shareStart.base + part * count, count: count)
      for row in share(part, of: shares, binOf.count) {
        // SAFETY: each bucket has as many places as points were counted into it.
        let bucket = unsafe Int(bucketOf[Int(bin[row])])
        let place = unsafe next[bucket]
        unsafe next[bucket] = place &+ 1
        body(row, Int(place))
      }
    }
  }
}
