import Foundation
import Telemetry
import Testing
import Tracks

@Suite("spoilt files among others")
struct SpoiltFilesTests {
  private static let header = "time,vehicle,lon,lat\n"
  private static func lines(_ range: Range<Int>, of vehicle: String) -> String {
    range.map { "\(1_600_000_000 + $0),\(vehicle),8.\($0),47\n" }.joined()
  }
  private static let waypoints = """
    <gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
    <wpt lat="47" lon="8"/></gpx>
    """

  /// A sound file, an empty one, a plan and one whose packing breaks off.
  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(Self.header + Self.lines(0..<3, of: "a"), as: "a.csv")
    try folder.write("", as: "b.csv")
    try folder.write(Self.waypoints, as: "c.gpx")
    let packed = try folder.packed(Self.header + Self.lines(0..<60_000, of: "d"), by: .gzip)
    try folder.write(packed.prefix(packed.count / 2), as: "d.csv.gz")
    return folder
  }

  @Test("cost themselves only, are named and counted, and keep what came before a break")
  func severalFiles() throws {
    let folder = try folder()
    let reading = Reading(paths: [folder.path])
    #expect(reading.error == nil)
    let ofA = zip(reading.vehicle, reading.time).filter { $0.0 == "a" }.map(\.1)
    #expect(ofA == (0..<3).map { Int64(1_600_000_000 + $0) * 1_000_000 })
    #expect(reading.vehicle.count { $0 == "d" } > 1000)
    #expect(reading.repairs["files without a fix"] == 2)
    #expect(reading.repairs["files that cannot be read to their end"] == 1)
    for name in ["b.csv: it is empty", "c.gpx: it has no track points", "d.csv.gz: the gzip data"] {
      #expect(reading.warnings.count { $0.contains(name) } == 1)
    }
  }

  @Test("stop a strict reading", arguments: ["b.csv", "c.gpx", "d.csv.gz"])
  func strict(_ name: String) throws {
    let folder = try folder()
    let reading = Reading(paths: [folder.path + "/a.csv", folder.path + "/" + name]) {
      $0.isStrict = true
    }
    #expect(reading.error?.kind == .badData)
    #expect(reading.error?.message.contains(name) == true)
  }

  @Test("are an error where there is nothing else, with the first as the example")
  func nothingElse() throws {
    let folder = try Folder()
    for number in 1...8 { try folder.write("", as: "\(number).csv") }
    let reading = Reading(paths: [folder.path])
    #expect(
      reading.error?.message
        == "none of 8 inputs has a fix: \(folder.path)/1.csv: it is empty: no header, no record")
    #expect(reading.warnings.count { $0.contains("it is left out") } == 5)
    #expect(reading.warnings.last?.hasSuffix("more such files are only counted") == true)
    #expect(reading.repairs["files without a fix"] == 8)
    let alone = Reading(paths: [folder.path + "/1.csv"])
    #expect(alone.error?.message == "\(folder.path)/1.csv: it is empty: no header, no record")
  }

  @Test("are not those whose receiver had no fix at first: strict passes over its zeros")
  func beforeTheFirstFix() {
    let text = Self.header + "1600000000,v,0,0\n" + Self.lines(1..<3, of: "v")
    let reading = Reading(text) { $0.isStrict = true }
    #expect(reading.error == nil)
    #expect(reading.count == 2 && reading.tally["position 0, 0"] == 1)
    #expect(reading.warnings.allSatisfy { !$0.contains("0, 0") })
    let beyond = Reading(Self.header + "1600000000,v,0,91\n") { $0.isStrict = true }
    #expect(beyond.error?.message == "memory:2: byte 21: latitude 91.0 is not within ±90")
  }
}
