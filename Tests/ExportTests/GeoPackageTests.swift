import Export
import Foundation
import GRDB
import TestSupport
import Testing
import Tracks

@Suite("GeoPackage")
struct GeoPackageTests {
  typealias Row = GRDB.Row

  /// Every kind but points, written to `name` in the scratch folder.
  func write(_ scratch: Scratch, _ name: String = "all.gpkg") throws -> DatabaseQueue {
    let sink = try recordSink(path: scratch.path(name), format: .geoPackage)
    try sink.write(Samples.fixes(300).table())
    try sink.write(Site.table([Samples.site("s")]))
    try sink.write(Finding.table([Samples.finding(rank: 1, site: "s")]))
    try sink.write(Visit.table([Samples.visit("v", first: "2020-01-01T00:00:00", vehicle: "a")]))
    try sink.write(Area.table(Samples.areas))
    try sink.write(Crossing.table([]))
    try sink.commit()
    return try DatabaseQueue(path: scratch.path(name))
  }

  @Test("the header, the systems and the list of layers are what the standard asks for")
  func required() throws {
    let scratch = try Scratch()
    let database = try write(scratch)
    try database.read { database throws in
      #expect(try Int.fetchOne(database, sql: "PRAGMA application_id") == 0x4750_4B47)
      #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == 10300)
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(
        try Int.fetchAll(database, sql: "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1")
          == [-1, 0, 4326])
      let layers = ["areas", "visits", "findings", "sites", "crossings", "fixes"]
      #expect(
        try String.fetchAll(database, sql: "SELECT table_name FROM gpkg_contents ORDER BY rowid")
          == layers)
      #expect(
        try String.fetchAll(
          database, sql: "SELECT geometry_type_name FROM gpkg_geometry_columns ORDER BY rowid")
          == ["MULTIPOLYGON", "POINT", "POINT", "GEOMETRY", "POINT", "POINT"])
      #expect(
        try Int.fetchOne(
          database,
          sql: "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
          == 6)
      // The latest instant anywhere: the last area's, to the millisecond.
      #expect(
        try Set(String.fetchAll(database, sql: "SELECT last_change FROM gpkg_contents"))
          == ["2020-09-05T12:00:00.250Z"])
    }
  }

  @Test("every value reads back: rounded numbers, instants in milliseconds, lists as JSON")
  func values() throws {
    let scratch = try Scratch()
    let database = try write(scratch)
    try database.read { database throws in
      let row = try #require(try Row.fetchOne(database, sql: "SELECT * FROM areas WHERE fid = 1"))
      #expect(row["dwell_s"] as Double == 1234.568)
      #expect(row["first_seen"] as String == "2020-09-05T10:11:12.000Z")
      #expect(row["last_seen"] as String == "2020-09-05T12:00:00.250Z")
      #expect(row["median_revisit_s"] as Double? == nil)
      #expect(row["hour_s"] as String == "[0,1.5,null]")
      #expect(row["visit_ids"] as String == #"["a-1","b \"2\""]"#)
      let names = Area.fields.map(\.name).filter { $0 != "geometry" }
      #expect(Array(row.columnNames) == ["fid", "geom"] + names)
      let types = try Row.fetchAll(database, sql: "PRAGMA table_info(areas)").map {
        $0["type"] as String
      }
      #expect(
        types.prefix(9) == [
          "INTEGER", "MULTIPOLYGON", "INTEGER", "REAL", "REAL", "INTEGER", "INTEGER", "INTEGER",
          "INTEGER",
        ])
      #expect(types[9...10] == ["DATETIME", "DATETIME"])
      let visit = try #require(try Row.fetchOne(database, sql: "SELECT * FROM visits"))
      #expect(!visit.columnNames.contains("sample_east_m"))
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM fixes") == 300)
      let heights = try Double?.fetchAll(database, sql: "SELECT height_m FROM fixes LIMIT 2")
      #expect(heights == [500.12, nil])
    }
  }

  @Test("geometries carry the standard's header, an envelope, and WKB that reads back")
  func geometry() throws {
    let scratch = try Scratch()
    let database = try write(scratch)
    try database.read { database throws in
      let blobs = try Data.fetchAll(database, sql: "SELECT geom FROM areas ORDER BY fid")
      let area = Array(blobs[0])
      // GP, version 0, little-endian with an envelope of x and y, system 4326.
      #expect(area.prefix(8) == [0x47, 0x50, 0, 0b011, 0xE6, 0x10, 0, 0])
      var envelope: [Double] = []
      for start in stride(from: 8, to: 40, by: 8) {
        var bits: UInt64 = 0
        for byte in area[start..<start + 8].reversed() { bits = bits << 8 | UInt64(byte) }
        envelope.append(Double(bitPattern: bits))
      }
      #expect(envelope == [8, 8.5, 47, 47.5])
      guard case .polygon(let rings) = Samples.clockwiseSquare else { return }
      #expect(try Extent(wellKnownBinary: area[40...]) == .multiPolygon([rings]))
      let fix = Array(try #require(try Data.fetchOne(database, sql: "SELECT geom FROM fixes")))
      #expect(fix.prefix(8) == [0x47, 0x50, 0, 0b001, 0xE6, 0x10, 0, 0] && fix.count == 29)
      #expect(
        try Extent(wellKnownBinary: fix[8...]) == .point(Position(longitude: 8, latitude: 47)))
      #expect(try Data.fetchOne(database, sql: "SELECT geom FROM sites") == nil)
      let bounds = try #require(
        try Row.fetchOne(database, sql: "SELECT * FROM gpkg_contents WHERE table_name = 'fixes'"))
      #expect(bounds["min_x"] as Double == 8 && bounds["max_y"] as Double == 47)
      #expect(abs((bounds["max_x"] as Double) - 8.299) < 1e-12)
      let empty = try #require(
        try Row.fetchOne(
          database, sql: "SELECT * FROM gpkg_contents WHERE table_name = 'crossings'"))
      #expect(empty["min_x"] as Double? == nil && empty["srs_id"] as Int == 4326)
    }
  }

  @Test("a later batch may bring new columns, and one name with two types becomes two")
  func newColumns() throws {
    let scratch = try Scratch()
    let sink = try recordSink(path: scratch.path("f.gpkg"), format: .geoPackage)
    var second = Samples.fixes(1)
    second.extras = [Column("FID", .integer([7])), Column("note", .real([0.123456789]))]
    var third = Samples.fixes(1)
    third.extras = [Column("note", .text(PackedBytes(["x"])))]
    for batch in [Samples.fixes(1), second, third] { try sink.write(batch.table()) }
    try sink.commit()
    try DatabaseQueue(path: scratch.path("f.gpkg")).read { database throws in
      let rows = try Row.fetchAll(database, sql: "SELECT FID_2, note, note_2 FROM fixes")
      #expect(rows.map { $0["FID_2"] as Int? } == [nil, 7, nil])
      #expect(rows.map { $0["note"] as Double? } == [nil, 0.123456789, nil])
      #expect(rows.map { $0["note_2"] as String? } == [nil, nil, "x"])
    }
  }

  @Test("points in metres are a layer of an undefined plane; without any place, attributes")
  func points() throws {
    let scratch = try Scratch()
    for (name, columns) in [("xy", ["x", "y"]), ("none", ["a", "b"])] {
      let sink = try recordSink(path: scratch.path(name), format: .geoPackage)
      let table = Table(
        kind: .points, columns: columns.map { Column($0, .real([1e6, 2e6])) }, rowCount: 2)
      try sink.write(table)
      try sink.commit()
    }
    try DatabaseQueue(path: scratch.path("xy")).read { database throws in
      #expect(try Int.fetchOne(database, sql: "SELECT srs_id FROM gpkg_geometry_columns") == -1)
      #expect(try Double.fetchOne(database, sql: "SELECT max_x FROM gpkg_contents") == 2e6)
    }
    try DatabaseQueue(path: scratch.path("none")).read { database throws in
      #expect(
        try String.fetchOne(database, sql: "SELECT data_type FROM gpkg_contents") == "attributes")
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM points") == 2)
    }
  }

  @Test("the given last change stands in the contents")
  func lastChange() throws {
    let scratch = try Scratch()
    var settings = ExportSettings()
    settings.lastChange = Samples.instant("2001-02-03T04:05:06")
    let sink = try recordSink(path: scratch.path("a"), format: .geoPackage, settings: settings)
    try sink.write(Area.table([]))
    try sink.commit()
    try DatabaseQueue(path: scratch.path("a")).read { database throws in
      #expect(
        try String.fetchOne(database, sql: "SELECT last_change FROM gpkg_contents")
          == "2001-02-03T04:05:06.000Z")
    }
  }

  @Test("SQLite's full disk is an error of input and output, a wrong statement our bug")
  func errors() {
    let full = DatabaseError(resultCode: .SQLITE_FULL, message: "database or disk is full")
    let error = writingFailed(full, name: "a.gpkg")
    #expect(
      error == DwellError(.inputOutput, "a.gpkg: cannot be written: database or disk is full"))
    #expect(writingFailed(DatabaseError(resultCode: .SQLITE_ERROR), name: "a").kind == .bug)
  }

  @Test(
    "ogrinfo opens every layer without a warning",
    .enabled(if: isInstalled("ogrinfo"), "ogrinfo (gdal-bin) is not installed"))
  func opensInGDAL() throws {
    let scratch = try Scratch()
    _ = try write(scratch)
    let outcome = try #require(try run("ogrinfo", ["-al", "-so", scratch.path("all.gpkg")]))
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("Warning") && !outcome.output.contains("ERROR"))
    let counts = outcome.output.split(separator: "\n").filter {
      $0.hasPrefix("Layer name") || $0.hasPrefix("Feature Count") || $0.hasPrefix("Geometry:")
    }
    #expect(
      counts == [
        "Layer name: areas", "Geometry: Multi Polygon", "Feature Count: 2",
        "Layer name: visits", "Geometry: Point", "Feature Count: 1",
        "Layer name: findings", "Geometry: Point", "Feature Count: 1",
        "Layer name: sites", "Geometry: Unknown (any)", "Feature Count: 1",
        "Layer name: crossings", "Geometry: Point", "Feature Count: 0",
        "Layer name: fixes", "Geometry: Point", "Feature Count: 300",
      ])
    let spatial = try #require(
      try run(
        "ogrinfo",
        ["-q", "-al", "-spat", "8.0995", "46", "8.1035", "48", scratch.path("all.gpkg"), "fixes"]))
    #expect(spatial.output.split(separator: "\n").filter { $0.hasPrefix("OGRFeature") }.count == 4)
  }

  static let validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"

  @Test(
    "GDAL's validation finds nothing wrong",
    .enabled(
      if: FileManager.default.fileExists(atPath: validator),
      "validate_gpkg (python3-gdal) is not installed"))
  func validates() throws {
    let scratch = try Scratch()
    _ = try write(scratch)
    let python = "/usr/bin/python3"
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [Self.validator, "-k", "-v", scratch.path("all.gpkg")]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(output)")
    #expect(!output.contains("Req "), "\(output)")
  }
}
