import Foundation
import Telemetry
import Testing
import Tracks

@Suite("gzip")
struct GzipTests {
  private static let header = "time,vehicle,lon,lat\n"
  private static func lines(_ range: Range<Int>) -> String {
    range.map { "\(1_600_000_000 + $0),v,8.\($0),47\n" }.joined()
  }

  @Test(
    "members end to end are one text, and padding is no data", arguments: [1, 100, 1 << 20],
    [0, 3, 30_000])
  func members(piece: Int, rows: Int) throws {
    let folder = try Folder()
    // With pieces of one byte the large text would take long and show nothing more.
    let rows = piece == 1 ? min(rows, 3) : rows
    var data = try folder.gzipped(Self.header + Self.lines(0..<rows))
    data += try folder.gzipped("")
    data += try folder.gzipped(Self.lines(rows..<rows + 2))
    data += Data(count: 512)
    let reading = Reading(Array(data), name: "f.csv.gz", piece: piece)
    #expect(reading.error == nil)
    #expect(reading.time == (0..<rows + 2).map { Int64(1_600_000_000 + $0) * 1_000_000 })
  }

  @Test("JSON and JSON lines are read through gzip, and the vehicle's name loses both endings")
  func formats() throws {
    let folder = try Folder()
    let record = #"{"time":1600000000,"lon":8,"lat":47}"#
    for (text, name) in [
      ("[\(record)]", "a.json.gz"), ("\(record)\n", "a.ndjson.gz"),
      ("time,lon,lat\n1600000000,8,47\n", "a.csv.gz"),
    ] {
      let path = try folder.write(try folder.gzipped(text), as: name)
      let reading = Reading(paths: [path])
      #expect(reading.vehicle == ["a"])
      #expect(reading.error == nil)
    }
  }

  @Test("data cut short give whole rows only, then an error", arguments: [0.3, 0.6, 0.999])
  func cut(share: Double) throws {
    let folder = try Folder()
    let data = try folder.gzipped(Self.header + Self.lines(0..<30_000))
    let path = try folder.write(data.prefix(Int(Double(data.count) * share)), as: "f.csv.gz")
    let reading = Reading(paths: [path])
    #expect(reading.count > 1000 && reading.count <= 30_000)
    #expect(reading.time == (0..<reading.count).map { Int64(1_600_000_000 + $0) * 1_000_000 })
    #expect(reading.tally.names == ["rows"])
    #expect(reading.error?.kind == .badData)
    #expect(
      reading.error?.message == "\(path): the gzip data end early: the file was cut short")
  }

  @Test("damaged data are an error, not silently other data")
  func damaged() throws {
    let folder = try Folder()
    var data = try folder.gzipped(Self.header + Self.lines(0..<30_000))
    data[data.count - 6] ^= 1
    let checksum = Reading(Array(data), name: "f.csv.gz")
    #expect(checksum.error?.message.hasPrefix("f.csv.gz: the gzip data are damaged") == true)
    let followed = Reading(
      Array(try folder.gzipped(Self.header + Self.lines(0..<3))) + Array("tail".utf8), name: "f.gz")
    #expect(followed.count == 3)
    #expect(followed.error?.message == "f.gz: other data follow the gzip data")
  }
}
