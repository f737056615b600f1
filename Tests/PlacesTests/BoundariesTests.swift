import Places
import Testing
import Tracks

@Suite("Boundaries")
struct BoundariesTests {
  @Test("polygons become boundaries, called by name, else id, else a number")
  func names() throws {
    let files = try PlaceFiles()
    let ring = "((0 0, 0 1, 1 1, 0 0))"
    let path = try files.path(
      "id,name,wkt\n1,Zone A,\"POLYGON \(ring)\"\n2,,\"MULTIPOLYGON (\(ring))\"\n"
        + ",,\"GEOMETRYCOLLECTION (POLYGON \(ring))\"\n")
    let found = try boundaries(path: path)
    #expect(found.map(\.name) == ["Zone A", "2", "boundary-3"])
    let corners = [(0.0, 0.0), (1, 1), (0, 1), (0, 0)]
    let expected = corners.map { Position(longitude: $0.0, latitude: $0.1) }
    #expect(found[0].extent == .polygon([expected]))
    #expect(found[1].extent == .multiPolygon([[expected]]))
    #expect(found[2].extent == .collection([.polygon([expected])]))
  }

  @Test("an open ring is closed, a hole turned clockwise")
  func rings() throws {
    let files = try PlaceFiles()
    let path = try files.path(
      "wkt\n\"POLYGON ((0 0, 9 0, 9 9, 0 9), (1 1, 2 1, 2 2, 1 1))\"\n")
    guard case .polygon(let rings)? = try boundaries(path: path).first?.extent else {
      Issue.record("it is no polygon")
      return
    }
    #expect(rings[0].count == 5 && rings[0].first == rings[0].last)
    #expect(rings[1].map(\.longitude) == [1, 2, 2, 1] && rings[1].map(\.latitude) == [1, 2, 1, 1])
  }

  @Test(
    "what is no polygon is named",
    arguments: [
      ("POINT (1 2)", "line 2: is a point, and a boundary must be a polygon"),
      ("LINESTRING (1 2, 3 4)", "line 2: is a line, and a boundary must be a polygon"),
      (
        "GEOMETRYCOLLECTION (POINT (1 2))",
        "line 2: is a collection that holds points or lines, and a boundary must be a polygon"
      ),
    ])
  func noPolygon(text: String, expected: String) throws {
    let files = try PlaceFiles()
    let path = try files.path("wkt\n\"\(text)\"\n")
    #expect(complaint(path) { _ = try boundaries(path: path) } == expected)
  }

  @Test("two boundaries of one name are refused")
  func duplicates() throws {
    let files = try PlaceFiles()
    let polygon = "\"POLYGON ((0 0, 0 1, 1 1, 0 0))\""
    let path = try files.path("name,wkt\na,\(polygon)\na,\(polygon)\n")
    #expect(
      complaint(path) { _ = try boundaries(path: path) }
        == "line 3: 'a' is already line 2: make them differ, or take it out")
  }
}
