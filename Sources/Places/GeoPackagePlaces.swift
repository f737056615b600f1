import struct Foundation.Data
import GRDB
import Tracks

/// The features of a GeoPackage's layers, in the order of its contents; of one that has a layer
/// `sites` beside others of ours, only that.
func geoPackagePlaces(path: String) throws(DwellError) -> [RawPlace] {
  do {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { try places(in: $0) }
  } catch let error as DwellError {
    throw error
  } catch let error as DatabaseError {
    throw DwellError(.badData, "is no GeoPackage that can be read: \(error.message ?? "\(error)")")
  } catch {
    throw DwellError(.badData, "is no GeoPackage that can be read: \(error)")
  }
}

private func places(in database: Database) throws -> [RawPlace] {
  guard try database.tableExists("gpkg_geometry_columns") else {
    throw DwellError(.badData, "is SQLite but no GeoPackage: it has no table of geometry columns")
  }
  var layers = try Row.fetchAll(
    database,
    sql: """
      SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id
      FROM gpkg_geometry_columns g
      JOIN gpkg_contents c ON c.table_name = g.table_name
      LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
      WHERE c.data_type = 'features' ORDER BY c.rowid
      """)
  let own: Set = ["areas", "visits", "findings", "sites", "crossings", "fixes", "points"]
  let names = Set(layers.map { $0["table_name"] as String })
  if names.contains("sites"), names.isSubset(of: own) {
    layers.removeAll { $0["table_name"] as String != "sites" }
  }
  return try layers.flatMap { layer in
    let table: String = layer["table_name"]
    let system = "\(layer["organization"] as String? ?? "unknown")"
    let code = "\(layer["organization_coordsys_id"] as Int? ?? 0)"
    guard system.lowercased() == "epsg", code == "4326" || code == "4979" else {
      throw DwellError(
        .badData,
        "layer '\(table)' is in the system \(system):\(code): give longitude and latitude "
          + "(EPSG:4326), for example with 'ogr2ogr -t_srs EPSG:4326'")
    }
    return try features(
      of: table, geometry: layer["column_name"], isOnly: layers.count == 1, in: database)
  }
}

private func features(
  of table: String, geometry: String, isOnly: Bool, in database: Database
) throws -> [RawPlace] {
  let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)")
  var places: [RawPlace] = []
  while let row = try rows.next() {
    let label = (isOnly ? "" : "layer '\(table)', ") + "feature \(places.count + 1)"
    var properties: [String: String] = [:]
    var extent: Extent?
    for (name, value) in row {
      if name.lowercased() == geometry.lowercased() {
        guard let blob = Data.fromDatabaseValue(value) else { continue }
        do throws(DwellError) {
          extent = try geoPackageExtent(Array(blob))
        } catch {
          throw DwellError(error.kind, "\(label): \(error.message)")
        }
      } else if let text = String.fromDatabaseValue(value) ?? number(value), !text.isEmpty {
        properties[name.lowercased()] = text
      }
    }
    places.append(RawPlace(label: label, properties: properties, extent: extent))
  }
  return places
}

private func number(_ value: DatabaseValue) -> String? {
  switch value.storage {
  case .int64(let integer): String(integer)
  case .double(let real): "\(real)"
  default: nil
  }
}

/// The geometry of a GeoPackage blob (OGC 12-128r17, §2.1.3): a header, then WKB; nil when empty.
func geoPackageExtent(_ bytes: [UInt8]) throws(DwellError) -> Extent? {
  guard bytes.count >= 8, bytes.starts(with: "GP".utf8) else {
    throw DwellError(.badData, "its geometry is no GeoPackage geometry")
  }
  let envelopes = [0, 32, 48, 48, 64]
  let envelope = Int(bytes[3] >> 1 & 7)
  guard envelope < envelopes.count, bytes.count >= 8 + envelopes[envelope] else {
    throw DwellError(.badData, "its geometry is cut short")
  }
  if bytes[3] & 0x10 != 0 { return nil }
  return try Extent(wellKnownBinary: bytes[(8 + envelopes[envelope])...])
}
