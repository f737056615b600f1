import Tracks

/// The fixes that wait: whole batches laid end to end as columns, addressed by row.
///
/// A row lives until the vehicle it belongs to has decided about it. When most rows are dead,
/// ``compact(_:)`` moves the live ones together, so that memory stays in proportion to what waits.
struct FixStore {
  /// The columns; they have the union of the columns of all batches so far.
  private(set) var fixes = Fixes()
  /// Whether the source says that the vehicle stands on the ground; 2 where it says nothing.
  private(set) var isOnGround: [UInt8] = []

  /// The number of rows, dead ones included.
  var count: Int { fixes.count }

  /// Appends a batch; columns that either side lacks are filled with nulls.
  ///
  /// A column of the same name and a type that cannot be widened is kept under a name of its own,
  /// `name_2`.
  mutating func append(_ batch: consuming Fixes) {
    let before = fixes.count
    let more = batch.count
    Self.appendGround(batch, to: &isOnGround)
    fixes.time += batch.time
    fixes.longitude += batch.longitude
    fixes.latitude += batch.latitude
    fixes.vehicle.append(batch.vehicle, after: before, adding: more)
    fixes.heightDatum.append(batch.heightDatum, after: before, adding: more)
    fixes.system.append(batch.system, after: before, adding: more)
    Self.append(batch.x, to: &fixes.x, after: before, adding: more)
    Self.append(batch.y, to: &fixes.y, after: before, adding: more)
    for measure in Measure.allCases {
      Self.append(
        batch.measures[measure], to: &fixes.measures[measure], after: before, adding: more)
    }
    appendExtras(batch.extras, after: before, adding: more)
  }

  /// Keeps the rows at `rows`, in that order; row *i* is then what `rows[i]` was.
  mutating func compact(_ rows: [Int]) {
    fixes = fixes.gathered(rows)
    isOnGround = rows.map { isOnGround[$0] }
  }

  /// Removes a height that cannot be.
  mutating func removeHeight(_ row: Int) { fixes.measures[.height][row] = .nan }

  /// Brings a longitude of up to 360 degrees into −180…180.
  mutating func wrapLongitude(_ row: Int) {
    fixes.longitude[row] = Earth.normalised(longitude: fixes.longitude[row])
  }

  private static func append(
    _ values: [Double], to column: inout [Double], after count: Int, adding more: Int
  ) {
    if column.isEmpty && values.isEmpty { return }
    if column.count < count {
      column.append(contentsOf: repeatElement(.nan, count: count - column.count))
    }
    if values.isEmpty {
      column.append(contentsOf: repeatElement(.nan, count: more))
    } else {
      column += values
    }
  }

  private mutating func appendExtras(_ extras: [Column], after count: Int, adding more: Int) {
    var isFilled = [Bool](repeating: false, count: fixes.extras.count)
    for extra in extras {
      var name = extra.name
      var suffix = 2
      while true {
        guard
          let index = fixes.extras.firstIndex(where: { $0.name == name }),
          index < isFilled.count, !isFilled[index]
        else {
          var values = extra.values.nulls(count)
          _ = values.append(extra.values)
          fixes.extras.append(Column(name, values, isInternal: extra.isInternal))
          break
        }
        if fixes.extras[index].values.append(extra.values) {
          isFilled[index] = true
          break
        }
        name = "\(extra.name)_\(suffix)"
        suffix += 1
      }
    }
    for index in isFilled.indices where !isFilled[index] {
      let nulls = fixes.extras[index].values.nulls(more)
      _ = fixes.extras[index].values.append(nulls)
    }
  }

  /// Reads the column `onground` (or `on_ground`) of a batch, whatever its type.
  private static func appendGround(_ batch: borrowing Fixes, to flags: inout [UInt8]) {
    let names: Set = ["onground", "on_ground", "onGround"]
    guard let column = batch.extras.first(where: { names.contains($0.name) }) else {
      flags.append(contentsOf: repeatElement(2, count: batch.count))
      return
    }
    func flag(_ text: String?) -> UInt8 {
      switch text {
      case "true", "True", "TRUE", "1": 1
      case "false", "False", "FALSE", "0": 0
      default: 2
      }
    }
    switch column.values {
    case .boolean(let values): flags += values.map { $0.map { $0 ? 1 : 0 } ?? 2 }
    case .integer(let values): flags += values.map { $0 == .min ? 2 : ($0 == 0 ? 0 : 1) }
    case .integer32(let values): flags += values.map { $0 == .min ? 2 : ($0 == 0 ? 0 : 1) }
    case .real(let values): flags += values.map { $0.isNaN ? 2 : ($0 == 0 ? 0 : 1) }
    case .coded(let labels):
      let byCode = labels.names.map { flag($0) }
      flags += labels.codes.map { $0 < 0 ? 2 : byCode[Int($0)] }
    case .text(let texts): flags += (0..<texts.count).map { flag(texts[$0]) }
    default: flags.append(contentsOf: repeatElement(2, count: batch.count))
    }
  }
}
