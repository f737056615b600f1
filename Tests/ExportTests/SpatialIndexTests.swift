import Export
import Foundation
import GRDB
import TestSupport
import Testing
import Tracks

@Suite("The spatial index")
struct SpatialIndexTests {
  @Test(
    "any window finds the rows that a scan finds, packed or inserted, and SQLite finds the tree sound",
    arguments: [0, 1, 50, 51, 52, 2601, 2602, 6000], [2_000_000, 1000, 1])
  func windows(count: Int, packedBoxes: Int) throws {
    let scratch = try Scratch()
    var settings = ExportSettings()
    settings.packedBoxes = packedBoxes
    let sink = try recordSink(
      path: scratch.path("f.gpkg"), format: .geoPackage, settings: settings)
    var random = SplitMix(seed: UInt64(count))
    var fixes = Fixes()
    for row in 0..<count {
      fixes.time.append(Int64(row))
      // Some without place, some all in one spot.
      fixes.longitude.append(row % 97 == 5 ? .nan : row % 3 == 0 ? 8 : random.uniform(7.9, 8.1))
      fixes.latitude.append(row % 3 == 0 ? 47 : random.uniform(46.9, 47.1))
      fixes.vehicle.append("a")
    }
    for start in stride(from: 0, to: max(1, count), by: 700) {
      try sink.write(fixes.gathered(Array(start..<min(start + 700, count))).table())
    }
    try sink.commit()
    try DatabaseQueue(path: scratch.path("f.gpkg")).read { database throws in
      #expect(
        try String.fetchOne(database, sql: "SELECT rtreecheck('rtree_fixes_geom')") == "ok")
      for _ in 0..<20 {
        let west = random.uniform(7.85, 8.1)
        let south = random.uniform(46.85, 47.1)
        let window = (west: west, south: south, east: west + 0.05, north: south + 0.05)
        let found = try Set(
          Int.fetchAll(
            database,
            sql: """
              SELECT id FROM rtree_fixes_geom
              WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?
              """, arguments: [window.west, window.east, window.south, window.north]))
        let scanned = Set(
          (0..<count).filter {
            (window.west...window.east).contains(fixes.longitude[$0])
              && (window.south...window.north).contains(fixes.latitude[$0])
          }.map { $0 + 1 })
        // Boxes are widened to single precision, so the index may find a few more, never fewer.
        #expect(found.isSuperset(of: scanned))
        let near = found.subtracting(scanned).map { $0 - 1 }
        #expect(
          near.allSatisfy {
            (window.west - 1e-5...window.east + 1e-5).contains(fixes.longitude[$0])
              && (window.south - 1e-5...window.north + 1e-5).contains(fixes.latitude[$0])
          })
      }
    }
  }

  @Test("boxes hold what they are made from, and are as tight as single precision allows")
  func boxes() {
    var random = SplitMix(seed: 5)
    for _ in 0..<1000 {
      let x = random.uniform(-180, 180)
      let y = random.uniform(-90, 90)
      let box = IndexBox(id: 1, west: x, south: y, east: x, north: y)
      #expect(Double(box.west) <= x && x <= Double(box.east))
      #expect(Double(box.south) <= y && y <= Double(box.north))
      #expect(box.west.nextUp >= box.east && box.south.nextUp >= box.north)
    }
    let exact = IndexBox(id: 1, west: 0.5, south: -2, east: 0.5, north: -2)
    #expect(exact.west == exact.east && exact.south == exact.north)
  }

  @Test(
    "every node but the root has a parent that holds its box", arguments: [1, 2, 3, 4, 5, 17, 100])
  func nodes(count: Int) {
    var random = SplitMix(seed: 9)
    let boxes = (1...count).map { id in
      let x = random.uniform(0, 1)
      let y = random.uniform(0, 1)
      return IndexBox(id: Int64(id), west: x, south: y, east: x, north: y)
    }
    for capacity in [2, 3, 51] {
      let nodes = packed(boxes, capacity: capacity)
      #expect(nodes.allSatisfy { (1...capacity).contains($0.cells.count) })
      #expect(nodes.filter { $0.number == 1 }.count == 1 && nodes.last?.number == 1)
      let leaves = nodes.filter { $0.level == 0 }
      #expect(leaves.flatMap { $0.cells.map(\.id) }.sorted() == boxes.map(\.id))
      for node in nodes where node.number != 1 {
        let parents = nodes.filter { parent in
          parent.level == node.level + 1 && parent.cells.contains { $0.id == node.number }
        }
        #expect(parents.count == 1)
        let box = parents.first?.cells.first { $0.id == node.number }
        #expect(box == IndexBox(node: node.number, around: node.cells))
      }
    }
  }

  @Test("the triggers keep the index right when someone edits the layer")
  func triggers() throws {
    let scratch = try Scratch()
    let sink = try recordSink(path: scratch.path("f.gpkg"), format: .geoPackage)
    try sink.write(Samples.fixes(100).table())
    try sink.commit()
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // What GDAL and QGIS bring: enough of it for a point without envelope.
      func add(_ name: String, _ value: @escaping @Sendable (Position) -> Double) {
        database.add(
          function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
            guard let blob = Data.fromDatabaseValue(values[0]) else { return nil }
            guard case .point(let position) = try Extent(wellKnownBinary: Array(blob)[8...])
            else { return nil }
            return value(position)
          })
      }
      add("ST_MinX") { $0.longitude }
      add("ST_MaxX") { $0.longitude }
      add("ST_MinY") { $0.latitude }
      add("ST_MaxY") { $0.latitude }
      add("ST_IsEmpty") { _ in 0 }
    }
    let queue = try DatabaseQueue(path: scratch.path("f.gpkg"), configuration: configuration)
    func indexed() throws -> Set<Int> {
      try queue.read { try Set(Int.fetchAll($0, sql: "SELECT id FROM rtree_fixes_geom")) }
    }
    #expect(try indexed() == Set(1...100))
    try queue.write { database in
      try database.execute(sql: "DELETE FROM fixes WHERE fid = 7")
      try database.execute(sql: "UPDATE fixes SET geom = NULL WHERE fid = 8")
      try database.execute(sql: "UPDATE fixes SET fid = 500 WHERE fid = 9")
      try database.execute(
        sql: "INSERT INTO fixes (geom, lon) SELECT geom, lon FROM fixes WHERE fid = 50")
      try database.execute(
        sql: "UPDATE fixes SET geom = (SELECT geom FROM fixes WHERE fid = 100) WHERE fid = 1")
    }
    #expect(try indexed() == Set(1...100).subtracting([7, 8, 9]).union([500, 501]))
    try queue.read { database throws in
      #expect(
        try String.fetchOne(database, sql: "SELECT rtreecheck('rtree_fixes_geom')") == "ok")
      let moved = try Double.fetchOne(
        database, sql: "SELECT minx FROM rtree_fixes_geom WHERE id = 1")
      #expect(abs((moved ?? 0) - 8.099) < 1e-5)
    }
  }
}
