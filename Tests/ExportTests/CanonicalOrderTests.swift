import Export
import Foundation
import TestSupport
import Testing
import Tracks

@Suite("The order of rows")
struct CanonicalOrderTests {
  func written(_ tables: [Table]) throws -> String {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .ndjson)
    for table in tables { try sink.write(table) }
    try sink.commit()
    return String(decoding: memory.bytes, as: UTF8.self)
  }

  func values(_ name: String, in text: String) throws -> [String] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return "\(object?[name] ?? "none")"
    }
  }

  @Test("any order and any split of the visits give the same bytes, in the order of Visit.precedes")
  func splits() throws {
    var random = SplitMix(seed: 11)
    var visits: [Visit] = []
    for number in 0..<40 {
      let first = "2020-01-01T00:00:0\(Int(random.uniform(0, 4)))"
      visits.append(
        Samples.visit("v\(number)", first: first, vehicle: "N\(Int(random.uniform(0, 12)))"))
    }
    let whole = try written([Visit.table(visits)])
    let sorted = visits.sorted(by: Visit.precedes)
    #expect(try values("visit", in: whole) == sorted.map(\.visit))
    for piece in [1, 7, 39] {
      let shuffled = visits.shuffled(using: &random)
      let tables = stride(from: 0, to: 40, by: piece).map {
        Visit.table(Array(shuffled[$0..<min($0 + piece, 40)]))
      }
      #expect(try written(tables) == whole)
    }
  }

  @Test("areas go by number, findings by rank, candidates by their number, crossings by entry")
  func kinds() throws {
    let areas = [3, 10, 1].map { number in
      var area = Area()
      area.area = number
      return area
    }
    #expect(try values("area", in: written([Area.table(areas)])) == ["1", "3", "10"])
    let findings = [2, 10, 1].map { Samples.finding(rank: $0, site: "s\($0)") }
    #expect(try values("rank", in: written([Finding.table(findings)])) == ["1", "2", "10"])
    let sites = [
      Samples.site("b"), Samples.site("candidate-10", kind: "candidate"), Samples.site("a10x"),
      Samples.site("candidate-2", kind: "candidate"), Samples.site("a2"), Samples.site("a10"),
    ]
    #expect(
      try values("site", in: written([Site.table(sites)]))
        == ["candidate-2", "candidate-10", "a2", "a10", "a10x", "b"])
    let crossings = [("b", 5), ("a", 5), ("z", 1)].map { (boundary: String, second: Int64) in
      var crossing = Crossing()
      crossing.boundary = boundary
      crossing.entered = Instant(microseconds: second * 1_000_000)
      return crossing
    }
    #expect(try values("boundary", in: written([Crossing.table(crossings)])) == ["z", "a", "b"])
  }

  @Test("layers stand in their own order, and a column that one batch lacks is null there")
  func layers() throws {
    var rich = Area.table(Samples.areas)
    rich.columns.append(Column("context", .coded(Labels(repeating: "ground", count: 2))))
    var third = Area()
    third.area = 3
    let text = try written([
      Site.table([Samples.site("s")]), Area.table([third]), rich,
      Visit.table([Samples.visit("v", first: "2020-01-01T00:00:00", vehicle: "a")]),
    ])
    #expect(try values("layer", in: text) == ["area", "area", "area", "visit", "site"])
    #expect(try values("context", in: text).prefix(3) == ["ground", "ground", "<null>"])
  }
}
