import Foundation
import GRDB
import Places
import Testing
import Tracks

@Suite("Sites in a GeoPackage")
struct GeoPackagePlacesTests {
  /// A GeoPackage with the least there has to be, one layer a table.
  func make(
    _ path: String, layers: [(name: String, system: Int)] = [("places", 4326)],
    rows: [(id: String?, geometry: [UInt8]?)]
  ) throws {
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY,
            organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
          INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, ''),
            ('LV95', 7, 'EPSG', 2056, '');
          CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
          CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
          """)
      for layer in layers {
        try database.execute(
          sql:
            "CREATE TABLE \"\(layer.name)\" (fid INTEGER PRIMARY KEY, shape, id TEXT, prior REAL)")
        try database.execute(
          sql: "INSERT INTO gpkg_contents VALUES (?, 'features')", arguments: [layer.name])
        try database.execute(
          sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'shape', ?)",
          arguments: [layer.name, layer.system])
        for row in rows {
          try database.execute(
            sql: "INSERT INTO \"\(layer.name)\" (shape, id, prior) VALUES (?, ?, 2.5)",
            arguments: [row.geometry.map { Data($0) }, row.id])
        }
      }
    }
  }

  func blob(_ extent: Extent, envelope: Int = 0) -> [UInt8] {
    let sizes = [0, 32, 48, 48, 64]
    return [0x47, 0x50, 0, UInt8(envelope << 1 | 1), 0xE6, 0x10, 0, 0]
      + [UInt8](repeating: 0, count: sizes[envelope]) + extent.wellKnownBinary
  }

  let place = Extent.point(Position(longitude: 8, latitude: 47))

  @Test("features are read behind every kind of envelope", arguments: 0...4)
  func envelopes(kind: Int) throws {
    let files = try PlaceFiles()
    let path = files.folder.appending(path: "a.gpkg").path
    try make(path, rows: [("a", blob(place, envelope: kind)), (nil, blob(place))])
    let sites = try knownSites(path: path)
    #expect(sites.map(\.site) == ["a", "site-2"])
    #expect(sites.map(\.extent) == [place, place])
    #expect(sites.map(\.prior) == [2.5, 2.5])
  }

  @Test("all layers are read, but of a file that dwell wrote only its sites")
  func layers() throws {
    let files = try PlaceFiles()
    let path = files.folder.appending(path: "a.gpkg").path
    try make(path, layers: [("one", 4326), ("sites", 4326)], rows: [(nil, blob(place))])
    #expect(try knownSites(path: path).count == 2)
    let own = files.folder.appending(path: "own.gpkg").path
    try make(
      own, layers: [("areas", 4326), ("sites", 4326)],
      rows: [("s", blob(place)), ("t", blob(place))])
    #expect(try knownSites(path: own).map(\.site) == ["s", "t"])
  }

  @Test("another system, a cut blob, an empty geometry and a plain database are named")
  func faults() throws {
    let files = try PlaceFiles()
    func said(
      _ name: String, system: Int = 4326, _ geometry: [UInt8]?
    ) throws -> String? {
      let path = files.folder.appending(path: name).path
      try make(path, layers: [("places", system)], rows: [("a", geometry)])
      return complaint(path) { _ = try knownSites(path: path) }
    }
    #expect(
      try said("system", system: 7, blob(place))
        == "layer 'places' is in the system EPSG:2056: give longitude and latitude (EPSG:4326), "
        + "for example with 'ogr2ogr -t_srs EPSG:4326'")
    #expect(
      try said("cut", Array(blob(place).prefix(20)))
        == "feature 1: a geometry (WKB) cannot be read: it is cut short")
    #expect(try said("head", [0x47, 0x50]) == "feature 1: its geometry is no GeoPackage geometry")
    #expect(
      try said("envelope", Array(blob(place, envelope: 4).prefix(40)))
        == "feature 1: its geometry is cut short")
    let none = "feature 1: has no geometry: give it one or take it out"
    #expect(try said("null", nil) == none)
    #expect(try said("empty", [0x47, 0x50, 0, 0x11, 0, 0, 0, 0]) == none)

    let plain = files.folder.appending(path: "plain.db").path
    try DatabaseQueue(path: plain).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    #expect(
      complaint(plain) { _ = try knownSites(path: plain) }
        == "is SQLite but no GeoPackage: it has no table of geometry columns")
    let broken = try files.path("SQLite format 3\0 and then nothing that is SQLite", "broken")
    let words = complaint(broken) { _ = try knownSites(path: broken) }
    #expect(words?.hasPrefix("is no GeoPackage that can be read: ") == true)
  }
}
