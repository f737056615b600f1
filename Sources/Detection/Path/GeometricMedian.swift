/// The point with the least weighted sum of distances (Weiszfeld 1937): turned with the points, and
/// not pulled by the far ones as long as they weigh less than half.
///
/// - Parameters:
///   - points: At least one.
///   - weights: As many; not all 0.
/// - Complexity: O(*n*) a step, at most 100 steps; it stops within a millimetre.
func geometricMedian(_ points: [Vector], weights: [Double]) -> Vector {
  let total = weights.reduce(0, +)
  guard total > 0, let only = points.first else { return points.first ?? .zero }
  guard points.count > 1 else { return only }
  var middle = zip(points, weights).reduce(Vector.zero) { $0 + $1.1 * $1.0 } / total
  for _ in 0..<100 {
    var sum = Vector.zero
    var weight = 0.0
    for (point, own) in zip(points, weights) where own > 0 {
      // A millimetre stands for none: a point that coincides must not stop the walk.
      let pull = own / max(1e-3, (point - middle).length)
      sum += pull * point
      weight += pull
    }
    let next = sum / weight
    let moved = (next - middle).length
    middle = next
    if moved < 1e-3 { break }
  }
  return middle
}

/// The same, every point weighing as much as another.
func geometricMedian(_ points: [Vector]) -> Vector {
  geometricMedian(points, weights: [Double](repeating: 1, count: points.count))
}
