public import Tracks

/// The answer of a ``DensitySweep``, read back from disk in the order of the points.
public final class SweptClusters {
  /// The number of clusters.
  public let count: Int
  /// The number of points.
  public let rowCount: Int64

  /// The answer of one tile: its own rows in order, each with a code.
  struct Stream {
    /// A row and what it is: −1 noise, 2c a border and 2c + 1 a core point of part c, −2 − s a border
    /// point with the s-th set of parts to choose from.
    struct Entry: BitwiseCopyable {
      var row: Int64
      var code: Int64
    }

    fileprivate var column = SpilledColumn<Entry>()
    fileprivate var choices: [[Int32]] = []
    fileprivate var numbers: [Int32] = []
    fileprivate var piece = 0
    fileprivate var entries: [Entry] = []
    fileprivate var next = 0

    /// Spills an answer; the same few choices recur, so each is kept once.
    init(_ answer: TileAnswer, to file: SpillFile) throws(DwellError) {
      var known: [[Int32]: Int] = [:]
      for place in answer.rows.indices {
        var code = Int64(answer.components[place])
        if let choice = answer.choices[place] {
          let index = known[choice] ?? choices.count
          if index == choices.count {
            known[choice] = index
            choices.append(choice)
          }
          code = -2 - Int64(index)
        } else if code >= 0 {
          code = 2 * code + (answer.isCore[place] ? 1 : 0)
        }
        try column.append(Entry(row: answer.rows[place], code: code), room: 1 << 12, to: file)
      }
      try column.flush(to: file)
    }

    /// Of rows that are all core points of the one cluster there is.
    fileprivate init() {}

    /// The entry to come, nil after the last.
    fileprivate mutating func peek(_ file: SpillFile) throws(DwellError) -> Entry? {
      while next == entries.count {
        guard piece < column.pieceCount else { return nil }
        entries = try column.piece(piece, from: file)
        piece += 1
        next = 0
      }
      return entries[next]
    }

    fileprivate func label(_ code: Int64) -> Int32 {
      if code == -1 { return -1 }
      if code < -1 { return choices[Int(-2 - code)].map { numbers[Int($0)] }.min() ?? -1 }
      return numbers[Int(code >> 1)]
    }
  }

  private var streams: [Stream] = []
  private var file: SpillFile?
  private var one: (column: SpilledColumn<DensitySweep.Spilled>, file: SpillFile, piece: Int)?
  private var pending: [DensitySweep.Spilled] = []
  private var nextRow: Int64 = 0

  init(noise rows: Int64) {
    rowCount = rows
    count = 0
  }

  /// Of points that are all of one cluster, or with nil of none.
  init(rowCount: Int64, count: Int, one: (SpilledColumn<DensitySweep.Spilled>, SpillFile)?) {
    self.rowCount = rowCount
    self.count = count
    self.one = one.map { ($0.0, $0.1, 0) }
  }

  init(
    rowCount: Int64, _ streams: [Stream], _ file: SpillFile, _ numbers: TileMerge.Numbers
  ) {
    self.rowCount = rowCount
    count = numbers.count
    self.file = file
    self.streams = streams
    for tile in streams.indices { self.streams[tile].numbers = numbers.ofTile[tile] }
  }

  /// The labels and core flags of the next points, at most so many; nil after the last.
  public func next(_ most: Int = 1 << 16) throws(DwellError) -> (labels: [Int32], isCore: [Bool])? {
    precondition(most > 0, "at least one point at a time")
    guard nextRow < rowCount else { return nil }
    let end = min(rowCount, nextRow + Int64(most))
    var labels = [Int32](repeating: -1, count: Int(end - nextRow))
    var isCore = [Bool](repeating: false, count: labels.count)
    if let file {
      for tile in streams.indices {
        while let entry = try streams[tile].peek(file), entry.row < end {
          let place = Int(entry.row - nextRow)
          labels[place] = streams[tile].label(entry.code)
          isCore[place] = entry.code >= 0 && entry.code & 1 == 1
          streams[tile].next += 1
        }
      }
    }
    while let row = try nextPlaced(), row < end {
      labels[Int(row - nextRow)] = 0
      isCore[Int(row - nextRow)] = true
      pending.removeLast()
    }
    nextRow = end
    return (labels, isCore)
  }

  /// The next row that has a place, of points that are all of one cluster.
  private func nextPlaced() throws(DwellError) -> Int64? {
    while pending.isEmpty {
      guard let (column, file, piece) = one, piece < column.pieceCount else { return nil }
      pending = try column.piece(piece, from: file).reversed()
      one = (column, file, piece + 1)
    }
    return pending.last?.row
  }
}
