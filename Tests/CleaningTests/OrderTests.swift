import Cleaning
import TestSupport
import Testing
import Tracks

@Suite("order and doubles")
struct OrderTests {
  @Test("nothing in, nothing out")
  func nothing() throws {
    let cleaned = try Cleaned(Fixes())
    #expect(cleaned.fixes.count == 0)
    #expect(cleaned.batchSizes.isEmpty)
    #expect(cleaned.drops.isEmpty)
  }

  @Test(
    "a clean track comes out whole, as one flight and one sortie", arguments: [1, 4, 5, 6, 500])
  func whole(count: Int) throws {
    let trace = Trace(count: count)
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.fixes.time == trace.fixes.time)
    #expect(cleaned.fixes.longitude == trace.fixes.longitude)
    #expect(cleaned.drops.isEmpty && cleaned.repairs.isEmpty)
    #expect(cleaned.flights == ["d1@20231114T221320Z"])
    #expect(cleaned.sorties == cleaned.flights)
    #expect(cleaned.flightCount == 1 && cleaned.sortieCount == 1)
  }

  @Test("output batches hold 8,192 rows at most, and wait for no more than the window of disorder")
  func batches() throws {
    let trace = Trace(count: 20_000)
    #expect(try Cleaned(trace.fixes).batchSizes.max() == 8192)
    // A fix a second: what is a minute old can be overtaken no more.
    let live = try Cleaned(trace.fixes, size: 100)
    #expect(
      live.batchSizes.reduce(0, +) == 20_000 && live.batchSizes.dropLast().allSatisfy { $0 <= 100 })
    #expect(live.batchSizes.count > 199)
  }

  @Test("a fix as late as the window is sorted in; a microsecond more and it is dropped")
  func window() throws {
    for (late, isKept) in [(Int64(0), true), (1, false)] {
      var trace = Trace(count: 100)
      trace.append(second: 39)
      trace.fixes.time[100] -= late
      // The newest is second 99, the window 60 s: second 39 just fits.
      trace.fixes.longitude[100] += 1e-5
      trace.fixes.time[39] += 1000
      let cleaned = try Cleaned(trace.fixes)
      #expect(cleaned.fixes.count == (isKept ? 101 : 100))
      #expect(cleaned.drops["out of order"] == (isKept ? 0 : 1))
      #expect(cleaned.fixes.time == cleaned.fixes.time.sorted())
    }
  }

  @Test("a window of zero keeps rows in order and drops every late one")
  func noWindow() throws {
    var trace = Trace(count: 50)
    trace.append(second: 48)
    trace.append(second: 50)
    let cleaned = try Cleaned(trace.fixes, settings: CleaningSettings(reorderWindow: .seconds(0)))
    #expect(cleaned.seconds() == Array(0...50))
    #expect(cleaned.drops["out of order"] == 1)
  }

  @Test(
    "any shuffle within the window and any cut into batches gives the same fixes",
    arguments: [1, 7, 100, Int.max], [UInt64(1), 2, 3])
  func shuffled(size: Int, seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var trace = Trace(count: 900)
    // Doubles, a second place at one instant, spikes, a wild height: all are decided after sorting.
    trace.append(second: 100)
    trace.append(second: 200, latitude: 10.0004)
    trace.append(second: 300, latitude: 11)
    trace.append(second: 4000)
    trace.append(second: 4001, height: 99_000)
    for second in 4002..<4100 { trace.append(second: second) }
    let plain = try Cleaned(sorted(trace.fixes) { Double($0) })
    let mixed = sorted(trace.fixes) { Double($0) + random.uniform(0, 59.9) }
    #expect(mixed.time != mixed.time.sorted())
    let cleaned = try Cleaned(mixed, size: size)
    #expect(cleaned.lines("d1") == plain.lines("d1"))
    #expect(cleaned.drops == plain.drops)
    #expect(plain.drops["duplicate"] == 1 && plain.drops["same instant"] == 2)
    #expect(plain.repairs["height out of range"] == 1)
    #expect(plain.flightCount == 2 && plain.sortieCount == 1)
  }

  private func sorted(_ fixes: Fixes, by key: (Int64) -> Double) -> Fixes {
    let keys = fixes.time.map { key(($0 - Trace.epoch) / 1_000_000) }
    return fixes.gathered(fixes.time.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
  }

  @Test("how vehicles are mixed changes nothing for any of them", arguments: [1, 13, Int.max])
  func mixed(size: Int) throws {
    let names = ["a", "b", "c"]
    var one = Fixes()
    var alternating = Fixes()
    var traces: [Trace] = []
    for (index, name) in names.enumerated() {
      var trace = Trace(name, count: 300, start: index * 50, every: index + 1)
      trace.append(name, second: 2000, latitude: 40)
      traces.append(trace)
    }
    for trace in traces { add(trace.fixes, Array(0..<301), to: &one) }
    for row in 0..<301 { for trace in traces { add(trace.fixes, [row], to: &alternating) } }
    let left = try Cleaned(one)
    let right = try Cleaned(alternating, size: size)
    for name in names { #expect(left.lines(name) == right.lines(name)) }
    #expect(left.drops == right.drops)
  }

  private func add(_ fixes: Fixes, _ rows: [Int], to all: inout Fixes) {
    for row in rows {
      all.time.append(fixes.time[row])
      all.longitude.append(fixes.longitude[row])
      all.latitude.append(fixes.latitude[row])
      all.vehicle.append(fixes.vehicle[row])
      all.measures[.height].append(fixes.measures[.height][row])
    }
  }

  @Test("exact doubles are dropped, and of two places at one instant the nearer to the track stays")
  func doubles() throws {
    var trace = Trace(count: 60)
    trace.append(second: 30)
    trace.append(second: 31, latitude: 10.0008)
    trace.append(second: 32, longitude: 20 + 32 * 20 / 109_640 - 0.0001)
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.seconds() == Array(0..<60))
    #expect(cleaned.drops["duplicate"] == 1)
    #expect(cleaned.drops["same instant"] == 2)
    #expect(cleaned.fixes.latitude.allSatisfy { $0 == 10 })
  }

  @Test(
    "one wild clock does not make all fixes after it late",
    arguments: [-100_000, 100_000, 9_000_000])
  func wildClock(offset: Int) throws {
    var trace = Trace(count: 100)
    trace.append(second: 100 + offset, longitude: 20.02)
    for second in 101..<200 { trace.append(second: second) }
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.seconds() == Array(0..<100) + Array(101..<200))
    #expect(cleaned.drops[offset > 0 ? "clock jump" : "out of order"] == 1)
    #expect(cleaned.flightCount == 1)
  }

  @Test("two files in the wrong order give the flights of the right order")
  func filesSwapped() throws {
    let first = Trace(count: 500).fixes
    let second = Trace(count: 500, start: 90_000).fixes
    var results: [[String]] = []
    for parts in [[first, second], [second, first]] {
      var cleaner = Cleaner()
      var out: [Fixes] = []
      for part in parts { try cleaner.take(part) { out.append($0) } }
      try cleaner.finish { out.append($0) }
      let cleaned = Cleaned(out, cleaner)
      #expect(cleaned.drops.isEmpty)
      results.append(cleaned.lines("d1").sorted())
    }
    #expect(results[0] == results[1])
  }

  @Test("a file given twice counts once")
  func fileTwice() throws {
    var trace = Trace(count: 500)
    for second in 90_000..<90_500 { trace.append(second: second) }
    let once = try Cleaned(trace.fixes)
    var cleaner = Cleaner()
    var out: [Fixes] = []
    for _ in 0..<2 { try cleaner.take(trace.fixes) { out.append($0) } }
    try cleaner.finish { out.append($0) }
    let twice = Cleaned(out, cleaner)
    #expect(twice.lines("d1") == once.lines("d1"))
    #expect(twice.drops["out of order"] + twice.drops["duplicate"] == 1000)
  }

  @Test(
    "a track that comes newest first comes out as forwards, whatever its spacing and the batches",
    arguments: [(5, 1), (500, 1), (500, 13), (300, 61), (9, 2000), (40, 100)], [1, 7, Int.max])
  func newestFirst(_ shape: (count: Int, every: Int), size: Int) throws {
    let trace = Trace(count: shape.count, every: shape.every)
    let forwards = try Cleaned(trace.fixes)
    let backwards = trace.fixes.gathered(Array((0..<shape.count).reversed()))
    let turned = try Cleaned(backwards, size: size)
    guard shape.every <= 1800 else {
      // Gaps that end a flight at every fix agree only after five: the first few are other tracks.
      #expect(turned.fixes.count + (turned.drops["out of order"]) >= shape.count - 1)
      return
    }
    #expect(turned.lines("d1") == forwards.lines("d1"))
    #expect(turned.drops == forwards.drops)
    // What the window sorts is not worth a word.
    let isLong = (shape.count - 1) * shape.every > 60
    #expect(turned.turnedCount == (isLong ? shape.count : 0))
    #expect(forwards.turnedCount == 0)
  }

  @Test("a track that comes newest first across a flight's gap is two flights, as forwards")
  func newestFirstFlights() throws {
    var trace = Trace(count: 300)
    for second in 9000..<9200 { trace.append(second: second) }
    let forwards = try Cleaned(trace.fixes)
    let turned = try Cleaned(trace.fixes.gathered(Array((0..<500).reversed())))
    #expect(forwards.flightCount == 2)
    #expect(turned.lines("d1") == forwards.lines("d1"))
  }

  @Test("one first fix of the future turns nothing round", arguments: [2, 3, 4])
  func earlyFirst(count: Int) throws {
    var trace = Trace(count: 0)
    trace.append(second: 600)
    for second in (0..<count - 1).reversed() { trace.append(second: second) }
    // As few as four fixes that go back are too few to say so.
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.seconds() == [600])
    #expect(cleaned.drops["out of order"] == count - 1)
  }

  @Test("fixes without a time pass in their order, in a flight of their own")
  func timeless() throws {
    var trace = Trace(count: 3)
    trace.append(second: 0, latitude: -5)
    trace.append(second: 0, latitude: 60)
    for row in 3...4 { trace.fixes.time[row] = .min }
    let cleaned = try Cleaned(trace.fixes)
    let timeless = (0..<cleaned.fixes.count).filter { cleaned.fixes.flight[$0] == "d1@unknown" }
    #expect(timeless.map { cleaned.fixes.latitude[$0] } == [-5, 60])
    #expect(cleaned.fixes.count == 5)
    #expect(cleaned.drops.isEmpty)
    #expect(cleaned.flightCount == 1)
  }
}
