import Tracks

/// What one visit gives to one cluster.
struct Share: Equatable {
  /// The visit's row.
  let row: Int
  /// The cluster.
  let label: Int
  /// The time of its samples in the cluster.
  var milliseconds: Int64 = 0
  /// That as a part of all its samples, 0…1.
  var part = 0.0
  /// The part of its time that counts, 0…1: see `countingSharedTimeOnce(of:)`.
  var counted = 1.0
  /// Whether most of the visit lies in the cluster; else it only touches.
  let isMember: Bool

  /// The shares of a visit, by label; none when it is all noise or not labelled.
  ///
  /// A visit that carries no sample labels (made elsewhere) gives all to the cluster of its own label.
  static func shares(of visit: Visit, row: Int) -> [Share] {
    guard visit.sampleLabels.count == visit.sampleMilliseconds.count, !visit.sampleLabels.isEmpty
    else {
      guard visit.label >= 0 else { return [] }
      let milliseconds = Int64(clampedRounding: visit.observedSeconds * 1000)
      return [
        Share(
          row: row, label: visit.label, milliseconds: milliseconds, part: 1, isMember: true)
      ]
    }
    var found: [Int: (milliseconds: Int64, samples: Int)] = [:]
    for (label, milliseconds) in zip(visit.sampleLabels, visit.sampleMilliseconds) where label >= 0
    {
      found[Int(label), default: (0, 0)].milliseconds += milliseconds
      found[Int(label), default: (0, 0)].samples += 1
    }
    let total = visit.sampleMilliseconds.reduce(0, +)
    return found.keys.sorted().map { label in
      let (milliseconds, samples) = found[label] ?? (0, 0)
      // A visit of one fix has samples but no time.
      let part =
        total > 0
        ? Double(milliseconds) / Double(total) : Double(samples) / Double(visit.sampleLabels.count)
      return Share(
        row: row, label: label, milliseconds: milliseconds, part: part,
        isMember: label == visit.label)
    }
  }
}
