#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stretch of a track as a chain of steps that are each long enough to have a course.
///
/// Displacements under the noise carry no course: a receiver at rest makes hardly a step.
struct Trail {
  /// Row of the track of each vertex.
  private(set) var rows: [Int] = []
  /// Metres from ``origin``, which keeps sums well conditioned.
  private(set) var points: [Vector] = []
  /// The first vertex, in the flight's plane.
  private(set) var origin = Vector.zero
  /// Seconds observed from the first vertex.
  private(set) var seconds: [Double] = []
  /// Radians turned from the first vertex to each, left positive.
  private(set) var turned: [Double] = []
  /// Radians of it, without sign, turned so sharply at single vertices that it may have been the
  /// other way round.
  private(set) var vague: [Double] = [0]
  /// Metres travelled to each vertex.
  private(set) var travelled: [Double] = []
  /// Metres of the chain to each vertex, steps that were flown unseen included.
  private(set) var length: [Double] = []
  private var momentSums: [Moments] = [Moments()]

  /// 140°: beyond, noise and coarse sampling make one sense of the other.
  private static let sharp = 2.44

  /// The number of vertices.
  var count: Int { rows.count }

  /// Takes the vertices of a stretch: fixes at least `step` metres from the vertex before.
  ///
  /// - Parameters:
  ///   - courses: The course over ground of a row, radians from the plane's x axis to its y axis;
  ///     nil where unknown.
  init(
    _ track: [Vector], _ clocking: Clocking, _ stretch: ClosedRange<Int>, step: Double,
    courses: (Int) -> Double?
  ) {
    origin = track[stretch.lowerBound]
    rows.reserveCapacity(stretch.count)
    points.reserveCapacity(stretch.count)
    seconds.reserveCapacity(stretch.count)
    let squaredStep = step * step
    for row in stretch {
      let point = track[row] - origin
      if let last = points.last {
        if (point - last).squaredLength < squaredStep { continue }
        // A fix that is away for once is none: the next is back.
        if row < stretch.upperBound,
          (track[row + 1] - origin - last).squaredLength < squaredStep
        {
          continue
        }
      }
      rows.append(row)
      points.append(point)
      seconds.append(
        Double(clocking.observed[row] - clocking.observed[stretch.lowerBound]) / 1e6)
    }
    let isGap = gaps(clocking, stretch)
    addTurns(isGap, courses)
    addSums(isGap)
  }

  /// Whether the step that ends at each vertex was flown unseen.
  ///
  /// An interval in it is five times as long as is usual: a whole lap may be missing there.
  private func gaps(_ clocking: Clocking, _ stretch: ClosedRange<Int>) -> [Bool] {
    // What is usual, some hundred tell as well as all.
    let every = max(1, stretch.count / 512)
    var spacings = Swift.stride(
      from: stretch.lowerBound + 1, through: stretch.upperBound, by: every
    ).map { Double(clocking.time[$0] - clocking.time[$0 - 1]) }
    var isGap = [Bool](repeating: false, count: count)
    guard !spacings.isEmpty else { return isGap }
    let longest = 5 * max(1, Int64(spacings.select((spacings.count - 1) / 2)))
    var vertex = 0
    for row in stretch.dropFirst() {
      while vertex < count, rows[vertex] < row { vertex += 1 }
      guard vertex < count else { break }
      if clocking.time[row] - clocking.time[row - 1] > longest { isGap[vertex] = true }
    }
    return isGap
  }

  /// The turn over a step: from the course at its start to the step's direction, and on to the
  /// course at its end.
  ///
  /// The course at a vertex is half-way between the steps before and after. Where these differ by
  /// more than 60° the sampling is so coarse that half-way may be the wrong way round; there a
  /// reported course, where known, says which. So a lap may have as few as three fixes.
  private mutating func addTurns(_ isGap: [Bool], _ courses: (Int) -> Double?) {
    turned.reserveCapacity(count)
    turned.append(0)
    vague.reserveCapacity(count)
    func course(to vertex: Int) -> Double { (points[vertex] - points[vertex - 1]).angle }
    var next = count > 1 ? course(to: 1) : 0
    var tangentBefore = count > 1 && !isGap[1] ? next : 0
    for vertex in points.indices.dropFirst() {
      var sharp = 0.0
      let direction = next
      if vertex + 1 < count { next = course(to: vertex + 1) }
      let hasAfter = vertex + 1 < count && !isGap[vertex + 1]
      var tangent = hasAfter ? next : isGap[vertex] ? 0 : direction
      if hasAfter, !isGap[vertex] {
        let turn = wrapped(next - direction)
        tangent = direction + turn / 2
        if abs(turn) > .pi / 3 {
          if let course = courses(rows[vertex]) {
            tangent = course
          } else if abs(turn) > Self.sharp {
            sharp = abs(turn)
          }
        }
      }
      vague.append(vague[vertex - 1] + sharp)
      // Of what it turned unseen, whole laps are not known, and where it went says nothing.
      let turn =
        isGap[vertex]
        ? wrapped(tangent - tangentBefore)
        : wrapped(direction - tangentBefore) + wrapped(tangent - direction)
      turned.append(turned[vertex - 1] + turn)
      tangentBefore = tangent
    }
  }

