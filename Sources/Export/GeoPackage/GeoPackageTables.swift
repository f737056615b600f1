/// The tables and rows that every GeoPackage has (OGC 12-128r17, version 1.3, annex C).
///
/// Version 1.3 and not 1.4, which changes nothing that is used here but makes readers older than
/// 2023 warn.
enum GeoPackageTables {
  /// `GPKG`, at byte 68 of the file.
  static let applicationId: Int32 = 0x4750_4B47
  /// Version 1.3.0, at byte 60 of the file.
  static let userVersion: Int32 = 10300

  /// Creates the required tables and the three required reference systems.
  static let creation = [
    """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL PRIMARY KEY,
      organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL,
      definition TEXT NOT NULL,
      description TEXT
    )
    """,
    """
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY,
      data_type TEXT NOT NULL,
      identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE,
      min_y DOUBLE,
      max_x DOUBLE,
      max_y DOUBLE,
      srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
    )
    """,
    """
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL,
      column_name TEXT NOT NULL,
      geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL,
      m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    )
    """,
    """
    CREATE TABLE gpkg_extensions (
      table_name TEXT,
      column_name TEXT,
      extension_name TEXT NOT NULL,
      definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
    )
    """,
    """
    INSERT INTO gpkg_spatial_ref_sys VALUES
      ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
       'undefined Cartesian coordinate reference system'),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
       'undefined geographic coordinate reference system'),
      ('WGS 84 geodetic', 4326, 'EPSG', 4326, '\(worldGeodeticSystem)',
       'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid')
    """,
  ]

  /// EPSG:4326 in the WKT of OGC 01-009.
  private static let worldGeodeticSystem =
    #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,"#
    + #"AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,"#
    + #"AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,"#
    + #"AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#
    + #"AUTHORITY["EPSG","4326"]]"#

  /// What a layer holds, for `gpkg_contents`.
  static func description(of layer: String) -> String {
    switch layer {
    case "areas": "Where flights dwelled: the outline of each cluster, with its weight"
    case "visits": "Each episode of dwelling of one flight"
    case "findings": "Each area against a site, the best supported first"
    case "sites": "Places given, and candidates inferred"
    case "crossings": "Each passage through a boundary"
    case "fixes": "Position reports"
    default: "Points in a plane, metres"
    }
  }

  /// A name as SQL quotes it.
  static func quoted(_ name: String) -> String {
    var text = "\""
    for character in name {
      if character == "\"" { text.append(character) }
      text.append(character)
    }
    return text + "\""
  }
}
