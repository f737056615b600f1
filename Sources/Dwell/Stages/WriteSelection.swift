internal import Tracks

/// What `write` takes of what comes: some layers, without some columns.
struct WriteSelection {
  /// nil for all.
  private let layers: Set<RecordKind>?
  private let leftOut: [String]
  private var isSeen: Set<String> = []

  /// Reads the lists of `--layers` and `--leave-out`, names between commas.
  ///
  /// - Throws: A usage error for a layer that there is not.
  init(layers: String?, leavingOut columns: String?) throws(DwellError) {
    leftOut = Self.names(columns)
    guard let layers else {
      self.layers = nil
      return
    }
    var kinds: Set<RecordKind> = []
    for name in Self.names(layers) {
      guard let kind = RecordKind(rawValue: name), kind != .trailer else {
        let known = RecordKind.allCases.filter { $0 != .trailer }.map(\.rawValue)
        throw DwellError(
          .usage, "--layers \(name): no such layer; there are \(known.joined(separator: ", "))")
      }
      kinds.insert(kind)
    }
    guard !kinds.isEmpty else {
      throw DwellError(.usage, "--layers: names no layer; leave it out to write all")
    }
    self.layers = kinds
  }

  private static func names(_ list: String?) -> [String] {
    (list ?? "").split { $0 == "," || $0 == " " }.map(String.init)
  }

  /// A batch as it is written; nil when it is not.
  mutating func taking(_ table: consuming Table) -> Table? {
    var table = table
    if !leftOut.isEmpty { isSeen.formUnion(table.columns.map(\.name)) }
    guard layers?.contains(table.kind) ?? true else { return nil }
    guard !leftOut.isEmpty else { return table }
    table.columns.removeAll { leftOut.contains($0.name) }
    return table
  }

  /// Refuses a column that nothing has that came, before the file appears: who leaves something out must not
  /// share it for a slip of the pen.
  ///
  /// - Throws: A usage error that names the column.
  func check() throws(DwellError) {
    guard !isSeen.isEmpty, let missing = leftOut.first(where: { !isSeen.contains($0) }) else {
      return
    }
    throw DwellError(
      .usage,
      "--leave-out \(missing): no record has such a column; they have "
        + isSeen.sorted().joined(separator: ", "))
  }
}
