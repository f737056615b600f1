import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is cheaply told of the way since the last cut: whether anything on it may be a visit, and
/// whether what may be is over.
///
/// A chain of steps of at least ``step``; turns that are soon taken back count for nothing.
/// State: 32 bytes a step. Cost: O(1) a fix.
struct Motion {
  /// Metres.
  private let step: Double
  /// A step that takes longer than this may be part of a stop, microseconds.
  private let restful: Int64
  /// Two fixes of a stop are no farther apart, metres.
  private let restReach: Double
  /// Total turn that may belong to an orbit, radians.
  private let enough: Double

  private struct Vertex {
    var row: Int
    var total: Double
    var travelled: Double
  }

  private var vertices: [Vertex] = []
  private var point = Vector.zero
  private var time: Int64 = 0
  private var direction = Vector.zero
  /// Radians, signed.
  private var turned = 0.0
  /// The extreme of ``turned`` since it last went the other way for good.
  private var extreme = 0.0
  private var rises = true
  private var total = 0.0
  private var travelled = 0.0

  /// The vertex where the straight run begins, and the range of its courses.
  private var runStart = 0
  private var least = 0.0
  private var most = 0.0
  /// The length of the run at which it is looked at next, metres.
  private var nextLength = Self.shortest

  private var restRow = -1

  /// A straight run shorter than this says nothing, metres.
  private static let shortest = 300.0
  /// A leg longer than this ends anything, metres: half a lap of the largest orbit meant, and the
  /// way to it.
  static let longest = 200_000.0
  /// Courses within this are straight, and turns smaller than it are none, radians.
  private static let straight = 1.05

  init(settings: DetectionSettings) {
    step = Swift.min(25, settings.radius.value / 2)
    restReach = 2.02 * settings.radius.value
    let share = step / (4 * settings.radius.value)
    restful = Int64(Double(settings.minDuration.microseconds) * share)
    enough = 2 * .pi * Swift.min(1.35, 0.9 * settings.minTurns)
  }

  /// What a fix shows.
  enum Sign {
    /// Nothing new.
    case none
    /// It has been flying straight for so long that what was before is over.
    case left
    /// It has been flying straight for longer than any leg.
    case transit
  }

  /// Takes a row and its number in the flight.
  mutating func add(_ row: Int, _ point: Vector, _ time: Int64) -> Sign {
    guard !vertices.isEmpty else {
      start(row, point, time)
      return .none
    }
    let way = point - self.point
    let squared = way.squaredLength
    if time - self.time >= restful, squared <= restReach * restReach {
      if restRow < 0 { nextLength = travelled - vertices[runStart].travelled + Self.shortest }
      restRow = row
    }
    guard squared >= step * step else { return .none }
    if direction != .zero {
      turned += atan2(direction.cross(way), direction.dot(way))
      addTurn()
    }
    direction = way
    self.point = point
    self.time = time
    travelled += squared.squareRoot()
    vertices.append(Vertex(row: row, total: total + abs(turned - extreme), travelled: travelled))
    if turned < least { least = turned }
    if turned > most { most = turned }
    if most - least > Self.straight {
      runStart = vertices.count - 1
      least = turned
      most = turned
      nextLength = Self.shortest
      return .none
    }
    let length = travelled - vertices[runStart].travelled
    guard length >= nextLength else { return .none }
    nextLength = Swift.max(2 * nextLength, length)
    return sign(length)
  }

  private mutating func addTurn() {
    if rises {
      if turned > extreme {
        total += turned - extreme
        extreme = turned
      } else if extreme - turned > Self.straight {
        total += extreme - turned
        extreme = turned
        rises = false
      }
    } else if turned < extreme {
      total += extreme - turned
      extreme = turned
    } else if turned - extreme > Self.straight {
      total += turned - extreme
      extreme = turned
      rises = true
    }
  }

  private func sign(_ length: Double) -> Sign {
    let before = vertices[runStart].total - enough
    if before >= vertices[0].total {
      var low = 0
      var high = runStart
      while low < high {
        let middle = (low + high + 1) / 2
        if vertices[middle].total <= before { low = middle } else { high = middle - 1 }
      }
      return length >= vertices[runStart].travelled - vertices[low].travelled ? .left : .none
    }
    if hasRested { return .left }
    return length > Self.longest ? .transit : .none
  }

  private mutating func start(_ row: Int, _ point: Vector, _ time: Int64) {
    self.point = point
    self.time = time
    vertices = [Vertex(row: row, total: 0, travelled: 0)]
  }

  /// Whether it may have stopped somewhere.
  var hasRested: Bool { restRow >= 0 }

  /// Whether it may have stopped at a row or after it.
  func hasRested(since row: Int) -> Bool { restRow >= row }

  /// Whether it may have turned round something, or stopped.
  var isWorthALook: Bool {
    hasRested || (vertices.last.map { $0.total - vertices[0].total >= enough } ?? false)
  }

  /// The row where the straight run begins; nil when there is no row.
  var runRow: Int? { vertices.isEmpty ? nil : vertices[runStart].row }

  /// Metres flown since the vertex at or after a row.
  func travelled(since row: Int) -> Double {
    guard let first = vertices.first(where: { $0.row >= row }) else { return 0 }
    return travelled - first.travelled
  }

  /// The first row of the last so many metres.
  func row(metresBack: Double) -> Int? {
    vertices.first { travelled - $0.travelled <= metresBack }?.row
  }

  /// Metres flown since the last reset.
  var way: Double { travelled }

  /// Forgets what lies before a row.
  mutating func drop(before row: Int) {
    if restRow < row { restRow = -1 }
    guard let kept = vertices.firstIndex(where: { $0.row >= row }) else {
      if !vertices.isEmpty, let last = vertices.last {
        vertices = [Vertex(row: row, total: last.total, travelled: last.travelled)]
        runStart = 0
        nextLength = Self.shortest
      }
      return
    }
    if kept > runStart { nextLength = Self.longest }
    vertices.removeFirst(kept)
    runStart = Swift.max(0, runStart - kept)
  }

  /// Forgets everything: what follows lies beyond a gap.
  mutating func reset() {
    vertices = []
    direction = .zero
    (turned, extreme, total, travelled, least, most) = (0, 0, 0, 0, 0, 0)
    runStart = 0
    nextLength = Self.shortest
    restRow = -1
  }
}
