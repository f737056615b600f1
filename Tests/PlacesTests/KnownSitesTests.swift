import Places
import Testing
import Tracks

@Suite("Known sites")
struct KnownSitesTests {
  @Test("GeoJSON features give id, name, prior, uncertainty, geometry and middle")
  func features() throws {
    let files = try PlaceFiles()
    let path = try files.path(
      #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"tower","name":"Tower é","prior":2.5,"uncertainty_m":30},
       "geometry":{"type":"Point","coordinates":[8.5,47.25,430]}},
      {"type":"Feature","id":7,"properties":{"Name":"Field"},
       "geometry":{"type":"Polygon","coordinates":[[[8,47],[8,48],[9,48],[9,47],[8,47]]]}},
      {"type":"Feature","properties":null,
       "geometry":{"type":"LineString","coordinates":[[1,2],[3,6]]}}]}
      """#)
    let sites = try knownSites(path: path)
    #expect(sites.map(\.site) == ["tower", "7", "site-3"])
    #expect(sites.map(\.name) == ["Tower é", "Field", ""])
    #expect(sites.map(\.kind) == ["known", "known", "known"])
    #expect(sites.map(\.prior) == [2.5, 1, 1])
    #expect(sites.map(\.uncertainty) == [30, 0, 0])
    #expect(sites.map(\.longitude) == [8.5, 8.5, 2])
    #expect(sites.map(\.latitude) == [47.25, 47.5, 4])
    #expect(sites[0].extent == .point(Position(longitude: 8.5, latitude: 47.25)))
    // It came clockwise.
    let corners = [(8.0, 47.0), (9, 47), (9, 48), (8, 48), (8, 47)]
    #expect(
      sites[1].extent
        == .polygon([corners.map { Position(longitude: $0.0, latitude: $0.1) }]))
  }

  @Test("a single feature and a bare geometry are lists of one")
  func bare() throws {
    let files = try PlaceFiles()
    for text in [
      #"{"type":"Point","coordinates":[8,47]}"#,
      #" {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[8,47]}}"#,
      #"{"type":"MultiPoint","coordinates":[[7,47],[9,47]]}"#,
      #"{"type":"MultiLineString","coordinates":[[[7,46],[9,48]]]}"#,
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[8,47]}]}"#,
      "\u{FEFF}{\"type\":\"MultiPolygon\",\"coordinates\":[[[[7,46],[9,46],[9,48],[7,48],[7,46]]]]}",
    ] {
      let sites = try knownSites(path: try files.path(text))
      #expect(sites.map(\.site) == ["site-1"])
      #expect(sites.map(\.longitude) == [8] && sites.map(\.latitude) == [47])
    }
  }

  @Test(
    "CSV gives the same sites, whatever its separator, its words for degrees, or WKT",
    arguments: [
      "id,name,lon,lat,uncertainty_m\na,\"A, one\",8.5,47.25,5\n\nb,,9,48,\n",
      "ID;Name;Longitude;Latitude;Uncertainty_m\r\na;A, one;8,5;47,25;5\r\nb;;9;48;\r\n",
      "lat\tlng\tsite\tname\tuncertainty_m\n47.25\t8.5\ta\tA, one\t5\n48\t9\tb\t\t",
      "id,name,uncertainty_m,wkt\na,\"A, one\",5,POINT (8.5 47.25)\nb,,,\"SRID=4326;point z(9 48 3)\"\n",
    ])
  func delimited(text: String) throws {
    let files = try PlaceFiles()
    let sites = try knownSites(path: try files.path(text))
    #expect(sites.map(\.site) == ["a", "b"])
    #expect(sites.map(\.name) == ["A, one", ""])
    #expect(sites.map(\.uncertainty) == [5, 0])
    #expect(sites.map(\.longitude) == [8.5, 9])
    #expect(sites.map(\.latitude) == [47.25, 48])
  }

  @Test("a made id gives way to one that the user has given")
  func madeIds() throws {
    let files = try PlaceFiles()
    let path = try files.path("id,lon,lat\nsite-2,1,1\n,2,2\n,3,3\n")
    #expect(try knownSites(path: path).map(\.site) == ["site-2", "site-5", "site-3"])
  }

  @Test("of a file that dwell wrote, only its sites are taken")
  func ownFile() throws {
    let files = try PlaceFiles()
    let path = try files.path(
      #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"layer":"area","area":1},"geometry":{"type":"Point","coordinates":[1,1]}},
      {"type":"Feature","properties":{"layer":"site","site":"candidate-1","kind":"candidate"},"geometry":{"type":"Point","coordinates":[2,2]}}]}
      """#)
    let sites = try knownSites(path: path)
    #expect(sites.map(\.site) == ["candidate-1"])
    #expect(sites.map(\.kind) == ["known"])
  }

  @Test("the middle of what was cut at the antimeridian lies on it, not on the other side")
  func antimeridian() throws {
    let files = try PlaceFiles()
    let path = try files.path(
      "geometry\n\"MULTIPOLYGON (((179 0, 180 0, 180 2, 179 2, 179 0)), "
        + "((-180 0, -179 0, -179 2, -180 2, -180 0)))\"\n"
        + "\"MULTIPOINT (178 1, -179 1)\"\n")
    let sites = try knownSites(path: path)
    #expect(abs(sites[0].longitude) == 180 && sites[0].latitude == 1)
    #expect(sites[1].longitude == 179.5)
  }

  @Test("a polygon's middle is its centroid by area, not the mean of its corners")
  func centroid() throws {
    let files = try PlaceFiles()
    let path = try files.path("wkt\n\"POLYGON ((0 0, 2 0, 2 1, 1 1, 1 3, 0 3, 0 0))\"\n")
    let site = try #require(try knownSites(path: path).first)
    // An L of two rectangles: 2 × 1 around (1, 0.5) and 1 × 2 around (0.5, 2).
    #expect(abs(site.longitude - 0.75) < 1e-12 && abs(site.latitude - 1.25) < 1e-12)
  }
}
