import Geometry
import TestSupport
import Testing
import Tracks

@Suite("Shapes on the map")
struct DegreesTests {
  let context: GeosContext

  init() throws { context = try GeosContext() }

  /// A disc of 20 km around a place, as it goes on the map.
  private func disc(_ longitude: Double, _ latitude: Double, radius: Double = 20_000) throws
    -> Extent?
  {
    let centre = Position(longitude: longitude, latitude: latitude)
    let system = StereographicPlane(
      centre: Position(longitude: longitude.rounded(), latitude: latitude.rounded()))
    let point = try system.plane(centre)
    return try GeosShape(x: point.x, y: point.y, in: context).buffered(by: radius)
      .extent(through: system)
  }

  @Test("a disc away from ±180° is one closed anticlockwise ring, every corner at its radius")
  func plain() throws {
    guard case .polygon(let rings) = try disc(7.2, 46.1) else {
      Issue.record("is no polygon")
      return
    }
    #expect(rings.count == 1)
    #expect(rings[0].first == rings[0].last)
    #expect(doubledArea(rings[0]) > 0)
    for corner in rings[0] {
      let distance = Earth.distance(7.2, 46.1, corner.longitude, corner.latitude)
      #expect(abs(distance - 20_000) < 30)
    }
  }

  @Test(
    "a disc across ±180° is cut into two that meet it, with the area of the whole",
    arguments: [179.95, -179.95, 180])
  func antimeridian(longitude: Double) throws {
    guard case .multiPolygon(let polygons) = try disc(longitude, 0.2),
      case .polygon(let whole) = try disc(100, 0.2)
    else {
      Issue.record("is not cut")
      return
    }
    #expect(polygons.count == 2)
    for polygon in polygons {
      let longitudes = polygon[0].map(\.longitude)
      #expect(doubledArea(polygon[0]) > 0)
      #expect(polygon[0].first == polygon[0].last)
      // One part touches −180, the other 180, and none reaches round.
      let isWest = longitudes[1] < 0
      #expect(longitudes.allSatisfy { isWest ? $0 >= -180 && $0 < -179 : $0 <= 180 && $0 > 179 })
      #expect(longitudes.contains(isWest ? -180 : 180))
    }
    let area = polygons.reduce(0) { $0 + doubledArea($1[0]) }
    #expect(abs(area / doubledArea(whole[0]) - 1) < 1e-3)
  }

  @Test("a disc that holds a pole reaches along it from −180° to 180°", arguments: [1.0, -1])
  func pole(sign: Double) throws {
    let extent = try disc(30, sign * 89.95)
    let bounds = try #require(extent?.bounds)
    #expect(bounds.west == -180)
    #expect(bounds.east == 180)
    #expect((sign > 0 ? bounds.north : bounds.south) == 90 * sign)
    // Within 20 km of a place 5.6 km from the pole: the far side is 14.4 km beyond it.
    #expect(abs((sign > 0 ? bounds.south : -bounds.north) - (89.95 - 20 / 111.2)) < 0.002)
  }

  @Test("a hole survives the way to the map, clockwise, and the cut at ±180°")
  func hole() throws {
    let system = StereographicPlane(centre: Position(longitude: 180, latitude: 10))
    let outer = try GeosShape(x: 0, y: 0, in: context).buffered(by: 10_000)
    let inner = try GeosShape(x: 5000, y: 0, in: context).buffered(by: 1000)
    let extent = try outer.difference(inner).extent(through: system)
    guard case .multiPolygon(let polygons) = extent else {
      Issue.record("is not cut")
      return
    }
    #expect(polygons.map(\.count).sorted() == [1, 2])
    let holed = try #require(polygons.first { $0.count == 2 })
    #expect(doubledArea(holed[1]) < 0)
    #expect(holed[1].allSatisfy { $0.longitude < -179.9 })
  }

  @Test("a shape goes to the plane and back within a millimetre")
  func roundTrip() throws {
    let system = StereographicPlane(centre: Position(longitude: -117, latitude: 34))
    let ring = [(-117.1, 34.0), (-117, 34), (-117, 34.01), (-117.1, 34)].map {
      Position(longitude: $0.0, latitude: $0.1)
    }
    let shape = try GeosShape(.polygon([ring]), through: system, in: context)
    guard case .polygon(let rings) = try shape.extent(through: system) else {
      Issue.record("is no polygon")
      return
    }
    for corner in ring {
      #expect(
        rings[0].contains {
          Earth.distance($0.longitude, $0.latitude, corner.longitude, corner.latitude) < 1e-3
        })
    }
  }

  @Test("an empty shape has no extent")
  func empty() throws {
    let system = StereographicPlane(centre: Position(longitude: 0, latitude: 0))
    let line = CoordinateColumns(x: [0, 1], y: [0, 1])
    #expect(try GeosShape(line: line, in: context).extent(through: system) == nil)
  }

  @Test("an open ring is closed, a ring of two corners is the line it is")
  func repairs() throws {
    func place(_ longitude: Double, _ latitude: Double) -> Position {
      Position(longitude: longitude, latitude: latitude)
    }
    let open = Extent.polygon([[place(0, 0), place(4, 0), place(4, 4)]])
    #expect(try GeosShape(open, through: nil, in: context).area() == 8)
    let line = Extent.polygon([[place(0, 0), place(4, 0)]])
    let shape = try GeosShape(line, through: nil, in: context)
    #expect(try shape.area() == 0)
    #expect(try shape.distance(to: GeosShape(x: 2, y: 3, in: context)) == 3)
  }

  private func doubledArea(_ ring: [Position]) -> Double {
    CoordinateColumns(x: ring.map(\.longitude), y: ring.map(\.latitude)).doubledSignedArea
  }
}
