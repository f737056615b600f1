#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How well a fit knows the middle of its ring.
///
/// Two answers, of which the less certain counts. The residuals say how many of them are alike
/// (``Autocorrelation``): a pilot misses the curve by the same for a while. And a receiver's error
/// wanders (``ReceiverWander``), which shifts the ring rather than leave residuals: its covariance
/// is carried through the normal equations (the sandwich of White 1980), its size is that of the
/// residuals it must have left.
package struct RingUncertainty {
  /// Covariance of the middle, metres²: xx, yy, xy.
  package private(set) var covariance: (xx: Double, yy: Double, xy: Double)
  /// Standard deviation of the drift, metres per second, in its least certain direction at most;
  /// NaN where it is not free.
  package private(set) var driftDeviation = Double.nan

  /// The uncertainty of a fit.
  ///
  /// - Complexity: O(*n* · *m*), *m* the lag at which residuals are no longer alike.
  package init(_ fit: RingFit) {
    let rows = Rows(fit)
    // Where the points do not hold the middle in every direction, it is as uncertain as they are.
    let mean = rows.squares / max(1e-300, rows.weight)
    covariance = (mean, mean, 0)
    let count = Double(rows.residuals.count)
    guard count > 0, let inverse = rows.inverse else { return }
    let free = max(1, count - Double(fit.unknowns))
    // The inverse is of weights that add up to one a row.
    let variance = mean * count / free * Autocorrelation.time(rows.residuals) * rows.weight / count
    let plain = (
      xx: inverse[0][0] * variance, yy: inverse[1][1] * variance, xy: inverse[1][0] * variance
    )
    if fit.freedom == .drift {
      driftDeviation = ((inverse[3][3] + inverse[4][4]) * variance).squareRoot() / fit.span
    }
    let wander = rows.wander(inverse)
    covariance = plain.xx + plain.yy > wander.xx + wander.yy ? plain : wander
  }
}

/// What of a fit's points its uncertainty is made of.
private struct Rows {
  /// Of each point with a weight: residual, slopes times weight, direction outward, seconds.
  private(set) var residuals: [Double] = []
  private var slopes: [SIMD8<Double>] = []
  private var outward: [Vector] = []
  private var seconds: [Double] = []
  private var weights: [Double] = []
  /// Sum of weights, and of weighted squares of residuals.
  private(set) var weight = 0.0
  private(set) var squares = 0.0
  /// Columns of the inverse of the normal equations; nil when these are singular.
  private(set) var inverse: InlineArray<5, SIMD8<Double>>?
  private let unknowns: Int

  /// So many residuals that could tell fresh from wandering errors tell as much as what is usual.
  private static let trust = 16.0

  init(_ fit: RingFit) {
    unknowns = fit.unknowns
    fit.forEachRow { point, weight, own, residual in
      residuals.append(residual)
      slopes.append(SIMD8(own.x, own.y, 1, own.z, own.w, 0, 0, 0))
      outward.append(Vector(own[0], own[1]))
      seconds.append(point.seconds)
      weights.append(weight)
      self.weight += weight
      squares += weight * residual * residual
    }
    inverse = fit.equations(of: fit.ring).inverse()
  }

  /// The covariance of the middle by errors that wander.
  func wander(
    _ inverse: InlineArray<5, SIMD8<Double>>
  ) -> (xx: Double, yy: Double, xy: Double) {
    // Of what a wandering and a fresh error of variance one do to the middle, and of how much of
    // them the ring follows, so that it is missing in the residuals.
    var slow = (xx: 0.0, yy: 0.0, xy: 0.0)
    var fresh = slow
    var (slowLost, freshLost) = (0.0, 0.0)
    var (pull, pulls) = (Vector.zero, (Vector.zero, Vector.zero))
    var (drawnX, drawnY) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    var (steps, unlike) = (0.0, 0.0)
    var (interval, alike) = (-1.0, 0.0)
    for row in residuals.indices {
      let n = outward[row]
      let own = weights[row] * slopes[row]
      var effect = SIMD8<Double>.zero
      for unknown in 0..<unknowns { effect[unknown] = (inverse[unknown] * own).sum() }
      if row > 0 {
        let own = abs(seconds[row] - seconds[row - 1])
        if own != interval { (interval, alike) = (own, ReceiverWander.likeness(own)) }
        pulls = (alike * pulls.0, alike * pulls.1)
        (drawnX, drawnY) = (alike * drawnX, alike * drawnY)
        let step = residuals[row] - residuals[row - 1]
        steps += step * step / 2
        unlike += 1 - alike * n.dot(outward[row - 1])
      }
      pull = Vector(effect[0], effect[1])
      let (before, beside) = (n.dot(pulls.0), n.dot(pulls.1))
      fresh.xx += pull.x * pull.x
      fresh.yy += pull.y * pull.y
      fresh.xy += pull.x * pull.y
      slow.xx += pull.x * pull.x + 2 * pull.x * before
      slow.yy += pull.y * pull.y + 2 * pull.y * beside
      slow.xy += pull.x * pull.y + pull.x * beside + pull.y * before
      let alone = (effect * own).sum()
      freshLost += alone
      slowLost += alone + 2 * (effect * (n.x * drawnX + n.y * drawnY)).sum()
      pulls.0 += pull.x * n
      pulls.1 += pull.y * n
      drawnX += n.x * own
      drawnY += n.y * own
    }
    let count = Double(residuals.count)
    let (seen, watched) = (1 - freshLost / weight, 1 - slowLost / weight)
    let mean = squares / weight
    let changes = count > 1 ? steps / (count - 1) : mean
    let apart = count > 1 ? unlike / (count - 1) : 1
    // Residuals are mean = seen · fresh + watched · slow, their steps changes = fresh + apart · slow.
    let told = max(0, watched - seen * apart)
    let found = told > 1e-9 ? max(0, (mean - seen * changes) / told) : 0
    let other = max(0, changes - apart * found)
    let data = count * told * told
    let shareFound = found + other > 0 ? found / (found + other) : ReceiverWander.share
    let share =
      (Self.trust * ReceiverWander.share + data * shareFound) / (Self.trust + data)
    let total = mean / max(0.05, seen * (1 - share) + watched * share)
    let span = (seconds.last ?? 0) - (seconds.first ?? 0)
    let size = ReceiverWander.variance(total, over: max(0, watched) * span)
    let (a, b) = (size * share, size * (1 - share))
    return (
      a * slow.xx + b * fresh.xx, a * slow.yy + b * fresh.yy, a * slow.xy + b * fresh.xy
    )
  }
}
