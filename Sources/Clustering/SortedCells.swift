/// Points sorted into the cells of a grid, and the directory of those cells: made together.
///
/// The input is read twice, in order: bins are counted, then points are dealt into buckets. Each bucket
/// is sorted where it lies; everything that jumps about stays within it, in the second-level cache.
/// Several threads share both the input and the buckets. Points of a cell keep the order of the input.
struct SortedCells: ~Copyable {
  /// The points in the order of their cells.
  let points: SortedPoints
  /// Their cells.
  let cells: CellDirectory
  /// How they were dealt.
  let plan: BucketPlan

  /// Sorts points; at least one, fewer than 2³¹.
  ///
  /// - Complexity: O(*n*). Memory: 26 bytes a point, 34 with weights, and 16 a cell, of which 8 are used
  ///   again by what comes after.
  init(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, in grid: Grid, kernels: KernelSet,
    threads: Int, _ thresholds: Thresholds
  ) {
    let n = x.count
    let isWeighted = weights != nil
    // Two values a point for what buckets hold, of which only what is written takes memory.
    let columns = SortedPoints.bytes(n, weighted: isWeighted) + BucketPlan.bytes(n)
    let arena = Arena(bytes: columns + 16 * n + 1024)
    arena.populate(columns, threads: threads)
    let points = SortedPoints(roomFor: n, weighted: isWeighted, in: arena, kernels)
    let plan = BucketPlan(x, y, in: grid, kernels, threads: threads, arena)
    plan.deal(x, y, weights, into: points)

    let room = arena.used
    let lists = Slab<UInt64>(count: 2 * n, in: arena)
    let held = Slab<BucketList>(count: plan.count)
    let workers = min(threads, plan.count)
    inParallel(workers, threads: threads) { worker in
      let sorter = BucketSorter(room: plan.largest, grid: grid, thresholds)
      // Consecutive buckets, so that each worker has a stretch of the lists of its own.
      var bucket = Self.firstBucket(of: worker, workers, plan)
      let end = Self.firstBucket(of: worker + 1, workers, plan)
      var next = 2 * Int(plan.start[bucket])
      while bucket < end {
        let size = unsafe sorter.sort(
          Int(plan.start[bucket])..<Int(plan.start[bucket + 1]), cells: plan.firstCell[bucket],
          plan.firstCell[bucket + 1], in: points, listing: lists.base + next)
        held[bucket] = BucketList(start: next, size: size)
        next += size.cells + size.rows
        bucket += 1
      }
    }
    cells = CellDirectory(
      gathering: lists, held, arena, room: room, threads: threads, weights: points)
    self.points = points
    self.plan = plan
  }

  /// The first bucket of a worker: of buckets in order, so that all workers have about as many points.
  private static func firstBucket(
    of worker: Int, _ workers: Int, _ plan: borrowing BucketPlan
  ) -> Int {
    let point = Int(plan.start[plan.count]) * worker / workers
    var bucket = 0
    while bucket < plan.count && Int(plan.start[bucket]) < point { bucket += 1 }
    return bucket
  }
}

/// Where a bucket's cells and rows are listed.
struct BucketList: BitwiseCopyable {
  /// The first value.
  var start: Int
  /// How many cells, then rows.
  var size: BucketSize
}