  private mutating func addSums(_ isGap: [Bool]) {
    travelled.reserveCapacity(count)
    length.reserveCapacity(count)
    travelled.append(0)
    length.append(0)
    momentSums.reserveCapacity(count)
    var sums = Moments()
    for vertex in points.indices.dropFirst() {
      let step = points[vertex] - points[vertex - 1]
      let own = step.length
      length.append(length[vertex - 1] + own)
      travelled.append(travelled[vertex - 1] + (isGap[vertex] ? 0 : own))
      if !isGap[vertex] {
        sums.add(
          weight: own, at: (points[vertex] + points[vertex - 1]) / 2, step: step,
          seconds: (seconds[vertex] + seconds[vertex - 1]) / 2)
      }
      momentSums.append(sums)
    }
  }

  /// How the way from one place to another is spread, every metre of it weighing the same, so that
  /// neither sampling nor wind pulls it.
  ///
  /// A place is a vertex and the part of the step from it.
  /// - Complexity: O(1).
  func spread(from first: Double, to last: Double) -> Spread {
    Spread(moments(at: last).since(moments(at: first)), at: point(at: first))
  }

  /// The point at a place.
  func point(at place: Double) -> Vector { interpolated(points, place) }

  /// Seconds observed from the first vertex to a place.
  func seconds(at place: Double) -> Double { interpolated(seconds, place) }

  /// Metres travelled from the first vertex to a place.
  func travelled(at place: Double) -> Double { interpolated(travelled, place) }

  /// Metres of the chain from the first vertex to a place.
  func length(at place: Double) -> Double { interpolated(length, place) }

  private func moments(at place: Double) -> Moments {
    let vertex = min(count - 1, Int(place))
    var sums = momentSums[vertex]
    let part = place - Double(vertex)
    guard part > 0, vertex + 1 < count else { return sums }
    let step = part * (points[vertex + 1] - points[vertex])
    sums.add(
      weight: part * (travelled[vertex + 1] - travelled[vertex]), at: points[vertex] + step / 2,
      step: step, seconds: seconds[vertex] + part / 2 * (seconds[vertex + 1] - seconds[vertex]))
    return sums
  }
}

/// What a column of values at vertices reads at a place between two.
private func interpolated(_ values: [Double], _ place: Double) -> Double {
  let vertex = min(values.count - 1, Int(place))
  guard vertex + 1 < values.count else { return values[vertex] }
  return values[vertex] + (place - Double(vertex)) * (values[vertex + 1] - values[vertex])
}

private func interpolated(_ values: [Vector], _ place: Double) -> Vector {
  let vertex = min(values.count - 1, Int(place))
  guard vertex + 1 < values.count else { return values[vertex] }
  return values[vertex] + (place - Double(vertex)) * (values[vertex + 1] - values[vertex])
}

/// Sums over steps.
struct Moments {
  private(set) var weight = 0.0
  private(set) var first = Vector.zero
  private(set) var seconds = 0.0
  private(set) var xx = 0.0
  private(set) var yy = 0.0
  private(set) var xy = 0.0

  mutating func add(weight w: Double, at middle: Vector, step: Vector, seconds t: Double) {
    weight += w
    first += w * middle
    seconds += w * t
    // A step is a segment: its own spread about its middle is a twelfth of its square.
    xx += w * (middle.x * middle.x + step.x * step.x / 12)
    yy += w * (middle.y * middle.y + step.y * step.y / 12)
    xy += w * (middle.x * middle.y + step.x * step.y / 12)
  }

  func since(_ before: Moments) -> Moments {
    var difference = self
    difference.weight -= before.weight
    difference.first -= before.first
    difference.seconds -= before.seconds
    difference.xx -= before.xx
    difference.yy -= before.yy
    difference.xy -= before.xy
    return difference
  }
}

/// How a way is spread about its middle.
struct Spread {
  /// Its middle, metres.
  var centre: Vector
  /// When it was half travelled, seconds.
  var seconds: Double
  /// Variance along the longer axis, metres²; of a circle half its squared radius.
  var major: Double
  /// Variance across.
  var minor: Double
  /// Of the longer axis, radians.
  var angle: Double

  /// Root mean square distance from the middle, metres: of a circle its radius.
  var radius: Double { (major + minor).squareRoot() }

  init(_ moments: Moments, at fallback: Vector) {
    guard moments.weight > 0 else {
      centre = fallback
      seconds = 0
      (major, minor, angle) = (0, 0, 0)
      return
    }
    let w = moments.weight
    centre = moments.first / w
    seconds = moments.seconds / w
    let xx = moments.xx / w - centre.x * centre.x
    let yy = moments.yy / w - centre.y * centre.y
    let xy = moments.xy / w - centre.x * centre.y
    let half = (xx + yy) / 2
    let difference = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    major = max(0, half + difference)
    minor = max(0, half - difference)
    angle = atan2(2 * xy, xx - yy) / 2
  }
}
