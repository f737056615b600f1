/// Writes the answer in the order of the input: core points have their cell's cluster, the others one
/// by the border rule.
///
/// One number says both label and kind of point: a cluster's number for its core points, −1 for noise,
/// −2 − number for a border point. The number that most points have is written everywhere first, in order,
/// and only the others one by one: right to where they belong when they are few; when they are many, to
/// the places the points were dealt to, near where they are now, from where they are dealt back.
func labelled(
  _ points: borrowing SortedPoints, _ plan: borrowing BucketPlan,
  _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
  _ numbering: borrowing Numbering, borders: DensityClustering.BorderRule
) -> Clusters {
  let n = points.count
  let noiseAndBorders = n - numbering.coreCount
  let most: Int32 = numbering.largestCount > noiseAndBorders ? numbering.largest : -1
  let isFew =
    n - max(numbering.largestCount, noiseAndBorders) <= n / space.thresholds.pointsAnException
  var isCore: [Bool] = []
  let labels = unsafe [Int32](unsafeUninitializedCapacity: n) { labels, written in
    guard let label = labels.baseAddress else { return }
    unsafe adviseHugePages(UnsafeMutableRawPointer(label), 4 * n)
    isCore = unsafe [Bool](unsafeUninitializedCapacity: n) { flags, written in
      guard let flag = flags.baseAddress else { return }
      unsafe adviseHugePages(UnsafeMutableRawPointer(flag), n)
      if isFew {
        unsafe fill(label, n, with: most, threads: space.threads)
        unsafe writeCodes(
          label, except: most, points, rows: points.rows.base, space, coreCounts, numbering,
          borders)
        inParallel(n < 1 << 16 ? 1 : space.threads, threads: space.threads) { piece in
          for row in share(piece, of: n < 1 << 16 ? 1 : space.threads, n) {
            // SAFETY: row < n, the length of both.
            let code = unsafe label[row]
            unsafe flag[row] = code >= 0
            unsafe label[row] = code < -1 ? -2 &- code : code
          }
        }
      } else {
        // SAFETY: as many numbers of the same size as the rows, which are not read any more.
        let codes = unsafe UnsafeMutableRawPointer(points.rows.base)
          .assumingMemoryBound(to: Int32.self)
        unsafe fill(codes, n, with: most, threads: space.threads)
        unsafe writeCodes(
          codes, except: most, points, rows: nil, space, coreCounts, numbering, borders)
        plan.forEachPlace { row, place in
          // SAFETY: rows and places are below n, the length of all three.
          let code = unsafe codes[place]
          unsafe flag[row] = code >= 0
          unsafe label[row] = code < -1 ? -2 &- code : code
        }
      }
      written = n
    }
    written = n
  }
  return Clusters(labels: labels, isCore: isCore, count: numbering.count)
}

/// Writes one number `count` times.
private func fill(
  _ column: UnsafeMutablePointer<Int32>, _ count: Int, with number: Int32, threads: Int
) {
  let pieces = count < 1 << 16 ? 1 : threads
  inParallel(pieces, threads: threads) { piece in
    let part = share(piece, of: pieces, count)
    unsafe (column + part.lowerBound).update(repeating: number, count: part.count)
  }
}

/// Writes the code of every point whose code is not `most`: to its row in the input if `rows` are given,
/// by the places the points were dealt to, else to its place.
private func writeCodes(
  _ codes: UnsafeMutablePointer<Int32>, except most: Int32, _ points: borrowing SortedPoints,
  rows: UnsafePointer<UInt32>?, _ space: borrowing Neighbourhood,
  _ coreCounts: borrowing Slab<UInt32>, _ numbering: borrowing Numbering,
  _ borders: DensityClustering.BorderRule
) {
  let near = cellsNearCores(points, space, coreCounts, numbering, borders)
  space.forEachBand { band in
    var search = BorderSearch(rule: borders, space.forest())
    var windows = StencilWindows()
    let places = unsafe points.place.base
    func write(_ code: Int32, _ i: Int) {
      // SAFETY: places and rows are below the number of points.
      let place = unsafe Int(places[i])
      if let rows = unsafe rows {
        unsafe codes[Int(rows[place])] = code
      } else {
        unsafe codes[place] = code
      }
    }
    for row in band {
      for cell in space.cells.cells(ofRow: row) {
        let range = space.cells.points(of: cell)
        let cores = Int(coreCounts[cell])
        let label = numbering.label[cell]
        if cores > 0 && label != most {
          for i in range.prefix(cores) { write(label, i) }
        }
        guard cores < range.count else { continue }
        let isNear: Bool
        switch near {
        case .some(let near): isNear = near[cell]
        case .none: isNear = numbering.count > 0 && borders != .none
        }
        guard isNear else {
          if most != -1 { for i in range.dropFirst(cores) { write(-1, i) } }
          continue
        }
        windows.find(cell..<cell + 1, ofRow: row, space.cells, space.occupied, points.kernels)
        search.look(in: windows, space.cells, coreCounts, numbering)
        for i in range.dropFirst(cores) {
          let label = search.label(of: points.box(of: i), points)
          write(label < 0 ? -1 : -2 - label, i)
        }
      }
    }
  }
}

/// Which cells have core points in their stencils, nil where it is not worth asking beforehand.
///
/// Where few cells have core points, they tell all cells around; where most have, each cell with other
/// points asks.
private func cellsNearCores(
  _ points: borrowing SortedPoints, _ space: borrowing Neighbourhood,
  _ coreCounts: borrowing Slab<UInt32>, _ numbering: borrowing Numbering,
  _ borders: DensityClustering.BorderRule
) -> Slab<Bool>? {
  let cells = space.cells.count
  guard borders != .none, 2 * numbering.coreCount < points.count else { return nil }
  let near = Slab<Bool>(count: cells)
  unsafe near.base.initialize(repeating: false, count: cells)
  space.forEachBand { band in
    var windows = StencilWindows()
    for row in band {
      for cell in space.cells.cells(ofRow: row) where coreCounts[cell] > 0 {
        windows.find(cell..<cell + 1, ofRow: row, space.cells, space.occupied, points.kernels)
        for slot in 0..<5 {
          for other in windows.window(0, slot) { near[other] = true }
        }
      }
    }
  }
  return near
}
