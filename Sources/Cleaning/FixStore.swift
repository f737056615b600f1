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
  /// The source's own number of the leg, restart or track; `Int64.min` where it says nothing.
  private(set) var leg: [Int64] = []

  /// The number of rows, dead ones included.
  var count: Int { fixes.count }

  /// Appends a batch; columns that either side lacks are filled with nulls (``Fixes/append(_:)``).
  mutating func append(_ batch: consuming Fixes) {
    Self.appendGround(batch, to: &isOnGround)
    leg += batch.legs ?? [Int64](repeating: .min, count: batch.count)
    fixes.append(batch)
  }

  /// Keeps the rows at `rows`, in that order; row *i* is then what `rows[i]` was.
  mutating func compact(_ rows: [Int]) {
    fixes = fixes.gathered(rows)
    isOnGround = rows.map { isOnGround[$0] }
    leg = rows.map { leg[$0] }
  }

  /// Removes a height that cannot be.
  mutating func removeHeight(_ row: Int) { fixes.measures[.height][row] = .nan }

  /// Brings a longitude of up to 360 degrees into −180…180.
  mutating func wrapLongitude(_ row: Int) {
    fixes.longitude[row] = Earth.normalised(longitude: fixes.longitude[row])
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
