import Foundation
import Projection
import TestSupport
import Testing
import Tracks

@Suite("The ground that lines of sight end on")
struct GroundTests {
  private let place = Position(longitude: 8.5, latitude: 47.1)

  private static let (south, west, step, count) = (46.9, 8.3, 0.01, 41)

  /// Heights as a function of longitude and latitude, in a GeoTIFF as terrain comes: one band of floats in
  /// degrees, WGS 84, a pixel a point, north first.
  private func terrain(_ height: (Double, Double) -> Double) throws -> String {
    var file = LittleFile()
    let (count, step) = (Self.count, Self.step)
    let north = Self.south + Double(count - 1) * step
    let entries: [(tag: Int, type: Int, values: [Double])] = [
      (256, 3, [Double(count)]), (257, 3, [Double(count)]), (258, 3, [32]), (259, 3, [1]),
      (262, 3, [1]), (273, 4, [8]), (277, 3, [1]), (278, 3, [Double(count)]),
      (279, 4, [Double(4 * count * count)]), (339, 3, [3]), (33550, 12, [step, step, 0]),
      (33922, 12, [0, 0, 0, Self.west, north, 0]),
      (34735, 3, [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 2, 2048, 0, 1, 4326]),
    ]
    file.append(0x002A_4949 as UInt32)
    file.append(UInt32(8 + 4 * count * count))
    for row in 0..<count {
      for column in 0..<count {
        let value = height(Self.west + Double(column) * step, north - Double(row) * step)
        file.append(Float(value).bitPattern)
      }
    }
    var rest = file.bytes.count + 2 + 12 * entries.count + 4
    var beyond = LittleFile()
    file.append(UInt16(entries.count))
    for entry in entries {
      file.append(UInt16(entry.tag))
      file.append(UInt16(entry.type))
      file.append(UInt32(entry.values.count))
      var own = LittleFile()
      for value in entry.values {
        switch entry.type {
        case 3: own.append(UInt16(value))
        case 4: own.append(UInt32(value))
        default: own.append(value.bitPattern)
        }
      }
      if own.bytes.count <= 4 {
        file.bytes += own.bytes + [UInt8](repeating: 0, count: 4 - own.bytes.count)
      } else {
        file.append(UInt32(rest))
        rest += own.bytes.count
        beyond.bytes += own.bytes
      }
    }
    file.append(0 as UInt32)
    return try save(file.bytes + beyond.bytes, "terrain", "tif")
  }

