import Fencing
import Testing
import Tracks

@Suite("Crossings of boundaries")
struct CrossingTests {
  let unit = box("unit", 10, 50, 11, 51)

  @Test("entry and exit are interpolated on the way between fixes")
  func interpolated() throws {
    // 0.2° a minute: in at 10°, a quarter of the first minute gone, out at 11°.
    let fixes = track([
      (0, 9.95, 50.5), (60, 10.15, 50.5), (120, 10.9, 50.5), (180, 11.4, 50.5), (240, 12, 50.5),
    ])
    let (crossings, inside) = try fenced([fixes], by: [unit])
    #expect(inside == [nil, "unit", "unit", nil, nil])
    #expect(crossings.count == 1)
    #expect(crossings[0].boundary == "unit")
    #expect(crossings[0].flight == "A-1")
    #expect(crossings[0].vehicle == "A")
    #expect(crossings[0].entered == Instant(microseconds: 15_000_000))
    #expect(crossings[0].left == Instant(microseconds: 132_000_000))
    #expect(abs(crossings[0].insideSeconds - 117) < 1e-9)
    #expect(crossings[0].gapSeconds == 0)
    #expect(crossings[0].censored == "none")
    #expect(crossings[0].fixes == 2)
    guard case .point(let entry) = crossings[0].extent else {
      Issue.record("has no place")
      return
    }
    #expect(abs(entry.longitude - 10) < 1e-12)
    #expect(entry.latitude == 50.5)
  }

  @Test("a way that passes through between two fixes is a crossing without fixes")
  func passage() throws {
    let (crossings, inside) = try fenced(
      [track([(0, 9, 50.5), (30, 12, 50.5)])], by: [unit])
    #expect(inside == [nil, nil])
    #expect(crossings.map(\.fixes) == [0])
    #expect(crossings[0].entered == Instant(microseconds: 10_000_000))
    #expect(crossings[0].left == Instant(microseconds: 20_000_000))
    #expect(abs(crossings[0].insideSeconds - 10) < 1e-9)
  }

  @Test("one segment through two lobes of a boundary is two crossings")
  func lobes() throws {
    let horseshoe = Boundary(
      name: "U",
      extent: .polygon([
        ring([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])
      ]))
    let (crossings, _) = try fenced([track([(0, -1, 2), (50, 4, 2)])], by: [horseshoe])
    #expect(crossings.map(\.entered.microseconds) == [10_000_000, 30_000_000])
    #expect(crossings.map(\.left.microseconds) == [20_000_000, 40_000_000])
  }

  @Test("a hole is outside")
  func hole() throws {
    let holed = Boundary(
      name: "holed",
      extent: .polygon([
        ring([(0, 0), (4, 0), (4, 4), (0, 4)]), ring([(1, 1), (1, 3), (3, 3), (3, 1)]),
      ]))
    let (crossings, inside) = try fenced(
      [track([(0, 0.5, 2), (10, 2, 2), (20, 3.5, 2)])], by: [holed])
    #expect(inside == ["holed", nil, "holed"])
    #expect(crossings.map(\.censored) == ["start", "end"])
  }

  @Test("time over more than the longest gap is gap, at that gap it is inside")
  func gaps() throws {
    let fixes = track([(0, 10.5, 50.5), (60, 10.5, 50.6), (240, 10.5, 50.5)])
    let honest = try fenced([fixes], by: [unit], maxGap: .seconds(60)).crossings[0]
    #expect(honest.insideSeconds == 60)
    #expect(honest.gapSeconds == 180)
    let lenient = try fenced([fixes], by: [unit], maxGap: .seconds(180)).crossings[0]
    #expect(lenient.insideSeconds == 240)
    #expect(lenient.gapSeconds == 0)
  }

  @Test("a passage that the data cuts says on which side")
  func censored() throws {
    func censored(_ longitudes: [Double]) throws -> [String] {
      let rows = longitudes.enumerated().map { (Int64($0) * 10, $1, 50.5) }
      return try fenced([track(rows)], by: [unit]).crossings.map(\.censored)
    }
    #expect(try censored([10.5, 10.6]) == ["both"])
    #expect(try censored([10.5]) == ["both"])
    #expect(try censored([10.5, 12]) == ["start"])
    #expect(try censored([9, 10.5]) == ["end"])
    #expect(try censored([9, 10.5, 12]) == ["none"])
    #expect(try censored([9, 12]) == ["none"])
    #expect(try censored([9, 9.5]) == [])
  }

