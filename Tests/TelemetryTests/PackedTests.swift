import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

/// A tool that packs, and what its data are called in messages.
enum Packer: String, CaseIterable {
  case gzip
  case zstd

  /// The ending of packed files.
  var ending: String { self == .gzip ? "gz" : "zst" }
}

@Suite("packed files")
struct PackedTests {
  private static let header = "time,vehicle,lon,lat\n"
  private static func lines(_ range: Range<Int>) -> String {
    range.map { "\(1_600_000_000 + $0),v,8.\($0),47\n" }.joined()
  }

  @Test(
    "parts end to end are one text, and padding is no data", arguments: [1, 100, 1 << 20],
    [(Packer.gzip, 0), (.gzip, 3), (.gzip, 30_000), (.zstd, 0), (.zstd, 3), (.zstd, 30_000)])
  func parts(piece: Int, packed: (packer: Packer, rows: Int)) throws {
    let folder = try Folder()
    let packer = packed.packer
    // With pieces of one byte the large text would take long and show nothing more.
    let rows = piece == 1 ? min(packed.rows, 3) : packed.rows
    var data = try folder.packed(Self.header + Self.lines(0..<rows), by: packer)
    data += try folder.packed("", by: packer)
    data += try folder.packed(Self.lines(rows..<rows + 2), by: packer)
    // Archives pad gzip data with zeros; no tool does that to zstd data.
    if packer == .gzip { data += Data(count: 512) }
    let reading = Reading(Array(data), name: "f.csv." + packer.ending, piece: piece)
    #expect(reading.error == nil)
    #expect(reading.time == (0..<rows + 2).map { Int64(1_600_000_000 + $0) * 1_000_000 })
  }

  @Test(
    "every format is read packed, and the vehicle's name loses both endings",
    arguments: Packer.allCases)
  func formats(packer: Packer) throws {
    let folder = try Folder()
    let record = #"{"time":1600000000,"lon":8,"lat":47}"#
    for (text, name) in [
      ("[\(record)]", "a.json"), ("\(record)\n", "a.ndjson"),
      ("time,lon,lat\n1600000000,8,47\n", "a.csv"),
    ] {
      let path = try folder.write(
        try folder.packed(text, by: packer), as: "\(name).\(packer.ending)")
      let reading = Reading(paths: [path])
      #expect(reading.vehicle == ["a"])
      #expect(reading.error == nil)
    }
  }

  @Test(
    "data cut short give whole rows only, then an error", arguments: Packer.allCases,
    [0.5, 0.7, 0.999])
  func cut(packer: Packer, share: Double) throws {
    let folder = try Folder()
    let data = try folder.packed(Self.header + Self.lines(0..<60_000), by: packer)
    let path = try folder.write(
      data.prefix(Int(Double(data.count) * share)), as: "f.csv." + packer.ending)
    let reading = Reading(paths: [path])
    #expect(reading.count > 1000 && reading.count <= 60_000)
    #expect(reading.time == (0..<reading.count).map { Int64(1_600_000_000 + $0) * 1_000_000 })
    #expect(reading.tally.names == ["rows"])
    #expect(reading.error?.kind == .badData)
    #expect(
      reading.error?.message == "\(path): the \(packer) data end early: the file was cut short")
  }

  @Test("a window of 128 MiB is granted to large zstd data, not to a small file that asks for it")
  func window() throws {
    let folder = try Folder()
    var random = SplitMix(seed: 1)
    let rows = (0..<40_000).map { second in
      let noise = (0..<4).map { _ in String(random.next(), radix: 36) }.joined()
      return "\(1_600_000_000 + second),v,8.5,47,\(noise)\n"
    }
    let header = "time,vehicle,lon,lat,note\n"
    let options = ["--long=27"]
    let large = try folder.packed(header + rows.joined(), by: .zstd, options: options)
    #expect(large.count > 1 << 20)
    for piece in [7, Int.max] {
      let reading = Reading(Array(large), name: "f.csv.zst", piece: piece)
      #expect(reading.error == nil)
      #expect(reading.count == 40_000)
    }
    let small = try folder.packed(header + rows[0], by: .zstd, options: options)
    let refused = Reading(Array(small), name: "f.csv.zst")
    #expect(
      refused.error?.message == "f.csv.zst: the zstd data ask for a window of more than 32 MiB: "
        + "pipe them through zstd -dc --long=31")
  }

  @Test("damaged data are an error, not silently other data")
  func damaged() throws {
    let folder = try Folder()
    var data = try folder.packed(Self.header + Self.lines(0..<30_000), by: .gzip)
    data[data.count - 6] ^= 1
    let checksum = Reading(Array(data), name: "f.csv.gz")
    #expect(checksum.error?.message.hasPrefix("f.csv.gz: the gzip data are damaged") == true)
    let followed = Reading(
      Array(try folder.packed(Self.header + Self.lines(0..<3), by: .gzip)) + Array("tail".utf8),
      name: "f.gz")
    #expect(followed.count == 3)
    #expect(followed.error?.message == "f.gz: other data follow the gzip data")
    var frame = try folder.packed(Self.header + Self.lines(0..<30_000), by: .zstd)
    frame[frame.count - 2] ^= 1
    let broken = Reading(Array(frame), name: "f.csv.zst")
    #expect(broken.error?.message.hasPrefix("f.csv.zst: the zstd data are damaged") == true)
  }
}
