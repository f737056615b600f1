public import Tracks

/// A clustering of more points than fit into memory, on disk.
///
/// Points are handed over batch by batch and spilled; then they are dealt to tiles that fit
/// (``DensityTile``), one tile after another is clustered, the tiles' clusters are joined, and the
/// labels come back in the order of the points. They are the labels of
/// ``DensityClustering/clusters(x:y:weights:)``, whatever the memory.
///
/// ```swift
/// let sweep = try DensitySweep(settings, memory: 2 << 30, folder: "/var/tmp")
/// while let batch = source.next() { try sweep.add(x: batch.x, y: batch.y) }
/// let clusters = try sweep.clusters()
/// while let some = try clusters.next() { write(some.labels) }
/// ```
///
/// Every temporary file loses its name as soon as it is made, so nothing is left behind whatever
/// happens. Disk: up to 80 bytes a point, 100 with weights.
public final class DensitySweep {
  /// A point on its way through the disk.
  struct Spilled: BitwiseCopyable {
    var x: Double
    var y: Double
    var weight: Int64
    var row: Int64
  }

  private let settings: DensityClustering
  private let memory: Int
  private let folder: String
  private let file: SpillFile
  private var raw = SpilledColumn<Spilled>()
  private var grid: TileGrid?
  private var blocks: BlockCounts
  private var bounds: Box?
  private var rowCount: Int64 = 0
  private var total: Int64 = 0

  /// Bytes that one point of a tile takes while the tile is clustered: columns, cells, the core's own
  /// peak, the answer.
  static let bytesPerPoint = 176
  /// Points that are gathered before they are written.
  private static let room = 1 << 14

  /// Begins.
  ///
  /// - Parameters:
  ///   - settings: As for a clustering in memory.
  ///   - memory: Bytes to use beside what the process uses already; 1 MiB is the least.
  ///   - folder: Where temporary files are made.
  /// - Throws: A usage error for too little memory, an input/output error where no file can be made.
  public init(
    _ settings: DensityClustering, memory: Int, folder: String
  ) throws(DwellError) {
    guard memory >= 1 << 20 else {
      throw DwellError(.usage, "--memory \(memory) bytes: give 1MiB or more, such as 2GiB")
    }
    self.settings = settings
    self.memory = memory
    self.folder = folder
    file = try SpillFile(in: folder)
    // A sixteenth of the memory for the map of where the points are, 64 bytes a block.
    blocks = BlockCounts(most: memory / 16 / 64)
  }

  /// Takes the next points.
  ///
  /// - Throws: As ``DensityClustering/clusters(x:y:weights:)``; an input/output error when the disk is
  ///   full.
  public func add(x: [Double], y: [Double], weights: [Int64]? = nil) throws(DwellError) {
    precondition(x.count == y.count, "columns of one batch have one length")
    precondition(
      weights.map { $0.count == x.count } ?? true, "columns of one batch have one length")
    _ = try settings.checkedThreshold(hasWeights: weights != nil)
    let counted = settings.countsWeights ? weights : nil
    for i in x.indices {
      let weight = counted?[i] ?? 1
      try check(weight)
      guard x[i].isFinite && y[i].isFinite else {
        guard settings.nonFinite == .noise else {
          throw DwellError(
            .badData,
            "point \(rowCount + 1): its x or y is not a finite number: "
              + "leave such points out or take them as noise")
        }
        rowCount += 1
        continue
      }
      try place(x[i], y[i])
      try raw.append(
        Spilled(x: x[i], y: y[i], weight: weight, row: rowCount), room: Self.room, to: file)
      rowCount += 1
    }
  }

  private func check(_ weight: Int64) throws(DwellError) {
    guard weight >= 0 else {
      throw DwellError(
        .badData,
        "point \(rowCount + 1): weight \(weight) ms is below 0: a point stands for 0 ms or more")
    }
    let (sum, overflow) = total.addingReportingOverflow(weight)
    guard !overflow else {
      throw DwellError(
        .badData,
        "point \(rowCount + 1): weights up to here add up to more than \(Int64.max) ms: "
          + "are they milliseconds?")
    }
    total = sum
  }

  private func place(_ x: Double, _ y: Double) throws(DwellError) {
    let here = Box(x: x, y: y)
    var wider = bounds ?? here
    (wider.minX, wider.minY) = (min(wider.minX, x), min(wider.minY, y))
    (wider.maxX, wider.maxY) = (max(wider.maxX, x), max(wider.maxY, y))
    bounds = wider
    guard settings.radius.isFinite else { return }
    guard let grid else {
      // The first point is as good an origin as any.
      let made = try TileGrid(originX: x, originY: y, radius: settings.radius)
      grid = made
      return blocks.add(try made.cell(x: x, y: y))
    }
    blocks.add(try grid.cell(x: x, y: y))
  }

