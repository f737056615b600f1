/// How points are dealt into buckets: stretches of cells, in order, of about as many points each.
///
/// Cells are numbered row by row. So many consecutive ones make a bin that bins are few, their points
/// are counted, and neighbouring bins make a bucket that is sorted within the second-level cache. A
/// bucket holds more than that only where one bin does.
@safe struct BucketPlan: ~Copyable {
  private let grid: Grid
  private let columns: UInt64
  private let shift: UInt64
  private let bucketOfBin: Slab<UInt16>
  /// The number of buckets; at least one.
  let count: Int
  /// The first point of each bucket in the order of the cells; one more value closes the last.
  let start: Slab<UInt32>
  /// The first cell of each bucket; one more value closes the last.
  let firstCell: Slab<UInt64>
  /// For each share of the input and each bucket, where the next of its points goes.
  private let cursor: Slab<UInt32>
  /// How many shares the input is read in, each by one thread.
  let shares: Int
  /// The most points in a bucket.
  let largest: Int

  /// Points of a bucket: their records and sorted columns fill most of a second-level cache of 1 MiB.
  private static let target = 16_384

  /// Plans for points on a grid; at least one.
  init(_ x: [Double], _ y: [Double], in grid: Grid, threads: Int) {
    let n = x.count
    let columns = UInt64(grid.columns.count)
    let cells = UInt64(grid.rows.count) * columns
    let binBits = n > 1 << 25 ? 16 : 14
    let shift = UInt64(max(0, 64 - (cells - 1).leadingZeroBitCount - binBits))
    let bins = Int((cells - 1) >> shift) + 1
    let shares = n < 1 << 16 ? 1 : threads
    let perShare = Slab<UInt32>(count: shares * bins)
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        inParallel(shares, threads: threads) { part in
          let counts = unsafe perShare.base + part * bins
          unsafe counts.initialize(repeating: 0, count: bins)
          for i in share(part, of: shares, n) {
            // SAFETY: a cell's number is below `cells`, so its bin is below `bins`.
            let bin = unsafe Int(truncatingIfNeeded: grid.key(x[i], y[i], columns) &>> shift)
            unsafe counts[bin] &+= 1
          }
        }
      }
    }

    let bucketOfBin = Slab<UInt16>(count: bins)
    let enough = max(Self.target, n / 4000)
    var (bucket, inBucket, most) = (0, 0, 0)
    for bin in 0..<bins {
      var inBin = 0
      for part in 0..<shares { inBin += Int(perShare[part * bins + bin]) }
      if inBucket > 0 && inBucket + inBin > enough {
        bucket += 1
        inBucket = 0
      }
      inBucket += inBin
      most = max(most, inBucket)
      bucketOfBin[bin] = UInt16(truncatingIfNeeded: bucket)
    }
    let count = bucket + 1
    let cursor = Slab<UInt32>(count: shares * count)
    let start = Slab<UInt32>(count: count + 1)
    let firstCell = Slab<UInt64>(count: count + 1)
    for i in 0..<shares * count { cursor[i] = 0 }
    for bin in 0..<bins {
      let bucket = Int(bucketOfBin[bin])
      if bin == 0 || bucketOfBin[bin - 1] != bucketOfBin[bin] {
        firstCell[bucket] = UInt64(bin) << shift
      }
      for part in 0..<shares { cursor[part * count + bucket] += perShare[part * bins + bin] }
    }
    var next: UInt32 = 0
    for bucket in 0..<count {
      start[bucket] = next
      for part in 0..<shares {
        let inPart = cursor[part * count + bucket]
        cursor[part * count + bucket] = next
        next += inPart
      }
    }
    start[count] = next
    firstCell[count] = cells
    self.grid = grid
    self.columns = columns
    self.shift = shift
    self.shares = shares
    self.count = count
    largest = most
    self.bucketOfBin = bucketOfBin
    self.cursor = cursor
    self.start = start
    self.firstCell = firstCell
  }

  /// Deals out the input, each share in order.
  ///
  /// - Parameter records: Room for every point's record; see ``PointRecord``.
  func deal(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, into records: borrowing Slab<UInt8>,
    threads: Int
  ) {
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        if let weights {
          unsafe weights.withUnsafeBufferPointer { weights in
            inParallel(shares, threads: threads) { part in
              unsafe deal(part, x, y, weights, into: records.base)
            }
          }
        } else {
          inParallel(shares, threads: threads) { part in
            unsafe deal(part, x, y, into: records.base)
          }
        }
      }
    }
  }

  private func deal(
    _ part: Int, _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>,
    into records: UnsafeMutableRawPointer
  ) {
    let next = unsafe cursor.base + part * count
    let buckets = unsafe bucketOfBin.base
    let (grid, columns, shift) = (grid, columns, shift)
    for i in share(part, of: shares, x.count) {
      // SAFETY: each bucket has as many places as points were counted into it.
      let (px, py) = unsafe (x[i], y[i])
      let bin = Int(truncatingIfNeeded: grid.key(px, py, columns) &>> shift)
      let bucket = unsafe Int(buckets[bin])
      let place = unsafe Int(next[bucket])
      unsafe next[bucket] &+= 1
      unsafe PointRecord.write(px, py, row: i, to: records + place &* PointRecord.bytes)
    }
  }

  private func deal(
    _ part: Int, _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Int64>, into records: UnsafeMutableRawPointer
  ) {
    let next = unsafe cursor.base + part * count
    let buckets = unsafe bucketOfBin.base
    let (grid, columns, shift) = (grid, columns, shift)
    for i in share(part, of: shares, x.count) {
      // SAFETY: as above.
      let (px, py) = unsafe (x[i], y[i])
      let bin = Int(truncatingIfNeeded: grid.key(px, py, columns) &>> shift)
      let bucket = unsafe Int(buckets[bin])
      let place = unsafe Int(next[bucket])
      unsafe next[bucket] &+= 1
      let record = unsafe records + place &* PointRecord.weightedBytes
      unsafe PointRecord.write(px, py, row: i, to: record)
      unsafe (record + PointRecord.weightOffset).storeBytes(of: weights[i], as: Int64.self)
    }
  }
}

/// A point on its way from the input to its bucket: x, y, the row in the input, the weight if any,
/// packed without gaps.
enum PointRecord {
  static let bytes = 20
  static let weightedBytes = 28
  static let rowOffset = 16
  static let weightOffset = 20

  /// Writes all but the weight.
  @inline(__always)
  static func write(_ x: Double, _ y: Double, row: Int, to record: UnsafeMutableRawPointer) {
    unsafe record.storeBytes(of: x, as: Double.self)
    unsafe (record + 8).storeBytes(of: y, as: Double.self)
    unsafe (record + rowOffset).storeBytes(of: UInt32(truncatingIfNeeded: row), as: UInt32.self)
  }
}
