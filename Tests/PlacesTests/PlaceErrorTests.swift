import Foundation
import Places
import Testing
import Tracks

@Suite("What is wrong with a list of sites is said in one line")
struct PlaceErrorTests {
  static func feature(_ geometry: String, _ properties: String = "{}") -> String {
    #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
  }

  static func point(_ x: String, _ y: String, _ properties: String = "{}") -> String {
    feature(#"{"type":"Point","coordinates":[\#(x),\#(y)]}"#, properties)
  }

  static func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  static let cases: [(String, String)] = [
    ("", "is empty: give GeoJSON, CSV or GeoPackage"),
    (" \n\n", "holds nothing but blanks: give GeoJSON, CSV or GeoPackage"),
    ("PK\u{3}\u{4}", "is compressed: unpack it first"),
    ("a\0b", "is no text: give GeoJSON, CSV or GeoPackage"),
    (collection(), "has no features"),
    ("id,lon,lat\n", "has no features"),
    ("[1,2]", "is JSON but no GeoJSON: it has no \"type\""),
    (#"{"type":"Topology"}"#, "feature 1: its geometry is Topology, which GeoJSON does not know"),
    (collection(point("8", "47"), "5"), "feature 2: is no GeoJSON feature"),
    (feature("null"), "feature 1: has no geometry: give it one or take it out"),
    (
      feature(#"{"type":"Polygon","coordinates":[]}"#),
      "feature 1: has an empty geometry: give it one or take it out"
    ),
    (
      feature(#"{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}"#),
      "feature 1: a polygon's ring needs at least three different positions"
    ),
    (
      feature(#"{"type":"LineString","coordinates":[[1,1]]}"#),
      "feature 1: a line needs at least two positions"
    ),
    (
      feature(#"{"type":"Point","coordinates":[[1,1]]}"#),
      "feature 1: its \"coordinates\" do not fit its type"
    ),
    (
      collection(point("8", "47"), point("47.4", "98.5")),
      "feature 2: latitude is not within ±90 but longitude is: they seem swapped; longitude "
        + "comes first"
    ),
    (point("100", "-91"), "feature 1: latitude is not within ±90"),
    (
      point("180.5", "0"),
      "feature 1: longitude is not within ±180: beyond the antimeridian, subtract 360 and cut "
        + "what crosses it"
    ),
    (
      point("2600000", "1200000"),
      "feature 1: coordinates are too large for degrees: they look like metres; give longitude "
        + "and latitude (WGS 84), for example with 'ogr2ogr -t_srs EPSG:4326'"
    ),
    (
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2056"}},"features":[]}"#,
      "is in the system urn:ogc:def:crs:EPSG::2056: GeoJSON is read in WGS 84; convert it with "
        + "'ogr2ogr -t_srs EPSG:4326'"
    ),
    (
      collection(point("1", "1", #"{"id":"a"}"#), point("2", "2", #"{"site":"a"}"#)),
      "feature 2: 'a' is already feature 1: make them differ, or take it out"
    ),
    (point("1", "1", #"{"prior":0}"#), "feature 1: prior 0.0 is not above 0"),
    (point("1", "1", #"{"prior":"much"}"#), "feature 1: prior 'much' is not a number"),
    (point("1", "1", #"{"uncertainty_m":-1}"#), "feature 1: uncertainty_m -1.0 is below 0"),
    (
      "name,east,north\na,1,2\n",
      "the header has no columns lon and lat, nor geometry (WKT): name them so in line 1"
    ),
    (
      "time,vehicle,lon,lat\n1,a,8,47\n2,a,8,47\n",
      "its points have 'time' and neither id nor name, as telemetry has: 'dwell read' takes that; "
        + "sites need an id or a name each"
    ),
    (
      collection(point("8", "47", #"{"Timestamp":5}"#)),
      "its points have 'timestamp' and neither id nor name, as telemetry has: 'dwell read' takes "
        + "that; sites need an id or a name each"
    ),
    (
      "<kml/>",
      "is XML, as GPX and KML are: make GeoJSON of it, as with 'ogr2ogr places.geojson FILE'"
    ),
    ("lon,lat\n1,2\n1\n", "line 3: has 1 fields and the header 2"),
    ("lon,lat\n1,2\n,\n", "line 3: has no geometry: give it one or take it out"),
    ("lon,lat\n1,2e\n", "line 2: lon or lat is not a number: write decimal degrees, like 8.5"),
    ("lon,lat\n1,nan\n", "line 2: a coordinate is not a number"),
    ("lon,lat,t\n1,2,\"a\n\n\n", "line 2: a quote is opened and never closed"),
    ("wkt\nPOINT (1)\n", "line 2: its geometry is no WKT: a number is missing or cannot be read"),
    ("wkt\nPOINT (1 2\n", "line 2: its geometry is no WKT: a ')' is missing"),
    ("wkt\nPOINT 1 2\n", "line 2: its geometry is no WKT: a '(' is missing"),
    ("wkt\nPOINT (1 2) x\n", "line 2: its geometry is no WKT: something follows its end"),
    ("wkt\nCIRCLE (1 2)\n", "line 2: its geometry is no WKT: its type is not known"),
    ("wkt\nPOINT EMPTY\n", "line 2: its geometry is no WKT: a point has one position"),
    ("wkt\nPOLYGON EMPTY\n", "line 2: has an empty geometry: give it one or take it out"),
  ]

  @Test("each fault has its own line, after the file's name", arguments: cases)
  func faults(text: String, expected: String) throws {
    let files = try PlaceFiles()
    let path = try files.path(text)
    #expect(complaint(path) { _ = try knownSites(path: path) } == expected)
    // After a fault the next file is read as if nothing had been.
    #expect(try knownSites(path: try files.path("lon,lat\n1,2\n")).count == 1)
  }

  @Test(
    "a time beside a name, in some places alone, or of a polygon makes no telemetry",
    arguments: [
      "time,name,lon,lat\n1,fire,8,47\n", "time,lon,lat\n1,8,47\n,8,48\n",
      "time,wkt\n1,\"POLYGON ((8 47, 9 47, 9 48, 8 47))\"\n",
    ])
  func timedSites(text: String) throws {
    let files = try PlaceFiles()
    #expect(try knownSites(path: try files.path(text)).isEmpty == false)
  }

  @Test("broken JSON is told with the place where it breaks")
  func brokenJSON() throws {
    let files = try PlaceFiles()
    let path = try files.path("{\"type\":\"FeatureCollection\",\n\"features\":[}")
    let said = try #require(complaint(path) { _ = try knownSites(path: path) })
    #expect(said.hasPrefix("is no JSON: ") && said.hasSuffix(": check that the file is whole"))
    #expect(said.contains("character 41"), "\(said)")
  }

  @Test("a file that is not there is no input, a folder cannot be read")
  func missing() throws {
    let files = try PlaceFiles()
    let path = files.folder.appending(path: "none.geojson").path
    let error = #expect(throws: DwellError.self) { _ = try knownSites(path: path) }
    #expect(
      error == DwellError(.noInput, "\(path): cannot be opened: No such file or directory"))
    #expect(throws: DwellError.self) { _ = try knownSites(path: files.folder.path) }
  }
}
