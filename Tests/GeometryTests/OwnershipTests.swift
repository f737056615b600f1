import Foundation
import Geometry
import TestSupport
import Testing
import Tracks

@Suite("Errors and ownership")
struct OwnershipTests {
  @Test("a failure carries GEOS's own words, and the next call works")
  func words() throws {
    let context = try GeosContext()
    let open = CoordinateColumns(x: [0, 1, 1, 0], y: [0, 0, 1, 1])
    #expect(
      throws: DwellError(
        .badData,
        "geometry: GEOS cannot make a ring (corners: 4): IllegalArgumentException: "
          + "Points of LinearRing do not form a closed linestring")
    ) { _ = try GeosShape(rings: [open], in: context) }
    let short = CoordinateColumns(x: [0], y: [0])
    #expect(
      throws: DwellError(
        .badData,
        "geometry: GEOS cannot make a line (corners: 1): IllegalArgumentException: "
          + "point array must contain 0 or >1 elements")
    ) { _ = try GeosShape(line: short, in: context) }
    #expect(try GeosShape(x: 0, y: 0, in: context).buffered(by: 1).area() > 3.1)
  }

  @Test("a coordinate that is no finite number is refused before GEOS sees it")
  func finite() throws {
    let context = try GeosContext()
    let line = CoordinateColumns(x: [0, .nan], y: [0, 1])
    #expect(
      throws: DwellError(
        .badData, "geometry: a coordinate is not a finite number: leave the geometry out")
    ) { _ = try GeosShape(line: line, in: context) }
  }

  @Test("making and failing a thousand times leaves no memory behind")
  func leaks() throws {
    let context = try GeosContext()
    let angles = (0..<2000).map { Double($0) * 0.18 }
    var ring = CoordinateColumns(x: angles.map(\.cosine), y: angles.map(\.sine))
    let open = ring
    ring.x.append(ring.x[0])
    ring.y.append(ring.y[0])
    func round() throws {
      let shape = try GeosShape(rings: [ring, ring], in: context)
      _ = try shape.densified(to: 0.01).polygons()
      _ = try? GeosShape(rings: [ring, open], in: context)
      _ = try PreparedShape(shape).covers(x: 1, y: 1)
      _ = try GeosShape(line: ring, in: context).nearestPoint(toX: 2, y: 2)
    }
    for _ in 0..<50 { try round() }
    func growth() throws -> Int {
      let before = residentBytes()
      for _ in 0..<1000 { try round() }
      return residentBytes() - before
    }
    // One shape of 2,000 corners left behind a round would be 48 MB, each time; what tests beside take,
    // they take at some time.
    #expect(try (0..<5).contains { _ in try growth() < 30_000_000 })
  }

  private func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? "0 0"
    return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
  }
}
