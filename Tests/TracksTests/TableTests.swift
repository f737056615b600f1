import Testing
import Tracks

@Suite struct TableTests {
  @Test("a visit with every field set goes through a table and back")
  func visit() throws {
    var visit = Visit()
    visit.visit = "a-20200101T000000Z-orbit"
    visit.flight = "a@1"
    visit.kind = "orbit"
    visit.first = Instant(microseconds: 5)
    visit.fixes = 7
    visit.radius = 12.5
    visit.linked = ["x", "y"]
    visit.sampleEast = [1, 2]
    visit.sampleNorth = [3, 4]
    visit.sampleMilliseconds = [500, 600]
    visit.extent = .point(Position(longitude: 1, latitude: 2))
    let table = Visit.table([visit, Visit()])
    let back = try Visit.rows(table)
    #expect(Visit.table(back).columns.map(\.name) == table.columns.map(\.name))
    #expect(back[0].visit == visit.visit && back[0].radius == 12.5 && back[0].linked == ["x", "y"])
    #expect(back[0].sampleMilliseconds == [500, 600] && back[0].extent == visit.extent)
    #expect(back[1].visit.isEmpty && back[1].radius.isNaN && back[1].extent == nil)
    #expect(back[0].first.microseconds == 5 && !back[1].first.isKnown)
  }

  @Test("every kind of record has columns with names that differ")
  func names() {
    func check<R: Record>(_ type: R.Type) {
      #expect(Set(R.fields.map(\.name)).count == R.fields.count)
      #expect(R.table([R()]).rowCount == 1)
    }
    check(Visit.self)
    check(Area.self)
    check(Finding.self)
    check(Site.self)
    check(Crossing.self)
  }

  private func fixes() -> Fixes {
    var fixes = Fixes()
    fixes.time = [3, 1, .min]
    fixes.longitude = [1, 2, 3]
    fixes.latitude = [4, 5, 6]
    fixes.vehicle = Labels(codes: [0, 1, -1], names: ["a", "b"])
    fixes.measures[.height] = [10, .nan, 30]
    fixes.heightDatum = Labels(repeating: "msl", count: 3)
    fixes.x = [7, 8, 9]
    fixes.y = [7, 8, 9]
    fixes.system = Labels(repeating: "EPSG:32633", count: 3)
    fixes.extras = [Column("squawk", .text(PackedBytes(["7700", nil, ""])))]
    return fixes
  }

  @Test("fixes go through a table and back, unknown columns included")
  func fixesRoundTrip() throws {
    let back = try Fixes(fixes().table())
    #expect(back.time == [3, 1, .min] && back.vehicle[0] == "a" && back.vehicle[2] == nil)
    #expect(back.measures[.height][0] == 10 && back.measures[.height][1].isNaN)
    #expect(back.measures.present == [.height] && back.heightDatum[1] == "msl")
    #expect(back.extras == fixes().extras && back.system[2] == "EPSG:32633")
    #expect(back.x == [7, 8, 9])
  }

  @Test("gathering rows moves every column alike")
  func gathered() {
    let part = fixes().gathered([2, 0])
    #expect(part.time == [.min, 3] && part.longitude == [3, 1] && part.vehicle[1] == "a")
    #expect(part.vehicle[0] == nil && part.measures[.height] == [30, 10])
    guard case .text(let texts) = part.extras[0].values else { return #expect(Bool(false)) }
    #expect(texts[0] == "" && texts[1] == "7700")
  }

  @Test("fixes without a time column say so")
  func missing() {
    let table = Table(
      kind: .fixes, columns: [Column("lon", .real([1])), Column("lat", .real([1]))], rowCount: 1)
    let error = #expect(throws: DwellError.self) { try Fixes(table) }
    #expect(
      error?.message
        == "fixes need a column 'time'; there is none: rename one, or use 'read'")
  }

  @Test("a column of the wrong type is named with what it holds")
  func wrongType() {
    let table = Table(
      kind: .visits, columns: [Column("radius_m", .text(PackedBytes(["x"])))], rowCount: 1)
    let error = #expect(throws: DwellError.self) { try Visit.rows(table) }
    #expect(error?.message == "column 'radius_m' holds text, not numbers")
  }

  @Test("labels with equal names are one; nulls stay nulls")
  func labels() {
    let labels = Labels(codes: [0, 1, 2, -1], names: ["a", "b", "a"])
    #expect(labels.names == ["a", "b"] && labels[2] == "a" && labels[3] == nil)
    #expect(labels == Labels(codes: [1, 0, 1, -1], names: ["b", "a"]))
    #expect(labels.gathered([3, 1])[1] == "b" && labels.gathered([1]).names == ["b"])
  }
}
