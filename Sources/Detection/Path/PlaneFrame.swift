import Tracks

/// How the plane system of a part of a flight lies in the flight's own plane.
///
/// A long flight changes its local system on the way. The flight's plane is that of the first
/// system; every later one is laid against it, turned and scaled, so that place, axes and scale
/// agree where the flight passes over. Local systems are conformal, so within the 60 km of the
/// largest orbit the two differ by less than 0.05 %, and a visit on the seam is seen whole.
struct PlaneFrame {
  let system: any PlaneSystem
  /// The first row in it.
  private(set) var firstRow: Int
  /// From the system's plane to the flight's: turned by its angle, scaled by its length.
  private let turn: Vector
  private let shift: Vector

  /// The first frame of a flight: its plane is the system's own.
  init(system: any PlaneSystem) {
    self.system = system
    firstRow = 0
    turn = Vector(1, 0)
    shift = .zero
  }

  /// A later frame, laid against the one before at a position.
  init(
    system: any PlaneSystem, firstRow: Int, joining before: PlaneFrame, at position: Position
  ) throws(DwellError) {
    self.system = system
    self.firstRow = firstRow
    let old = try before.system.axes(at: position)
    let new = try system.axes(at: position)
    let oldNorth = Vector(old.planeOffset(east: 0, north: 1))
    let newNorth = Vector(new.planeOffset(east: 0, north: 1))
    let ratio = before.turn.turned(by: oldNorth).turnedBack(by: newNorth)
    let there = before.flightPlane(Vector(try before.system.plane(position)))
    let here = Vector(try system.plane(position))
    guard ratio.x.isFinite, ratio.y.isFinite, there.x.isFinite, there.y.isFinite else {
      // Nothing joins the two: what follows is as far away as can be, so that no visit spans them.
      turn = Vector(1, 0)
      shift = before.shift + Vector(1e8, 1e8)
      return
    }
    turn = ratio
    shift = there - here.turned(by: ratio)
  }

  /// The same frame from another row on.
  func starting(at row: Int) -> PlaneFrame {
    var moved = self
    moved.firstRow = row
    return moved
  }

  /// A point of the system's plane in the flight's.
  func flightPlane(_ point: Vector) -> Vector { point.turned(by: turn) + shift }

  /// A point of the flight's plane in the system's.
  func systemPlane(_ point: Vector) -> Vector { (point - shift).turnedBack(by: turn) }

  /// An offset of the flight's plane in the system's.
  func systemOffset(_ offset: Vector) -> Vector { offset.turnedBack(by: turn) }

  /// Where true north lies at a point of the flight's plane, radians from its x axis.
  func north(at point: Vector) throws(DwellError) -> Double {
    let axes = try system.axes(at: try position(point))
    return Vector(axes.planeOffset(east: 0, north: 1)).turned(by: turn).angle
  }

  /// A point of the flight's plane on the ground.
  func position(_ point: Vector) throws(DwellError) -> Position {
    let own = systemPlane(point)
    return try system.position(x: own.x, y: own.y)
  }
}

extension Vector {
  init(_ pair: (x: Double, y: Double)) { self.init(pair.x, pair.y) }
}
