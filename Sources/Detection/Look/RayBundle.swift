/// The point that rays of one pass come nearest to, by least squares, with its covariance.
///
/// State is the normal equations of at most 16 spans of time, whatever the number of rays. A weak prior, that the
/// ground lies within some 1,500 m of a first guess, keeps the depth finite while the rays are still
/// parallel.
struct RayBundle {
  private let prior: RayEquations
  private var whole: RayEquations
  private var spans: [RayEquations] = []
  private var perSpan = 1
  private var first: Int64 = 0
  private var last: Int64 = 0
  /// The point, metres east, north and up.
  private(set) var point: SIMD3<Double>

  /// Standard deviation of the ground's height about the guess, metres: nearly all inhabited ground lies
  /// within 3,000 m of the sea.
  private static let relief = 1500.0
  /// And of its place, along the ray.
  private static let reach = 50_000.0
  /// Errors of attitude last: rays nearer in time than this are one piece of evidence, microseconds.
  private static let memory = 10_000_000.0
  private static let most = 16

  /// Starts at a guess.
  init(guess: SIMD3<Double>) {
    let level = 1 / (Self.reach * Self.reach)
    let weights = SIMD3(level, level, 1 / (Self.relief * Self.relief))
    prior = RayEquations(guess: guess, weights: weights)
    whole = prior
    point = guess
  }

  /// Metres from the point to a ray, across it, and from the ray's origin.
  func distance(to origin: SIMD3<Double>, _ direction: SIMD3<Double>) -> (
    across: Double, range: Double
  ) {
    let way = point - origin
    let along = (way * direction).sum()
    let rest = way - along * direction
    return ((rest * rest).sum().squareRoot(), max(1, along))
  }

  /// Adds a ray: origin and unit direction in the frame's metres, standard deviation across it there.
  mutating func add(
    _ origin: SIMD3<Double>, _ direction: SIMD3<Double>, sigma: Double, time: Int64
  ) {
    let weight = 1 / max(1, sigma * sigma)
    if whole.count == 0 { first = time }
    last = time
    whole.add(origin, direction, weight: weight)
    if let open = spans.indices.last, spans[open].count < perSpan {
      spans[open].add(origin, direction, weight: weight)
    } else {
      if spans.count == Self.most { halve() }
      var span = RayEquations()
      span.add(origin, direction, weight: weight)
      spans.append(span)
    }
    if let solution = whole.solution { point = solution.point }
  }

  private mutating func halve() {
    spans = stride(from: 0, to: spans.count, by: 2).map { spans[$0] + spans[$0 + 1] }
    perSpan *= 2
  }

  /// Covariance of the point east, north and between them, m²: from the rays' errors, or from their
  /// scatter where that is more, with no more independent rays than there was time for.
  var covariance: (east: Double, north: Double, cross: Double) {
    guard let solution = whole.solution else { return (.infinity, .infinity, 0) }
    let scatter = max(1, solution.residual / Double(max(1, 2 * whole.count - 3)))
    let independent = min(Double(whole.count), max(2, Double(last - first) / Self.memory))
    let factor = scatter * Double(whole.count) / independent
    return (
      solution.diagonal.x * factor, solution.diagonal.y * factor, solution.beside.x * factor
    )
  }

  /// Metres on the ground between where the first half of the rays meet and where the second half do, less
  /// twice what the lines' errors leave open.
  ///
  /// What moves on is met elsewhere later; over a short arc lines to it may still meet, at a wrong depth.
  var movement: Double {
    let middle = spans.count / 2
    guard middle > 0,
      let early = spans[..<middle].reduce(prior, +).solution,
      let late = spans[middle...].reduce(prior, +).solution
    else { return 0 }
    let way = late.point - early.point
    let variance =
      early.diagonal.x + early.diagonal.y + late.diagonal.x + late.diagonal.y
    return (way.x * way.x + way.y * way.y).squareRoot() - 2 * variance.squareRoot()
  }
}
