import Tracks

/// The R-tree of one layer (the extension `gpkg_rtree_index`), filled while the rows are inserted.
///
/// Boxes are gathered and packed into SQLite's R-tree at once (its nodes are rows of ordinary
/// tables, whose layout the file format fixes: sqlite.org/rtree.html §6.1); beyond
/// `packingLimit` boxes, further ones are inserted one by one so that memory stays bounded.
final class SpatialIndex {
  private let database: GeoPackageDatabase
  private let layer: String
  private let column: String
  private let packingLimit: Int
  private var boxes: [IndexBox] = []
  private var isPacked = false

  private var name: String { "rtree_\(layer)_\(column)" }

  /// Creates an empty index; it takes 24 bytes a box up to the limit, and about 90
  /// while they are packed.
  init(
    database: GeoPackageDatabase, layer: String, column: String, packingLimit: Int
  ) throws(DwellError) {
    self.database = database
    self.layer = layer
    self.column = column
    self.packingLimit = packingLimit
    try database.execute(
      "CREATE VIRTUAL TABLE \"\(name)\" USING rtree(id, minx, maxx, miny, maxy)")
  }

  /// Adds the boxes of a batch.
  func add(_ more: [IndexBox]) throws(DwellError) {
    if !isPacked {
      boxes.append(contentsOf: more)
      if boxes.count >= packingLimit { try pack() }
      return
    }
    try database.insert(
      "INSERT INTO \"\(name)\" VALUES (?, ?, ?, ?, ?)", count: more.count
    ) { row in
      let box = more[row]
      return [.init(box.id)]
        + [box.west, box.east, box.south, box.north].map { .init(Double($0)) }
    }
  }

  /// Packs what is gathered, registers the index, and adds the triggers that keep it right when
  /// others edit the layer.
  func finish() throws(DwellError) {
    try pack()
    try database.execute(
      "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
        + "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
      [.init(layer), .init(column)])
    for trigger in triggers(layer: layer, column: column, key: "fid") {
      try database.execute(trigger)
    }
  }

  private func pack() throws(DwellError) {
    guard !isPacked else { return }
    isPacked = true
    guard !boxes.isEmpty else { return }
    let size = try database.integer("SELECT length(data) FROM \"\(name)_node\" WHERE nodeno = 1")
    guard let size, size >= 4 + 2 * 24 else {
      throw DwellError(.bug, "the nodes of SQLite's R-tree have an unknown size")
    }
    let nodes = packed(boxes, capacity: (size - 4) / 24)
    try database.insert(
      "INSERT OR REPLACE INTO \"\(name)_node\" VALUES (?, ?)", count: nodes.count
    ) { place in
      [.init(nodes[place].number), .init(bytes(of: nodes[place], size: size))]
    }
    let inner = nodes.filter { $0.level > 0 }.flatMap { node in
      node.cells.map { (child: $0.id, parent: node.number) }
    }
    try database.insert(
      "INSERT INTO \"\(name)_parent\" VALUES (?, ?)", count: inner.count
    ) { [.init(inner[$0].child), .init(inner[$0].parent)] }
    var leaves = nodes.filter { $0.level == 0 }.flatMap { node in
      node.cells.map { (row: $0.id, node: node.number) }
    }
    // In the order of the key, each row is appended to the table's last page.
    leaves.sort { $0.row < $1.row }
    try database.insert(
      "INSERT INTO \"\(name)_rowid\" VALUES (?, ?)", count: leaves.count
    ) { [.init(leaves[$0].row), .init(leaves[$0].node)] }
    boxes = []
  }

  /// A node as SQLite lays it out: depth (of the root only), count, then cells of an id and four
  /// single-precision numbers, all big-endian, zeros to the end.
  private func bytes(of node: IndexNode, size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    func append(_ value: some FixedWidthInteger) {
      for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    append(UInt16(node.number == 1 ? node.level : 0))
    append(UInt16(node.cells.count))
    for cell in node.cells {
      append(cell.id)
      for value in [cell.west, cell.east, cell.south, cell.north] { append(value.bitPattern) }
    }
    bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    return bytes
  }
}

/// The triggers that the extension prescribes (OGC 12-128r17, F.3, tables 36 to 41); they call
/// functions that whoever edits the file must bring.
private func triggers(layer: String, column: String, key: String) -> [String] {
  let (table, geom, id) = ("\"\(layer)\"", "\"\(column)\"", "\"\(key)\"")
  let name = "rtree_\(layer)_\(column)"
  let index = "\"\(name)\""
  let isFull = "NEW.\(geom) NOTNULL AND NOT ST_IsEmpty(NEW.\(geom))"
  let isEmpty = "NEW.\(geom) ISNULL OR ST_IsEmpty(NEW.\(geom))"
  let insertion = """
    INSERT OR REPLACE INTO \(index) VALUES (
      NEW.\(id), ST_MinX(NEW.\(geom)), ST_MaxX(NEW.\(geom)),
      ST_MinY(NEW.\(geom)), ST_MaxY(NEW.\(geom))
    );
    """
  func trigger(_ suffix: String, _ event: String, _ condition: String, _ body: String) -> String {
    "CREATE TRIGGER \"\(name)_\(suffix)\" AFTER \(event) ON \(table)\n"
      + "WHEN \(condition)\nBEGIN\n\(body)\nEND"
  }
  let same = "OLD.\(id) = NEW.\(id)"
  let moved = "OLD.\(id) != NEW.\(id)"
  let removal = "DELETE FROM \(index) WHERE id = OLD.\(id);"
  return [
    trigger("insert", "INSERT", "(\(isFull))", insertion),
    trigger("update1", "UPDATE OF \(geom)", "\(same) AND (\(isFull))", insertion),
    trigger("update2", "UPDATE OF \(geom)", "\(same) AND (\(isEmpty))", removal),
    trigger("update3", "UPDATE", "\(moved) AND (\(isFull))", removal + "\n" + insertion),
    trigger(
      "update4", "UPDATE", "\(moved) AND (\(isEmpty))",
      "DELETE FROM \(index) WHERE id IN (OLD.\(id), NEW.\(id));"),
    trigger("delete", "DELETE", "OLD.\(geom) NOT NULL", removal),
  ]
}
