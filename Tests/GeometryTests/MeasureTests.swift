import Geometry
import TestSupport
import Testing
import Tracks

@Suite("Measures between shapes")
struct MeasureTests {
  let context: GeosContext

  init() throws { context = try GeosContext() }

  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    throws(DwellError) -> GeosShape
  {
    try GeosShape(
      rings: [
        CoordinateColumns(
          x: [west, east, east, west, west], y: [south, south, north, north, south])
      ], in: context)
  }

  @Test("the distance between two boxes is that of their nearest corners, and 0 when they meet")
  func distances() throws {
    let first = try box(0, 0, 1, 1)
    #expect(try first.distance(to: box(4, 5, 6, 7)) == 5)
    #expect(try first.distance(to: box(1, 1, 2, 2)) == 0)
  }

  @Test("the nearest point lies on the edge from outside, and is the place itself from inside")
  func nearest() throws {
    let shape = try box(0, 0, 10, 10)
    let outside = try shape.nearestPoint(toX: 14, y: 3)
    #expect(outside == (10, 3))
    let inside = try shape.nearestPoint(toX: 4, y: 3)
    #expect(inside == (4, 3))
  }

  @Test("intersection, difference and dissolving share out the ground")
  func overlay() throws {
    let first = try box(0, 0, 10, 10)
    let second = try box(5, 0, 15, 10)
    #expect(try first.intersection(second).area() == 50)
    #expect(try first.difference(second).area() == 50)
    let both = try GeosShape(
      .multiPolygon([Self.square(0, 10), Self.square(5, 15)]), through: nil, in: context)
    #expect(try both.ground().area() == 150)
    #expect(try both.ground().polygons().count == 1)
  }

  private static func square(_ west: Double, _ east: Double) -> [[Position]] {
    let corners = [(west, 0.0), (east, 0), (east, 10), (west, 10), (west, 0)]
    return [corners.map { Position(longitude: $0.0, latitude: $0.1) }]
  }

  @Test(
    "the smallest circle holds every point and touches two or more", arguments: [1, 2, 3, 9, 31])
  func circle(count: Int) throws {
    var random = SplitMix(seed: UInt64(count))
    let corners = CoordinateColumns(
      x: (0..<count).map { _ in random.uniform(5e5, 5.01e5) },
      y: (0..<count).map { _ in random.uniform(5e6, 5.001e6) })
    let circle = try GeosShape(points: corners, in: context).boundingCircle()
    let distances = zip(corners.x, corners.y).map { x, y in
      ((x - circle.x) * (x - circle.x) + (y - circle.y) * (y - circle.y)).squareRoot()
    }
    #expect(distances.allSatisfy { $0 <= circle.radius + 1e-6 })
    #expect(distances.count { $0 >= circle.radius - 1e-6 } >= min(count, 2))
  }

  @Test("a prepared shape answers as a ray cast does, edge and corners included")
  func prepared() throws {
    var random = SplitMix(seed: 7)
    let angles = (0..<40).map { Double($0) * 9 }
    var x = angles.map { angle in random.uniform(20, 100) * angle.cosine }
    var y = zip(x, angles).map { x, angle in x * angle.sine / angle.cosine }
    x.append(x[0])
    y.append(y[0])
    let shape = try PreparedShape(
      try GeosShape(rings: [CoordinateColumns(x: x, y: y)], in: context))
    for _ in 0..<1000 {
      let (px, py) = (random.uniform(-100, 100), random.uniform(-100, 100))
      var isInside = false
      for (a, b) in zip(x.indices, x.indices.dropFirst()) where (y[a] > py) != (y[b] > py) {
        if px < x[a] + (py - y[a]) / (y[b] - y[a]) * (x[b] - x[a]) { isInside.toggle() }
      }
      #expect(try shape.covers(x: px, y: py) == isInside)
    }
    #expect(try shape.covers(x: x[3], y: y[3]))
    let corner = try GeosShape(x: x[3], y: y[3], in: context)
    #expect(try !shape.contains(corner))
    #expect(try shape.intersects(corner))
  }

  @Test("columns come out of GEOS as they went in")
  func columns() throws {
    let line = CoordinateColumns(x: [0, 1.5, -3], y: [9, 1e-9, 1e9])
    #expect(try GeosShape(line: line, in: context).lines() == [line])
    #expect(try GeosShape(line: line, in: context).polygons().isEmpty)
    let empty = try GeosShape(points: CoordinateColumns(x: [], y: []), in: context)
    #expect(try empty.isEmpty())
  }

  @Test("polygons come out with the outer ring anticlockwise and holes clockwise, however made")
  func senses() throws {
    let clockwise = CoordinateColumns(x: [0, 0, 9, 9, 0], y: [0, 9, 9, 0, 0])
    let hole = CoordinateColumns(x: [2, 3, 3, 2, 2], y: [2, 2, 3, 3, 2])
    let rings = try GeosShape(rings: [clockwise, hole], in: context).polygons()[0]
    #expect(rings[0].doubledSignedArea == 162)
    #expect(rings[1].doubledSignedArea == -2)
  }
}
