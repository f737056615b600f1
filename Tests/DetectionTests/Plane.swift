import Detection
import TestSupport

/// A seeded track on the plane: pauses with jitter, walks, jumps and gaps; whole seconds.
struct RandomTrack {
  var points: [Vector] = []
  var time: [Int64] = []

  init(count: Int, seed: UInt64) {
    var random = SplitMix(seed: seed)
    var here = Vector(0, 0)
    var velocity = Vector(0, 0)
    var second: Int64 = 0
    for _ in 0..<count {
      if random.uniform() < 0.08 {
        let speed = random.uniform() < 0.5 ? 0 : random.uniform(1, 12)
        velocity = speed * Vector(random.normal(), random.normal())
      }
      let step =
        random.uniform() < 0.03 ? Int64(random.uniform(30, 400)) : Int64(random.uniform(1, 20))
      second += step
      here += Double(step) * velocity
      points.append(here + 6 * Vector(random.normal(), random.normal()))
      time.append(second * 1_000_000)
    }
  }

  func clocking(_ policy: GapPolicy) -> Clocking {
    Clocking(time: time, maxGap: 120_000_000, policy: policy)
  }
}

/// The radius of the smallest circle around points, from all circles through two or three of them.
func smallestRadius(_ points: [Vector]) -> Double {
  var best = points.count < 2 ? 0 : Double.infinity
  func offer(_ centre: Vector) {
    best = min(best, points.map { (($0 - centre) * ($0 - centre)).sum().squareRoot() }.max() ?? 0)
  }
  for a in points {
    for b in points {
      offer((a + b) / 2)
      for c in points {
        let (p, q) = (b - a, c - a)
        let d = 2 * (p.x * q.y - p.y * q.x)
        guard abs(d) > 1e-9 else { continue }
        let (pp, qq) = ((p * p).sum(), (q * q).sum())
        offer(a + Vector(q.y * pp - p.y * qq, p.x * qq - q.x * pp) / d)
      }
    }
  }
  return best
}
