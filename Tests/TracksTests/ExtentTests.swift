import TestSupport
import Testing
import Tracks

@Suite struct ExtentTests {
  private static let ring = [
    Position(longitude: 0, latitude: 0), Position(longitude: 1, latitude: 0),
    Position(longitude: 1, latitude: 1), Position(longitude: 0, latitude: 0),
  ]

  static let samples: [Extent] = [
    .point(Position(longitude: 1.5, latitude: -2)), .line(Array(ring.prefix(2))),
    .polygon([ring, ring]), .multiPolygon([[ring], [ring, ring]]),
    .collection([.point(ring[1]), .polygon([ring])]), .polygon([]), .collection([]),
  ]

  @Test("WKB is read back as it was", arguments: samples.indices)
  func roundTrip(index: Int) throws {
    let extent = Self.samples[index]
    #expect(try Extent(wellKnownBinary: extent.wellKnownBinary[...]) == extent)
  }

  @Test("a point is 21 bytes: order, type, longitude, latitude (OGC 06-103r4, 8.2)")
  func golden() {
    let bytes = Extent.point(Position(longitude: 1, latitude: 2)).wellKnownBinary
    #expect(
      bytes == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40])
  }

  @Test("big-endian, EWKB with an SRID and ISO heights are understood")
  func dialects() throws {
    let point = Extent.point(Position(longitude: 1, latitude: 2))
    let one: [UInt8] = [0x3F, 0xF0, 0, 0, 0, 0, 0, 0]
    let two: [UInt8] = [0x40, 0, 0, 0, 0, 0, 0, 0]
    #expect(try Extent(wellKnownBinary: ([0, 0, 0, 0, 1] + one + two)[...]) == point)
    #expect(
      try Extent(wellKnownBinary: ([0, 0x20, 0, 0, 1, 0, 0, 0x10, 0xE6] + one + two)[...]) == point)
    #expect(try Extent(wellKnownBinary: ([0, 0, 0, 3, 0xE9] + one + two + two)[...]) == point)
  }

  @Test("cut anywhere, or with any byte changed, WKB is an error or a geometry, never a crash")
  func hostile() {
    for extent in Self.samples {
      let bytes = extent.wellKnownBinary
      for cut in 0..<bytes.count {
        #expect(throws: DwellError.self) { try Extent(wellKnownBinary: bytes[..<cut]) }
      }
      var random = SplitMix(seed: 3)
      for place in bytes.indices {
        var changed = bytes
        changed[place] = UInt8.random(in: 0...255, using: &random)
        _ = try? Extent(wellKnownBinary: changed[...])
      }
    }
  }

  @Test("nesting a collection 10,000 deep is refused")
  func deep() {
    let head: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0]
    let bytes = (0..<10_000).flatMap { _ in head }
    let error = #expect(throws: DwellError.self) { try Extent(wellKnownBinary: bytes[...]) }
    #expect(
      error?.message == "a geometry (WKB) cannot be read: it is nested more than 16 deep")
  }
}
