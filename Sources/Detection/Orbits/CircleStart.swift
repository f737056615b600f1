extension Ring {
  /// The circle of an algebraic fit: Taubin's (1991) by Newton's method on its characteristic
  /// polynomial (Chernov, *Circular and Linear Regression*, 2010, §5.10).
  ///
  /// Far less biased towards small circles on a short arc than the plain algebraic fit; nil on a
  /// line.
  package static func circle(through points: [RingFit.Point]) -> Ring? {
    let total = points.reduce(0) { $0 + $1.weight }
    guard points.count > 2, total > 0 else { return nil }
    let mean = points.reduce(Vector.zero) { $0 + $1.weight * $1.place } / total
    var (xx, yy, xy, xz, yz, zz) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points {
      let d = point.place - mean
      let w = point.weight / total
      let z = d.squaredLength
      xx += w * d.x * d.x
      yy += w * d.y * d.y
      xy += w * d.x * d.y
      xz += w * d.x * z
      yz += w * d.y * z
      zz += w * z * z
    }
    let z = xx + yy
    let covXY = xx * yy - xy * xy
    let varZ = zz - z * z
    let a3 = 4 * z
    let a2 = -3 * z * z - zz
    let a1 = varZ * z + 4 * covXY * z - xz * xz - yz * yz
    let a0 = xz * (xz * yy - yz * xy) + yz * (yz * xx - xz * xy) - varZ * covXY
    var x = 0.0
    var y = a0
    for _ in 0..<99 {
      let slope = a1 + x * (2 * a2 + 3 * a3 * x)
      let next = x - y / slope
      guard next.isFinite, next != x else { break }
      let value = a0 + next * (a1 + next * (a2 + next * a3))
      if abs(value) >= abs(y) { break }
      (x, y) = (next, value)
    }
    let determinant = x * x - x * z + covXY
    guard determinant != 0 else { return nil }
    let offset =
      Vector(xz * (yy - x) - yz * xy, yz * (xx - x) - xz * xy) / determinant / 2
    let radius = (offset.squaredLength + z).squareRoot()
    guard radius.isFinite else { return nil }
    return Ring(centre: mean + offset, radius: radius)
  }
}
