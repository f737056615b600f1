import Clustering
import Tracks

/// The labels of points that were clustered zone by zone, on disk; ``ZoneUnion`` beyond the memory.
///
/// They are read in the order of the points, as often as needed. In memory is what grows with the
/// clusters, not with the points.
final class GroundLabels {
  /// A point's label in one zone.
  private struct Entry: BitwiseCopyable {
    var row: Int64
    /// Among those of all zones; −1 for noise.
    var label: Int32
    var isCore: Bool
    var isOwned: Bool
  }

  /// The labels of one zone, in the order of the points, and how far they are read.
  private struct Stream {
    var column = SpilledColumn<Entry>()
    var entries: [Entry] = []
    var piece = 0
    var next = 0

    /// The entry to come, nil after the last.
    mutating func peek(_ file: SpillFile) throws(DwellError) -> Entry? {
      while next == entries.count {
        guard piece < column.pieceCount else { return nil }
        entries = try column.piece(piece, from: file)
        piece += 1
        next = 0
      }
      return entries[next]
    }
  }

  /// The number of clusters, once they are joined.
  private(set) var count = 0
  private let file: SpillFile
  private let memory: Int
  private var streams: [Stream] = []
  private var union = LabelUnion()
  private var base = 0
  private var rowCount: Int64 = 0
  private var nextRow: Int64 = 0
  /// The first core point of each label, before they are joined.
  private var firstCore: [Int64] = []
  /// The number of each label's cluster, −1 for none, once they are joined.
  private var numbers: [Int32] = []

  /// Rows that are looked at together.
  private static let window = 1 << 13

  /// Nothing yet.
  init(in folder: String, memory: Int) throws(DwellError) {
    file = try SpillFile(in: folder)
    self.memory = memory
  }

  /// Begins the next zone, of so many clusters.
  func beginZone(clusterCount: Int) {
    base = union.add(clusterCount)
    streams.append(Stream())
  }

  /// Adds the next point of the zone.
  func add(_ label: Int32, isCore: Bool, toRow row: Int64, isOwned: Bool) throws(DwellError) {
    rowCount = max(rowCount, row + 1)
    let label = label < 0 ? -1 : Int32(clamping: base + Int(label))
    // Every zone's piece is read at the same time.
    let room = memory / 8 / MemoryLayout<Entry>.stride / streams.count
    try streams[streams.count - 1].column.append(
      Entry(row: row, label: label, isCore: isCore, isOwned: isOwned),
      room: max(16, min(1 << 12, room)), to: file)
  }

  /// Ends the zone.
  func endZone() throws(DwellError) { try streams[streams.count - 1].column.flush(to: file) }

  /// Makes clusters one that share a core point, and numbers them by their first core point.
  func join() throws(DwellError) {
    firstCore = [Int64](repeating: .max, count: union.count)
    while nextRow < rowCount { try joinWindow() }
    for label in firstCore.indices {
      let root = union.find(label)
      firstCore[root] = min(firstCore[root], firstCore[label])
    }
    let roots = firstCore.indices.filter { union.find($0) == $0 && firstCore[$0] < .max }
      .sorted { firstCore[$0] < firstCore[$1] }
    var numberOfRoot = [Int32](repeating: -1, count: union.count)
    for (number, root) in roots.enumerated() { numberOfRoot[root] = Int32(clamping: number) }
    numbers = firstCore.indices.map { numberOfRoot[union.find($0)] }
    count = roots.count
    firstCore = []
    rewind()
  }

  private func joinWindow() throws(DwellError) {
    let start = nextRow
    var isCore = [Bool](repeating: false, count: Self.window)
    var first = [Int32](repeating: -1, count: Self.window)
    var others: [(place: Int, label: Int32)] = []
    var own = first
    try forEachEntry(Self.window) { entry in
      let place = Int(entry.row - start)
      if entry.isOwned { (isCore[place], own[place]) = (entry.isCore, entry.label) }
      guard entry.label >= 0 else { return }
      if first[place] < 0 {
        first[place] = entry.label
      } else {
        others.append((place, entry.label))
      }
    }
    for (place, label) in others where isCore[place] {
      union.unite(Int(first[place]), Int(label))
    }
    for place in own.indices where isCore[place] && own[place] >= 0 {
      let label = Int(own[place])
      firstCore[label] = min(firstCore[label], start + Int64(place))
    }
  }

  /// Goes back to the first point.
  func rewind() {
    nextRow = 0
    for zone in streams.indices {
      streams[zone].piece = 0
      streams[zone].next = 0
      streams[zone].entries = []
    }
  }

  /// The labels and core flags of the next points, once they are joined; −1 is noise.
  func next(_ count: Int) throws(DwellError) -> (labels: [Int32], isCore: [Bool]) {
    let start = nextRow
    var labels = [Int32](repeating: -1, count: count)
    var isCore = [Bool](repeating: false, count: count)
    try forEachEntry(count) { entry in
      guard entry.isOwned else { return }
      let place = Int(entry.row - start)
      isCore[place] = entry.isCore
      if entry.label >= 0 { labels[place] = numbers[Int(entry.label)] }
    }
    return (labels, isCore)
  }

  /// Reads on through all zones over so many points.
  private func forEachEntry(_ count: Int, _ body: (Entry) -> Void) throws(DwellError) {
    let end = nextRow + Int64(count)
    for zone in streams.indices {
      while let entry = try streams[zone].peek(file), entry.row < end {
        body(entry)
        streams[zone].next += 1
      }
    }
    nextRow = end
  }
}