  /// A geoid model in NOAA's GTX format: big-endian corner, steps, rows, columns, then heights.
  private func model(_ height: Float) throws -> String {
    var bytes: [UInt8] = []
    func append<T: FixedWidthInteger>(_ value: T) {
      bytes += (0..<T.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> T(8 * $0)) }
    }
    for number in [Self.south, Self.west, Self.step, Self.step] { append(number.bitPattern) }
    append(Int32(Self.count))
    append(Int32(Self.count))
    for _ in 0..<Self.count * Self.count { append(height.bitPattern) }
    return try save(bytes, "geoid", "gtx")
  }

  private func save(_ bytes: [UInt8], _ name: String, _ ending: String) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("dwell \(name) \(UUID().uuidString).\(ending)")
    try Data(bytes).write(to: path)
    return path.path
  }

  private func ray(_ azimuth: Double, _ elevation: Double, height: Double) -> ViewRay {
    ViewRay(
      from: place, height: height,
      ViewAttitude(heading: azimuth, pitch: 0, roll: 0, azimuth: 0, elevation: elevation))
  }

  @Test("one height for all is met where the line of sight itself meets it")
  func level() throws {
    let ground = try Ground(.level(1200))
    let down = ray(40, -20, height: 4000)
    #expect(try ground.distance(along: down) == down.distance(toHeight: 1200))
    #expect(try ground.level(4000, above: .meanSeaLevel, at: place) == 4000)
    #expect(try ground.level(300, above: .aboveGround, at: place) == 1500)
  }

  @Test("a slope is met where height and way agree, looking uphill and downhill")
  func slope() throws {
    let metres = Earth.metresPerDegree(atLatitude: 47.1).longitude
    let path = try terrain { longitude, _ in 1000 + 0.1 * (longitude - 8.5) * metres }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ground = try Ground(.terrain(path))
    for (azimuth, slope) in [(90.0, 0.1), (270, -0.1)] {
      // 2,000 m above: uphill 45° down meets it after 2000 ÷ 1.1, downhill after 2000 ÷ 0.9.
      let line = ray(azimuth, -45, height: 3000)
      let range = try #require(try ground.distance(along: line))
      #expect(abs(range * (45.0).cosine - 2000 / (1 + slope)) < 3)
    }
    #expect(abs(try ground.level(500, above: .aboveGround, at: place) - 1500) < 0.01)
  }

  @Test("the first ridge hides what lies behind it")
  func ridge() throws {
    let metres = Earth.metresPerDegree(atLatitude: 47.1).longitude
    let path = try terrain { longitude, _ in
      abs((longitude - 8.55) * metres) < 800 ? 2000 : 500
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ground = try Ground(.terrain(path))
    let range = try #require(try ground.distance(along: ray(90, -10, height: 2500)))
    let hit = Earth.geodetic(ray(90, -10, height: 2500).point(at: range))
    #expect(hit.height > 1900 && hit.position.longitude < 8.56)
  }

  @Test("outside the terrain, and under it, nothing is met")
  func outside() throws {
    let path = try terrain { _, _ in 1000 }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ground = try Ground(.terrain(path))
    #expect(try ground.distance(along: ray(90, -1, height: 3000)) == nil)
    #expect(try ground.distance(along: ray(90, -45, height: 900)) == nil)
    #expect(try ground.distance(along: ray(90, -45, height: 1900)) != nil)
  }

  @Test(
    "a terrain that is not there is named, and so is a geoid model, the default where it is needed")
  func missing() throws {
    #expect {
      _ = try Ground(.terrain("no-such.tif"))
    } throws: { error in
      let error = error as? DwellError
      return error?.kind == .noInput
        && error?.message.hasPrefix(
          "--terrain no-such.tif: PROJ cannot read this grid, which holds the terrain")
          ?? false
    }
    #expect {
      _ = try Ground(.level(0), geoid: "no-such-geoid.gtx")
    } throws: { error in
      (error as? DwellError)?.message.hasPrefix(
        "--geoid no-such-geoid.gtx: PROJ cannot read this grid, which leads from heights above the ellipsoid"
      )
        ?? false
    }
    // The default is not missed before it is needed.
    #expect(try Ground(.level(0)).level(100, above: .meanSeaLevel, at: place) == 100)
  }

  @Test(
    "names that PROJ would take for 'no grid is fine too', or for several, are refused",
    arguments: ["@no-such.tif", "null", "a,b.tif", ""])
  func evasions(name: String) {
    #expect(throws: DwellError.self) { _ = try Ground(.terrain(name)) }
    #expect(throws: DwellError.self) { _ = try Ground(.level(0), geoid: name) }
  }

  @Test("a height above the ellipsoid is lowered by the geoid, and refused outside the model")
  func geoid() throws {
    let path = try model(48)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ground = try Ground(.level(0), geoid: path)
    #expect(abs(try ground.level(1048, above: .ellipsoid, at: place) - 1000) < 1e-6)
    #expect(throws: DwellError.self) {
      _ = try ground.level(
        1048, above: .ellipsoid, at: Position(longitude: 100, latitude: -10))
    }
    // After an error the next call works.
    #expect(abs(try ground.level(48, above: .ellipsoid, at: place)) < 1e-6)
  }
}

/// Bytes of a little-endian file.
private struct LittleFile {
  var bytes: [UInt8] = []

  mutating func append<T: FixedWidthInteger>(_ value: T) {
    bytes += (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> T(8 * $0)) }
  }
}
