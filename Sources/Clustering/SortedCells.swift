/// Points sorted into the cells of a grid, and the directory of those cells: made together.
///
/// The input is read twice (bins are counted, records dealt into buckets) and written twice (records,
/// sorted columns), both times in order; everything that jumps about stays within a bucket, in the
/// second-level cache. Buckets are sorted by several threads at once. Points of a cell keep the order
/// of the input.
struct SortedCells: ~Copyable {
  /// The points in the order of their cells.
  let points: SortedPoints
  /// Their cells.
  let cells: CellDirectory

  /// Sorts points; at least one, fewer than 2³¹.
  ///
  /// - Complexity: O(*n*). Memory: 40 bytes a point, 56 with weights, of which all but 20 (28) are
  ///   used again by what comes after.
  init(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, in grid: Grid, keyBits: Int,
    kernels: KernelSet, threads: Int
  ) {
    let n = x.count
    let isWeighted = weights != nil
    let recordBytes = isWeighted ? PointRecord.weightedBytes : PointRecord.bytes
    let arena = Arena(
      bytes: SortedPoints.bytes(n, weighted: isWeighted) + recordBytes * n + 1024)
    let points = SortedPoints(roomFor: n, weighted: isWeighted, in: arena, kernels)
    let room = arena.used
    let records = Slab<UInt8>(count: recordBytes * n, in: arena)

    let plan = BucketPlan(x, y, in: grid, threads: threads)
    plan.deal(x, y, weights, into: records, threads: threads)
    let sizes = Slab<BucketSize>(count: plan.count)
    let workers = min(threads, plan.count)
    inParallel(workers, threads: threads) { worker in
      let sorter = BucketSorter(room: plan.largest, grid: grid, keyBits: keyBits)
      // Every so many buckets one, so that no two threads wait for each other's.
      var bucket = worker
      while bucket < plan.count {
        let first = Int(plan.start[bucket])
        sizes[bucket] = unsafe sorter.sort(
          records.base + recordBytes * first, first, Int(plan.start[bucket + 1]) - first,
          cells: plan.firstCell[bucket], plan.firstCell[bucket + 1], into: points)
        bucket += workers
      }
    }
    cells = CellDirectory(
      gathering: records, recordBytes: recordBytes, plan, sizes, in: grid, arena, room: room,
      weights: points)
    self.points = points
  }
}
