import Export
import Foundation
import Testing
import Tracks

@Suite("GeoJSON")
struct GeoJSONTests {
  func written(
    _ tables: [Table], _ format: OutputFormat = .geoJSON, settings: ExportSettings = .init()
  ) throws -> String {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: format, settings: settings)
    for table in tables { try sink.write(table) }
    try sink.commit()
    return String(decoding: memory.bytes, as: UTF8.self)
  }

  @Test("areas and a finding become these bytes")
  func golden() throws {
    let text = try written([
      Finding.table([Samples.finding(rank: 1, site: "")]), Area.table(Samples.areas),
    ])
    #expect(
      text == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"layer":"area","area":1,"dwell_s":1234.568,"dwell_upper_s":1300,"visits":2,"flights":0,"sorties":0,"vehicles":0,"first_seen":"2020-09-05T10:11:12Z","last_seen":"2020-09-05T12:00:00.250Z","median_revisit_s":null,"centre_lon":8.1234568,"centre_lat":0,"radius_m":250,"height_min_m":null,"height_max_m":null,"hour_s":[0,1.5,null],"weekday_s":[],"visit_ids":["a-1","b \"2\""],"touching_visit_ids":[]},"geometry":{"type":"Polygon","coordinates":[[[8,47],[8.5,47],[8.5,47.5],[8,47.5],[8,47]],[[8.1,47.1],[8.1,47.2],[8.2,47.2],[8.2,47.1],[8.1,47.1]]]}},
        {"type":"Feature","properties":{"layer":"area","area":2,"dwell_s":0,"dwell_upper_s":0,"visits":0,"flights":0,"sorties":0,"vehicles":0,"first_seen":null,"last_seen":null,"median_revisit_s":null,"centre_lon":null,"centre_lat":null,"radius_m":null,"height_min_m":null,"height_max_m":null,"hour_s":[],"weekday_s":[],"visit_ids":[],"touching_visit_ids":[]},"geometry":{"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]]]}},
        {"type":"Feature","properties":{"layer":"finding","rank":1,"site":null,"area":1,"kind":"none","distance_m":null,"score":0.1235,"none_score":null,"overlap":null,"visits":0,"sorties":0,"dwell_s":0,"first":null,"last":null,"basis":null,"visit_ids":[]},"geometry":{"type":"Point","coordinates":[8.25,47.25]}}
        ]}

        """#)
  }

  @Test("Foundation reads the collection, and every value equals the record's")
  func parses() throws {
    let text = try written([
      Visit.table([Samples.visit("v\n\u{1}\"é", first: "2020-01-01T00:00:00", vehicle: "ü")])
    ])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let features = try #require(object?["features"] as? [[String: Any]])
    let properties = try #require(features.first?["properties"] as? [String: Any])
    #expect(properties["visit"] as? String == "v\n\u{1}\"é")
    #expect(properties["vehicle"] as? String == "ü")
    #expect(properties["label"] as? Int == -2)
    #expect(properties["linked"] as? [String] == [])
    #expect(properties["radius_m"] is NSNull)
    let names = Visit.fields.filter { !$0.isInternal }.map(\.name).filter { $0 != "geometry" }
    #expect(Set(properties.keys) == Set(names + ["layer"]))
  }

  @Test("internal columns appear only when they are asked for")
  func internalColumns() throws {
    let table = Visit.table([Samples.visit("v", first: "2020-01-01T00:00:00", vehicle: "a")])
    #expect(!(try written([table]).contains("sample_east_m")))
    var settings = ExportSettings()
    settings.showsInternalColumns = true
    #expect(try written([table], settings: settings).contains(#""sample_east_m":[1,2,3]"#))
  }

  @Test("a collection of nothing is valid GeoJSON")
  func empty() throws {
    for tables in [[], [Area.table([])]] {
      let text = try written(tables)
      #expect(text == "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n")
    }
    #expect(try written([Area.table([])], .geoJSONSequence) == "")
  }

  @Test("a text sequence sets RS before and LF after each feature; lines only LF")
  func sequences() throws {
    let fixes = Samples.fixes(2).table()
    let lines = try written([fixes], .geoJSONLines)
    let expected = #"""
      {"type":"Feature","properties":{"layer":"fix","vehicle":"N0","time":"2020-09-05T10:11:12Z","lon":8,"lat":47,"height_m":500.12},"geometry":{"type":"Point","coordinates":[8,47]}}
      {"type":"Feature","properties":{"layer":"fix","vehicle":"N1","time":"2020-09-05T10:11:13.500Z","lon":8.001,"lat":46.9995,"height_m":null},"geometry":{"type":"Point","coordinates":[8.001,46.9995]}}

      """#
    #expect(lines == expected)
    let sequence = try written([fixes], .geoJSONSequence)
    #expect(sequence == expected.split(separator: "\n").map { "\u{1E}\($0)\n" }.joined())
  }

  @Test("outer rings turn anticlockwise and holes clockwise, whatever way they came")
  func winding() {
    let ring = Samples.ring([(0, 0), (1, 0), (1, 1), (0, 0)])
    for given in [ring, ring.reversed()] {
      #expect(wound(given, isAnticlockwise: true) == ring)
      #expect(wound(given, isAnticlockwise: false) == ring.reversed())
    }
    let flat = Samples.ring([(0, 0), (1, 1), (2, 2), (0, 0)])
    #expect(wound(flat, isAnticlockwise: true) == flat)
    #expect(wound([], isAnticlockwise: true) == [])
  }

  @Test("collections of one kind become multi-geometries, others stay collections")
  func collections() throws {
    let one = Extent.point(Position(longitude: 1, latitude: 2))
    let line = Extent.line(Samples.ring([(1, 2), (3, 4)]))
    let cases: [(Extent, String)] = [
      (.collection([one, one]), #"{"type":"MultiPoint","coordinates":[[1,2],[1,2]]}"#),
      (.collection([line]), #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}"#),
      (
        .collection([one, line]),
        #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},"#
          + #"{"type":"LineString","coordinates":[[1,2],[3,4]]}]}"#
      ),
      (.collection([]), #"{"type":"GeometryCollection","geometries":[]}"#),
    ]
    for (extent, expected) in cases {
      var finding = Samples.finding(rank: 1, site: "s")
      finding.extent = extent
      #expect(try written([Finding.table([finding])]).contains("\"geometry\":\(expected)}"))
    }
  }

  @Test("a user's column called 'layer' does not hide ours, and keeps all its digits")
  func clash() throws {
    var fixes = Samples.fixes(1)
    fixes.extras = [Column("layer", .real([0.123456789012])), Column("LAYER", .integer([7]))]
    let text = try written([fixes.table()], .geoJSONLines)
    #expect(text.contains(#""layer":"fix""#))
    #expect(text.contains(#""layer_2":0.123456789012,"LAYER_2":7"#) == false)
    #expect(text.contains(#""layer_2":0.123456789012,"LAYER_3":7"#))
  }

  @Test("points in a plane have no place on the map: their geometry is null")
  func plane() throws {
    let table = Table(
      kind: .points, columns: [Column("x", .real([1.23456789])), Column("y", .real([2]))],
      rowCount: 1)
    #expect(
      try written([table], .geoJSONLines)
        == #"{"type":"Feature","properties":{"layer":"point","x":1.23456789,"y":2},"geometry":null}"#
        + "\n")
  }
}
