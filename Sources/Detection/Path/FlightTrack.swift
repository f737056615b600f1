import Tracks

/// The fixes of one flight that are still needed, as columns in the flight's own plane.
///
/// Where fixes come faster than the path can bend (``leastSpacing``), one stands for those since
/// the one before: its row knows how many they were and how far apart, so that sums stay exact.
struct FlightTrack {
  let vehicle: String
  let flight: String
  let sortie: String
  /// Microseconds since the epoch, never falling.
  private(set) var time: [Int64] = []
  /// Metres in the flight's plane (``PlaneFrame``).
  private(set) var points: [Vector] = []
  /// Degrees clockwise from true north; NaN where unknown.
  private(set) var course: [Float] = []
  /// Lowest and highest metres since the row before; NaN where unknown.
  private(set) var heights: [SIMD2<Float>] = []
  /// Fixes of the flight up to each row.
  private(set) var seen: [Int] = []
  /// The longest interval from fix to fix since the row before, microseconds.
  private(set) var longest: [Int64] = []
  /// The plane systems it passed through, in order; never empty once it has a fix.
  private(set) var frames: [PlaneFrame] = []
  /// Rows let go of before the first.
  private(set) var dropped = 0
  /// Whether the flight's data begins at the first row: at its start, or after a gap.
  private(set) var beginsData = true

  /// Fixes closer in time than this stand in one row, microseconds: an aircraft at 60° of bank
  /// turns by 4° in it, a quadcopter on a circle of 12 m by 45°.
  static let leastSpacing: Int64 = 750_000

  /// Rows that few flights stay below.
  private static let usual = 64

  /// A fix beside its time and place.
  struct Reading {
    var height = Float.nan
    var course = Float.nan
    /// Metres per second over ground.
    var speed = Float.nan
  }

  /// Whether the system entered last is not the flight's plane.
  private var isTurned = false

  /// The last fix where it has no row of its own.
  private var pending: (time: Int64, point: Vector, reading: Reading)?
  private var lastTime = Int64.min
  private var fixes = 0
  private var pendingLongest: Int64 = 0
  private var pendingHeights = SIMD2<Float>(.nan, .nan)

  init(vehicle: String, flight: String, sortie: String) {
    self.vehicle = vehicle
    self.flight = flight
    self.sortie = sortie
  }

  /// The number of rows.
  var count: Int { time.count }
  /// The instant of the last fix, with a row of its own or not.
  var latest: Int64 { lastTime }

  /// Begins another plane system; `position` is that of the next fix.
  mutating func enter(_ system: any PlaneSystem, at position: Position) throws(DwellError) {
    flush()
    if let last = frames.last {
      isTurned = true
      frames.append(
        try PlaneFrame(system: system, firstRow: count, joining: last, at: position))
    } else {
      frames.append(PlaneFrame(system: system))
    }
  }

  /// Appends a fix given in the plane system entered last; whether it has a row of its own.
  mutating func append(
    _ time: Int64, _ point: Vector, _ reading: Reading, least: Int64
  ) -> Bool {
    let place = isTurned ? frames[frames.count - 1].flightPlane(point) : point
    let interval = lastTime == .min ? 0 : time - lastTime
    lastTime = time
    fixes += 1
    pendingLongest = max(pendingLongest, interval)
    if !reading.height.isNaN {
      pendingHeights =
        pendingHeights.x.isNaN
        ? SIMD2(repeating: reading.height)
        : SIMD2(
          Swift.min(pendingHeights.x, reading.height), Swift.max(pendingHeights.y, reading.height))
    }
    if let last = self.time.last, time - last < least {
      pending = (time, place, reading)
      return false
    }
    push(time, place, reading)
    return true
  }

  /// Gives the last fix a row of its own.
  mutating func flush() {
    if let pending { push(pending.time, pending.point, pending.reading) }
  }

  private mutating func push(_ time: Int64, _ point: Vector, _ reading: Reading) {
    if self.time.capacity == 0 { reserve(Self.usual) }
    self.time.append(time)
    points.append(point)
    course.append(reading.course)
    heights.append(pendingHeights)
    seen.append(fixes)
    longest.append(pendingLongest)
    pending = nil
    pendingLongest = 0
    pendingHeights = SIMD2(.nan, .nan)
  }

  private mutating func reserve(_ rows: Int) {
    time.reserveCapacity(rows)
    points.reserveCapacity(rows)
    course.reserveCapacity(rows)
    heights.reserveCapacity(rows)
    seen.reserveCapacity(rows)
    longest.reserveCapacity(rows)
  }

  /// Lets go of the rows before `row`.
  ///
  /// - Parameter isGap: Whether a gap lies before `row`, so that data begins there.
  mutating func drop(before row: Int, isGap: Bool) {
    guard row > 0 else { return }
    time.removeFirst(row)
    points.removeFirst(row)
    course.removeFirst(row)
    heights.removeFirst(row)
    seen.removeFirst(row)
    longest.removeFirst(row)
    dropped += row
    beginsData = isGap
    let current = frames.lastIndex { $0.firstRow <= row } ?? 0
    frames = frames[current...].map { $0.starting(at: max(0, $0.firstRow - row)) }
  }

  /// A copy without the fixes at `rows`, which are in order: their times stay counted.
  func removing(_ rows: [Int]) -> FlightTrack {
    guard !rows.isEmpty else { return self }
    var isLeft = [Bool](repeating: true, count: count)
    for row in rows { isLeft[row] = false }
    func kept<Value>(_ column: [Value]) -> [Value] {
      column.indices.filter { isLeft[$0] }.map { column[$0] }
    }
    var track = self
    track.frames = frames.map { frame in
      frame.starting(at: frame.firstRow - rows.count { $0 < frame.firstRow })
    }
    // What jumped away is no fix of a visit.
    var removed = 0
    for row in track.seen.indices {
      if !isLeft[row] { removed += 1 }
      track.seen[row] -= removed
    }
    for row in rows where row + 1 < count {
      track.longest[row + 1] = max(
        track.longest[row + 1], time[row + 1] - time[max(0, row - 1)])
    }
    track.time = kept(time)
    track.points = kept(points)
    track.course = kept(course)
    track.heights = kept(heights)
    track.seen = kept(track.seen)
    track.longest = kept(track.longest)
    return track
  }

  /// The frame that a row lies in.
  func frame(ofRow row: Int) -> PlaneFrame? {
    frames.last { $0.firstRow <= row } ?? frames.first
  }
}
