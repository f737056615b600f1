import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("sturdiness")
struct SturdinessTests {
  private static let formats = ["delimited", "delimited", "json", "ndjson", "json", "json"]
  private static let seeds: [String] = [
    "time,vehicle,lon,lat,speed_kt,note\n1600000000,a,8,47,3,\"x,\"\"y\"\"\"\n1600000001,a,8.5,47,3,z\n",
    "# id timestamp lon lat\na,2020-09-05T10:11:12Z,8,47\nb,2020-09-05 10:11:12,8,47\n",
    #"[{"time":1600000000,"vehicle":"a","lon":8.5,"lat":47.25,"p":{"q":[1]}},{"t":null}]"#,
    "{\"time\":1600000000,\"lon\":8.5,\"lat\":47.25}\n{\"time\":1,\"lon\":\"8\",\"lat\":4e1}\n",
    #"{"now":1,"aircraft":[{"hex":"a","lon":8.5,"lat":47.25}]}"#,
    #"{"time":{"0":1,"7":2},"lon":{"0":8.5,"7":-8.5},"lat":{"0":47.25,"7":-47.25}}"#,
  ]

  /// Text with bytes changed, cut, doubled and put in at random.
  private func spoilt(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int(random.next() % 4) where !bytes.isEmpty {
      let at = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0: bytes[at] = UInt8(32 + random.next() % 224)
      case 1: bytes.removeSubrange(at...)
      case 2: bytes.insert(contentsOf: bytes[..<at].suffix(20), at: at)
      case 3: bytes.remove(at: at)
      default: bytes.insert(Array("\",;{}[]:\n\r-+.eE0".utf8)[Int(random.next() % 16)], at: at)
      }
    }
    return bytes
  }

  @Test(
    "whatever bytes come, the reader gives sound fixes or an error of one line", arguments: 0..<6)
  func spoiltText(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<400 {
      let bytes = spoilt(Array(Self.seeds[seed].utf8), &random)
      let piece = Int(random.next() % 40) + 1
      // What a broken beginning is taken for may depend on how much of it is there.
      let whole = Reading(bytes) { $0.format = Self.formats[seed] }
      let pieces = Reading(bytes, piece: piece) {
        $0.format = Self.formats[seed]
        $0.batchRows = 3
      }
      #expect(pieces.sortedRows == whole.sortedRows, "\(String(decoding: bytes, as: UTF8.self))")
      // The byte that yajl names may be another of the same token.
      #expect(pieces.error?.kind == whole.error?.kind, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(whole.longitude.allSatisfy { abs($0) <= 180 })
      #expect(whole.latitude.allSatisfy { abs($0) <= 90 })
      #expect(whole.tally["rows"] >= whole.count)
      if let error = whole.error { #expect(!error.message.contains("\n"), "\(error.message)") }
    }
  }

  @Test("whatever happens to gzip data, the reader gives whole rows or an error")
  func spoiltGzip() throws {
    let folder = try Folder()
    let packed = try Array(folder.packed(Self.seeds[0], by: .gzip))
    var random = SplitMix(seed: 9)
    for _ in 0..<400 {
      let reading = Reading(spoilt(packed, &random), name: "f.gz")
      #expect(reading.count <= 2 || reading.error == nil)
      #expect(reading.latitude.allSatisfy { abs($0) <= 90 })
    }
  }
}