  /// Clusters all points that were added; nothing may be added afterwards.
  public func clusters() throws(DwellError) -> SweptClusters {
    try raw.flush(to: file)
    let needed = try settings.checkedThreshold(hasWeights: settings.countsWeights)
    guard let bounds, raw.count > 0 else { return SweptClusters(noise: rowCount) }
    if bounds.farthestSquared(to: bounds) <= settings.radius * settings.radius {
      // All are neighbours of all; only those without a place are left out.
      let rows = raw
      let file = file
      return SweptClusters(
        rowCount: rowCount, count: total >= needed ? 1 : 0,
        one: total >= needed ? (rows, file) : nil)
    }
    guard let grid else { return SweptClusters(noise: rowCount) }
    let plan = try TilePlan(blocks, most: memory * 3 / 4 / Self.bytesPerPoint)
    let tiles = try dealt(plan, grid)
    let weighted = settings.countsWeights
    let answers = try SpillFile(in: folder)
    var merge = TileMerge()
    var streams: [SweptClusters.Stream] = []
    for (owned, column) in zip(plan.tiles, tiles.columns) {
      let tile = DensityTile(settings, grid: grid, owned: owned)
      let answer = try Self.answer(of: tile, column, tiles.file, weighted: weighted)
      merge.add(answer.summary)
      streams.append(try SweptClusters.Stream(answer, to: answers))
    }
    return SweptClusters(
      rowCount: rowCount, streams, answers, merge.numbers())
  }

  private static func answer(
    of tile: DensityTile, _ column: SpilledColumn<Spilled>, _ file: SpillFile, weighted: Bool
  ) throws(DwellError) -> TileAnswer {
    var x: [Double] = [], y: [Double] = [], rows: [Int64] = []
    var weights: [Int64]? = weighted ? [] : nil
    x.reserveCapacity(column.count)
    y.reserveCapacity(column.count)
    rows.reserveCapacity(column.count)
    weights?.reserveCapacity(column.count)
    for piece in 0..<column.pieceCount {
      for point in try column.piece(piece, from: file) {
        x.append(point.x)
        y.append(point.y)
        weights?.append(point.weight)
        rows.append(point.row)
      }
    }
    return try tile.clusters(x: x, y: y, weights: weights, rows: rows)
  }

  /// Deals the points to the tiles and their halos.
  private func dealt(
    _ plan: TilePlan, _ grid: TileGrid
  ) throws(DwellError) -> (columns: [SpilledColumn<Spilled>], file: SpillFile) {
    let dealtFile = try SpillFile(in: folder)
    var columns = plan.tiles.map { _ in SpilledColumn<Spilled>() }
    let halos = plan.tiles.map { $0.grown(by: TileRectangle.halo) }
    // Which tiles may want a point, by its block.
    var wanting: [TileCell: [Int]] = [:]
    for (tile, halo) in halos.enumerated() {
      let shift = blocks.side.trailingZeroBitCount
      let rows = (halo.rows.lowerBound >> shift)...((halo.rows.upperBound - 1) >> shift)
      let columns = (halo.columns.lowerBound >> shift)...((halo.columns.upperBound - 1) >> shift)
      // Few tiles over many blocks, or many over few: whichever is less is walked through.
      if rows.count.multipliedReportingOverflow(by: columns.count).partialValue
        < blocks.counts.count && !rows.count.multipliedReportingOverflow(by: columns.count).overflow
      {
        for row in rows {
          for column in columns {
            let block = TileCell(column: column, row: row)
            if blocks.counts[block] != nil { wanting[block, default: []].append(tile) }
          }
        }
      } else {
        for block in blocks.counts.keys
        where rows.contains(block.row) && columns.contains(block.column) {
          wanting[block, default: []].append(tile)
        }
      }
    }
    let pointBytes = MemoryLayout<Spilled>.stride
    let room = max(16, min(Self.room, memory / 8 / pointBytes / max(1, plan.tiles.count)))
    for piece in 0..<raw.pieceCount {
      for point in try raw.piece(piece, from: file) {
        let cell = try grid.cell(x: point.x, y: point.y)
        for tile in wanting[blocks.block(of: cell)] ?? [] where halos[tile].contains(cell) {
          try columns[tile].append(point, room: room, to: dealtFile)
        }
      }
    }
    for tile in columns.indices { try columns[tile].flush(to: dealtFile) }
    return (columns, dealtFile)
  }
}

extension DensityClustering {
  /// Whether weights make the density.
  var countsWeights: Bool {
    if case .minDwell = density { true } else { false }
  }
}
