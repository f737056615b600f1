import Cleaning
import Testing
import Tracks

@Suite("flights and sorties")
struct FlightTests {
  @Test("a gap as long as flight-gap keeps the flight, a microsecond more ends it")
  func flightGap() throws {
    for (extra, flights) in [(Int64(0), 1), (1, 2)] {
      var trace = Trace(count: 10)
      for second in 1809..<1819 { trace.append(second: second) }
      for row in 10..<20 { trace.fixes.time[row] += extra }
      let cleaned = try Cleaned(trace.fixes)
      #expect(cleaned.flightCount == flights)
      #expect(cleaned.sortieCount == 1)
      #expect(cleaned.fixes.count == 20)
    }
  }

  @Test("both ends of flight-gap", arguments: [(0.5, 10), (1.0, 1), (100_000.0, 1)])
  func flightGapEnds(seconds: Double, flights: Int) throws {
    let cleaned = try Cleaned(
      Trace(count: 10).fixes, settings: CleaningSettings(flightGap: .seconds(seconds)))
    #expect(cleaned.flightCount == flights)
    #expect(cleaned.fixes.count == 10)
  }

  @Test("masking for less than sortie-gap cuts the flight, not the sortie")
  func sortieGap() throws {
    var trace = Trace(count: 100)
    for second in 7000..<7100 { trace.append(second: second) }
    for second in 14_300..<14_400 { trace.append(second: second) }
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.flightCount == 3)
    #expect(cleaned.sorties == ["d1@20231114T221320Z", "d1@20231115T021140Z"])
    let short = try Cleaned(trace.fixes, settings: CleaningSettings(sortieGap: .minutes(40)))
    #expect(short.sortieCount == 3)
    let long = try Cleaned(trace.fixes, settings: CleaningSettings(sortieGap: .hours(200)))
    #expect(long.sortieCount == 1)
  }

  @Test("a fix every hour is a flight each, all in one sortie")
  func sparse() throws {
    let trace = Trace(count: 12, every: 3600)
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.flightCount == 12 && cleaned.sortieCount == 1)
    #expect(cleaned.drops.isEmpty)
  }

  @Test(
    "on the ground for ten minutes by the source's word ends sortie and flight",
    arguments: [("true", "false"), ("1", "0")])
  func landing(words: (String, String)) throws {
    let trace = Trace(count: 3000)
    func ground(_ seconds: Range<Int>) -> Column {
      var labels = Labels()
      for second in 0..<3000 { labels.append(seconds.contains(second) ? words.0 : words.1) }
      return Column("onground", .coded(labels))
    }
    for (seconds, sorties) in [(1000..<1600, 2), (1000..<1599, 1), (0..<900, 1), (2000..<3000, 1)] {
      var fixes = trace.fixes
      fixes.extras = [ground(seconds)]
      let cleaned = try Cleaned(fixes, size: 11)
      #expect(cleaned.sortieCount == sorties && cleaned.flightCount == sorties)
      #expect(cleaned.fixes.count == 3000)
    }
    var fixes = trace.fixes
    fixes.extras = [ground(1000..<1600)]
    let strict = CleaningSettings(landing: .seconds(601))
    #expect(try Cleaned(fixes, settings: strict).sortieCount == 1)
  }

  @Test(
    "another leg begins a flight in the same sortie; the same or an unknown one does not",
    arguments: [
      ([Int64](repeating: 7, count: 6), []), ([1, 1, 1, 2, 2, 2], [3]),
      ([1, 1, .min, .min, 1, 1], []), ([1, .min, .min, 2, 2, 2], [3]),
      ([.min, .min, .min, 4, 4, 4], []), ([1, 2, 1, 1, 0, 0], [1, 2, 4]),
    ] as [([Int64], [Int])], [1, 4, Int.max])
  func legs(trace: (legs: [Int64], starts: [Int]), size: Int) throws {
    var fixes = Trace(count: 6).fixes
    fixes.legs = trace.legs
    let cleaned = try Cleaned(fixes, size: size)
    let starts = (1..<6).filter { cleaned.fixes.flight[$0] != cleaned.fixes.flight[$0 - 1] }
    #expect(starts == trace.starts)
    #expect(cleaned.flightCount == trace.starts.count + 1)
    #expect(cleaned.sortieCount == 1 && cleaned.sorties.count == 1)
    #expect(cleaned.fixes.count == 6 && cleaned.drops.isEmpty)
  }

  @Test("settings that mean nothing are named")
  func settings() throws {
    try CleaningSettings().validate()
    #expect(
      throws: DwellError(
        .usage, "--flight-gap 0s: must be more than 0: give a positive value")
    ) { try CleaningSettings(flightGap: .seconds(0)).validate() }
    #expect(
      throws: DwellError(
        .usage, "--max-speed -1mps: must be more than 0: give a positive value")
    ) { try CleaningSettings(maxSpeed: .metresPerSecond(-1)).validate() }
  }

  @Test("carried columns stay with their rows, also where batches have different ones")
  func extras() throws {
    var first = Trace(count: 50).fixes
    first.extras = [
      Column("n", .integer((0..<50).map { Int64($0) })),
      Column("note", .text(PackedBytes((0..<50).map { $0 % 3 == 0 ? nil : "s\($0)" }))),
    ]
    var second = Trace(count: 50, start: 50).fixes
    second.extras = [
      Column("note", .coded(Labels(repeating: "late", count: 50))),
      Column("q", .real((50..<100).map { Double($0) })),
    ]
    var third = Trace(count: 50, start: 100).fixes
    third.extras = [Column("n", .text(PackedBytes((100..<150).map { "\($0)" })))]
    // Nothing is decided before the end.
    var cleaner = Cleaner(settings: CleaningSettings(reorderWindow: .minutes(10)))
    var out: [Fixes] = []
    for batch in [first, second, third] {
      // The last row comes first: rows move.
      try cleaner.take(batch.gathered([49] + Array(0..<49))) { out.append($0) }
    }
    try cleaner.finish { out.append($0) }
    #expect(out.count == 1)
    func column(_ name: String) -> ColumnValues? {
      out[0].extras.first { $0.name == name }?.values
    }
    #expect(
      column("n") == .integer((0..<50).map { Int64($0) } + Array(repeating: .min, count: 100)))
    #expect(
      column("n_2")
        == .text(PackedBytes(Array(repeating: nil, count: 100) + (100..<150).map { "\($0)" })))
    let notes = (0..<50).map { $0 % 3 == 0 ? nil : "s\($0)" } as [String?]
    guard case .text(let packed) = column("note") else {
      Issue.record("the column 'note' is lost")
      return
    }
    #expect(
      (0..<150).map { packed[$0] } == notes + Array(repeating: "late", count: 50)
        + Array(repeating: nil, count: 50))
  }

  @Test("carried columns and marks of the ground stay with their rows when those are moved")
  func moved() throws {
    var cleaner = Cleaner()
    var isKept = true
    var count = 0
    let check = { (batch: consuming Fixes) in
      guard case .integer(let seconds)? = batch.extras.last?.values else { return }
      for row in 0..<batch.count {
        isKept = isKept && batch.time[row] == Trace.epoch + seconds[row] * 1_000_000
      }
      count += batch.count
    }
    for part in 0..<40 {
      let seconds = (part * 5000)..<((part + 1) * 5000)
      var fixes = Trace(count: 5000, start: part * 5000).fixes
      // Each time the batch ends in the ground's mark, which waits while others are moved.
      fixes.extras = [
        Column("on_ground", .boolean(seconds.map { $0 % 5000 >= 4000 })),
        Column("second", .integer(seconds.map { Int64($0) })),
      ]
      try cleaner.take(fixes, emit: check)
    }
    try cleaner.finish(emit: check)
    #expect(count == 200_000 && isKept)
    #expect(cleaner.sortieCount == 40)
  }

  @Test("what waits stays in proportion to the window, not to the input")
  func memory() throws {
    var cleaner = Cleaner()
    var out = 0
    var most = 0
    for part in 0..<200 {
      try cleaner.take(Trace(count: 2000, start: part * 2000).fixes) { out += $0.count }
      most = max(most, cleaner.waitingRowCount)
    }
    try cleaner.finish { out += $0.count }
    #expect(out == 400_000)
    #expect(most < 60_000)
  }
}