  @Test("the next flight of a vehicle ends the passages of the one before")
  func flights() throws {
    let first = track([(0, 10.5, 50.5), (10, 10.6, 50.5)])
    let second = track([(9000, 10.7, 50.5), (9010, 12, 50.5)], flight: "A-2")
    let crossings = try fenced([first, second], by: [unit]).crossings
    #expect(crossings.map(\.flight) == ["A-1", "A-2"])
    #expect(crossings.map(\.censored) == ["both", "start"])
    #expect(crossings[0].left == Instant(microseconds: 10_000_000))
    #expect(crossings[0].insideSeconds == 10)
  }

  @Test("the edge belongs to the boundary, a mere touch of it between fixes is no crossing")
  func edges() throws {
    #expect(try fenced([track([(0, 10, 50.5)])], by: [unit]).inside == ["unit"])
    #expect(try fenced([track([(0, 11, 51)])], by: [unit]).inside == ["unit"])
    let touch = try fenced([track([(0, 9, 50), (10, 11, 52)])], by: [unit])
    #expect(touch.crossings.isEmpty)
    let along = try fenced([track([(0, 9, 50), (30, 12, 50)])], by: [unit])
    #expect(along.crossings.map(\.insideSeconds) == [10])
  }

  @Test("a fix on the edge, coming from outside and going back, is a crossing of no time")
  func tip() throws {
    let (crossings, inside) = try fenced(
      [track([(0, 9, 50.5), (10, 10, 50.5), (20, 9, 50.6)])], by: [unit])
    #expect(inside == [nil, "unit", nil])
    #expect(crossings.map(\.insideSeconds) == [0])
    #expect(crossings.map(\.fixes) == [1])
    #expect(crossings[0].entered == crossings[0].left)
  }

  @Test("fixes without a time are fenced, and their crossings have no time")
  func timeless() throws {
    let (crossings, inside) = try fenced(
      [track([(.min, 9, 50.5), (.min, 10.5, 50.5), (.min, 12, 50.5)])], by: [unit])
    #expect(inside == [nil, "unit", nil])
    #expect(crossings.count == 1)
    #expect(!crossings[0].entered.isKnown && !crossings[0].left.isKnown)
    #expect(crossings[0].insideSeconds == 0)
  }

  @Test("a fix without a position is passed over")
  func nowhere() throws {
    let rows: [(time: Int64, longitude: Double, latitude: Double)] = [
      (0, 10.5, 50.5), (10, .nan, 50.5), (20, 10.7, 50.5),
    ]
    let (crossings, inside) = try fenced([track(rows)], by: [unit])
    #expect(inside == ["unit", nil, "unit"])
    #expect(crossings.map(\.insideSeconds) == [20])
  }

  @Test("a fix inside several boundaries names them in the order given")
  func several() throws {
    let boundaries = [box("b", 10, 50, 12, 51), box("a", 10.4, 50, 11, 51), box("far", 0, 0, 1, 1)]
    let (crossings, inside) = try fenced(
      [track([(0, 10.2, 50.5), (10, 10.5, 50.5), (20, 11.5, 50.5)])], by: boundaries)
    #expect(inside == ["b", "b,a", "b"])
    #expect(Set(crossings.map(\.boundary)) == ["a", "b"])
  }

  @Test("an older column 'fence' is replaced")
  func replaced() throws {
    var fixes = track([(0, 10.5, 50.5)])
    fixes.extras = [Column("fence", .coded(Labels(repeating: "old", count: 1)))]
    var fencer = try Fencer(boundaries: [unit], maxGap: .minutes(2))
    try fencer.take(&fixes) { _ in }
    #expect(fixes.extras == [Column("fence", .coded(Labels(repeating: "unit", count: 1)))])
  }

  @Test("a boundary that is no polygon is refused by its name, and the next one is taken")
  func refusals() throws {
    let place = Position(longitude: 1, latitude: 1)
    #expect(
      throws: DwellError(
        .badData, "boundary 'gate': is no polygon: give it an area, or leave it out")
    ) {
      _ = try Fencer(
        boundaries: [Boundary(name: "gate", extent: .line([place, place]))], maxGap: .minutes(1))
    }
    #expect(
      throws: DwellError(
        .badData,
        "boundary 'odd': geometry: a coordinate is not a finite number: leave the geometry out")
    ) { _ = try Fencer(boundaries: [box("odd", 0, 0, .nan, 1)], maxGap: .minutes(1)) }
    _ = try Fencer(boundaries: [unit], maxGap: .minutes(1))
    #expect(try fenced([track([(0, 1, 1)])], by: []).inside == [nil])
  }
}
