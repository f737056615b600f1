/// The point with the least sum of distances (Weiszfeld 1937): a way in, or a look away, does not pull it.
enum GeometricMedian {
  /// The point for the rows of two columns; at most 20 steps, from the mean.
  ///
  /// The mean, not the medians of the columns: it turns with the map.
  static func of(_ rows: [Int], _ x: [Double], _ y: [Double]) -> (x: Double, y: Double) {
    let n = Double(max(1, rows.count))
    var mx = rows.reduce(0) { $0 + x[$1] } / n
    var my = rows.reduce(0) { $0 + y[$1] } / n
    for _ in 0..<20 {
      var sum = (w: 0.0, x: 0.0, y: 0.0)
      for row in rows {
        let dx = x[row] - mx
        let dy = y[row] - my
        let w = 1 / max(0.1, (dx * dx + dy * dy).squareRoot())
        sum.w += w
        sum.x += w * x[row]
        sum.y += w * y[row]
      }
      guard sum.w > 0 else { break }
      let moved = abs(sum.x / sum.w - mx) + abs(sum.y / sum.w - my)
      (mx, my) = (sum.x / sum.w, sum.y / sum.w)
      if moved < 1e-3 { break }
    }
    return (mx, my)
  }
}
