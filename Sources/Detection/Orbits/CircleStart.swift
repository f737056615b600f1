/// The sums over weighted points that a circle is fitted from: those of any run are the difference of two.
struct CircleSums {
  private var weight = 0.0
  private var x = 0.0
  private var y = 0.0
  private var xx = 0.0
  private var yy = 0.0
  private var xy = 0.0
  private var xz = 0.0
  private var yz = 0.0
  private var zz = 0.0

  /// Adds a point; near the origin, squares keep their digits.
  mutating func add(_ point: Vector, weight w: Double) {
    let z = point.squaredLength
    weight += w
    x += w * point.x
    y += w * point.y
    xx += w * point.x * point.x
    yy += w * point.y * point.y
    xy += w * point.x * point.y
    xz += w * point.x * z
    yz += w * point.y * z
    zz += w * z * z
  }

  func since(_ before: CircleSums) -> CircleSums {
    var rest = self
    rest.weight -= before.weight
    rest.x -= before.x
    rest.y -= before.y
    rest.xx -= before.xx
    rest.yy -= before.yy
    rest.xy -= before.xy
    rest.xz -= before.xz
    rest.yz -= before.yz
    rest.zz -= before.zz
    return rest
  }

  /// The circle of an algebraic fit: Taubin's (1991) by Newton's method on its characteristic
  /// polynomial (Chernov, *Circular and Linear Regression*, 2010, §5.10).
  ///
  /// Far less biased towards small circles on a short arc than the plain algebraic fit; nil on a
  /// line.
  var circle: Ring? {
    guard weight > 0 else { return nil }
    let mean = Vector(x, y) / weight
    // Moments about the mean, of those about the origin.
    let (a, b, m) = (mean.x, mean.y, mean.squaredLength)
    let (sxx, syy, sxy) = (xx / weight, yy / weight, xy / weight)
    let (sxz, syz, szz) = (xz / weight, yz / weight, zz / weight)
    let (cxx, cyy, cxy) = (sxx - a * a, syy - b * b, sxy - a * b)
    let z = cxx + cyy
    let cxz = sxz - 2 * a * sxx - 2 * b * sxy + m * a - a * (z - m)
    let cyz = syz - 2 * a * sxy - 2 * b * syy + m * b - b * (z - m)
    let czz =
      szz - 4 * a * sxz - 4 * b * syz + 4 * a * a * sxx + 8 * a * b * sxy + 4 * b * b * syy
      + 2 * m * (sxx + syy) - 3 * m * m
    let covXY = cxx * cyy - cxy * cxy
    let varZ = czz - z * z
    let a3 = 4 * z
    let a2 = -3 * z * z - czz
    let a1 = varZ * z + 4 * covXY * z - cxz * cxz - cyz * cyz
    let a0 = cxz * (cxz * cyy - cyz * cxy) + cyz * (cyz * cxx - cxz * cxy) - varZ * covXY
    var root = 0.0
    var y = a0
    for _ in 0..<99 {
      let slope = a1 + root * (2 * a2 + 3 * a3 * root)
      let next = root - y / slope
      guard next.isFinite, next != root else { break }
      let value = a0 + next * (a1 + next * (a2 + next * a3))
      if abs(value) >= abs(y) { break }
      (root, y) = (next, value)
    }
    let determinant = root * root - root * z + covXY
    guard determinant != 0 else { return nil }
    let offset =
      Vector(cxz * (cyy - root) - cyz * cxy, cyz * (cxx - root) - cxz * cxy) / determinant / 2
    let radius = (offset.squaredLength + z).squareRoot()
    guard radius.isFinite else { return nil }
    return Ring(centre: mean + offset, radius: radius)
  }
}

extension Ring {
  /// The circle nearest to points, as an algebraic fit has it (``CircleSums``); nil on a line.
  package static func circle(through points: [RingFit.Point]) -> Ring? {
    let total = points.reduce(0) { $0 + $1.weight }
    guard points.count > 2, total > 0 else { return nil }
    let mean = points.reduce(Vector.zero) { $0 + $1.weight * $1.place } / total
    var sums = CircleSums()
    for point in points { sums.add(point.place - mean, weight: point.weight) }
    guard var ring = sums.circle else { return nil }
    ring.centre += mean
    return ring
  }
}
