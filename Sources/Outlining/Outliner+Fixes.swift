import Geometry
public import Tracks

extension Outliner {
  /// The areas of labelled fixes, numbered as ``areas(of:)`` numbers them.
  ///
  /// A fix stands for half the interval to the fix before of its flight and half of that to the one
  /// after, intervals cut at `longestInterval`; `dwell_upper_s` takes them whole. Visits, and what is
  /// of visits only, stay empty.
  ///
  /// - Parameters:
  ///   - batches: With the extra column `label`; the fixes of one flight in order of time, over all
  ///     batches.
  ///   - longestInterval: More than this between two fixes is a gap.
  /// - Throws: When a batch with rows has no labels.
  public func areas(
    ofFixes batches: [Fixes], longestInterval: Seconds
  ) throws(DwellError) -> [Area] {
    var times = FixTimes(longest: longestInterval)
    for batch in batches { times.add(batch) }
    var clusters: [Int: [FixReference]] = [:]
    for (place, batch) in batches.enumerated() where batch.count > 0 {
      let labels = try Self.labels(of: batch)
      for row in 0..<batch.count where labels[row] >= 0 {
        clusters[Int(labels[row]), default: []].append(FixReference(batch: place, row: row))
      }
    }
    var areas: [Area] = []
    for label in clusters.keys.sorted() {
      guard let members = clusters[label] else { continue }
      areas.append(try area(of: members, batches, times))
    }
    return numbered(areas)
  }

  private static func labels(of batch: Fixes) throws(DwellError) -> [Int64] {
    guard let column = batch.extras.first(where: { $0.name == "label" }) else {
      throw DwellError(
        .badData,
        "the fixes carry no labels; outline takes labelled visits or fixes. "
          + "Run 'dwell cluster' before it.")
    }
    switch column.values {
    case .integer32(let labels): return labels.map(Int64.init)
    case .integer(let labels): return labels
    default:
      throw DwellError(
        .badData,
        "column 'label' holds \(column.values.typeName), not whole numbers: "
          + "run 'dwell cluster' before it")
    }
  }

  private func area(
    of members: [FixReference], _ batches: [Fixes], _ times: FixTimes
  ) throws(DwellError) -> Area {
    // In an order of their own, so that sums do not depend on the order of batches.
    let members = members.sorted { left, right in
      let (a, b) = (batches[left.batch], batches[right.batch])
      return (a.time[left.row], a.longitude[left.row], a.latitude[left.row])
        < (b.time[right.row], b.longitude[right.row], b.latitude[right.row])
    }
    var longitudes: [Double] = []
    var latitudes: [Double] = []
    var weights: [Double] = []
    var middle = MeanPosition()
    for fix in members {
      let batch = batches[fix.batch]
      longitudes.append(batch.longitude[fix.row])
      latitudes.append(batch.latitude[fix.row])
      weights.append(Double(times.observed[fix.batch][fix.row]) / 1000)
      middle.add(
        Position(longitude: batch.longitude[fix.row], latitude: batch.latitude[fix.row]), weight: 1)
    }
    var drawing = try Drawing(around: middle.position, systems)
    try drawing.add(longitudes, latitudes, weights: weights)
    var area = try drawing.area(settings, extentsOf: [], in: context)
    FixEvidence(members: members, batches: batches, times: times).describe(&area)
    return area
  }
}
