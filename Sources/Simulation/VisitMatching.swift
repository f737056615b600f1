import Tracks

/// Pairs detected visits with true ones.
struct VisitMatching {
  let truth: [TrueVisit]
  let detected: [Visit]
  let overlap: Double

  /// One detected visit that stands for a true one.
  private struct Pair {
    var truth: Int
    var detected: Int
    var overlap: Double
  }

  /// The rows by kind and shape.
  func rows() -> [Accuracy.Row] {
    let pairs = matched()
    var pairOfTruth = [Int: Pair](uniqueKeysWithValues: pairs.map { ($0.truth, $0) })
    let rightOnes = Set(pairs.map(\.detected))
    let borderline = Set(pairs.filter { truth[$0.truth].isBorderline }.map(\.detected))
    var rows: [Accuracy.Row] = []
    for kind in VisitKind.allCases.map(\.rawValue) {
      let shapes = Set(
        truth.filter { $0.visit.kind == kind }.map(\.visit.shape)
          + detected.filter { $0.kind == kind }.map(\.shape))
      for shape in shapes.sorted() {
        var row = Accuracy.Row()
        row.kind = kind
        row.shape = shape
        let truths = truth.indices.filter {
          truth[$0].visit.kind == kind && truth[$0].visit.shape == shape
        }
        let sure = truths.filter { !truth[$0].isBorderline }
        row.truths = sure.count
        let found = sure.compactMap { pairOfTruth.removeValue(forKey: $0) }
        row.found = found.count
        row.rightShape = found.count { detected[$0.detected].shape == shape }
        let claims = detected.indices.filter {
          detected[$0].kind == kind && detected[$0].shape == shape && !borderline.contains($0)
        }
        row.detected = claims.count
        row.wrong = claims.count { !rightOnes.contains($0) }
        measure(found, into: &row)
        rows.append(row)
      }
    }
    return rows
  }

  /// The pairs that share enough time, the best first, one with one.
  private func matched() -> [Pair] {
    var byKey: [String: [Int]] = [:]
    for index in detected.indices {
      byKey[detected[index].vehicle + "/" + detected[index].kind, default: []].append(index)
    }
    var pairs: [Pair] = []
    for index in truth.indices {
      let visit = truth[index].visit
      for other in byKey[visit.vehicle + "/" + visit.kind] ?? [] {
        let shared = Self.overlap(visit, detected[other])
        if shared >= overlap && shared > 0 {
          pairs.append(Pair(truth: index, detected: other, overlap: shared))
        }
      }
    }
    pairs.sort { ($1.overlap, $0.truth, $0.detected) < ($0.overlap, $1.truth, $1.detected) }
    var usedTruths: Set<Int> = []
    var usedDetections: Set<Int> = []
    return pairs.filter { pair in
      guard !usedTruths.contains(pair.truth), !usedDetections.contains(pair.detected) else {
        return false
      }
      usedTruths.insert(pair.truth)
      usedDetections.insert(pair.detected)
      return true
    }
  }

  /// Time shared ÷ time of either, 0…1.
  static func overlap(_ left: Visit, _ right: Visit) -> Double {
    let first = max(left.first, right.first).microseconds
    let last = min(left.last, right.last).microseconds
    let from = min(left.first, right.first).microseconds
    let to = max(left.last, right.last).microseconds
    guard to > from else { return 1 }
    return max(0, Double(last - first) / Double(to - from))
  }

  private func measure(_ pairs: [Pair], into row: inout Accuracy.Row) {
    var errors: [Double] = []
    var relative: [Double] = []
    for pair in pairs {
      let visit = truth[pair.truth].visit
      let found = detected[pair.detected]
      let error = Earth.distance(
        visit.centreLongitude, visit.centreLatitude, found.centreLongitude, found.centreLatitude)
      errors.append(error)
      if visit.radius > 0 { relative.append(error / visit.radius) }
    }
    row.medianOverlap = median(pairs.map(\.overlap))
    row.medianCentreError = median(errors)
    row.worstCentreError = errors.max() ?? .nan
    row.medianRelativeError = median(relative)
    row.worstRelativeError = relative.max() ?? .nan
  }
}

/// The median, of an even number the mean of the middle two; NaN of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
