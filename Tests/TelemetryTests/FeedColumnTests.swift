import Telemetry
import TestSupport
import Testing
import Tracks

/// Points of a trace in which any value may be missing, and what their fixes have to be.
private struct MadeTrace {
  var text = ""
  var latitude: [Double] = []
  var speed: [Double] = []
  var climb: [Double] = []
  var roll: [Double] = []
  var source: [String?] = []

  /// - Parameter first: The point before which no point has a climb or a roll.
  init(points: Int, first: Int, seed: UInt64) {
    var random = SplitMix(seed: seed)
    for point in 0..<points {
      func maybe(_ value: Int, _ isThere: Bool) -> String { isThere ? "\(value)" : "null" }
      let draw = random.next()
      latitude.append(Double(point % 80))
      speed.append(draw & 1 == 0 ? .nan : Double(point) * (1852.0 / 3600))
      climb.append(draw & 2 == 0 || point < first ? .nan : Double(point) * (0.3048 / 60))
      roll.append(draw & 4 == 0 || point < first ? .nan : Double(point % 50))
      source.append(draw & 8 == 0 ? nil : "source number \(draw >> 8 % 3)")
      let name = source[point].map { "\"\($0)\"" } ?? "null"
      text +=
        "[\(point),\(point % 80),8,null,\(maybe(point, draw & 1 != 0)),null,0,"
        + "\(maybe(point, !climb[point].isNaN)),null,\(name),null,null,null,"
        + "\(maybe(point % 50, !roll[point].isNaN))],"
    }
    text = "{\"icao\":\"abc123\",\"timestamp\":1600000000,\"trace\":[\(text.dropLast())]}"
  }
}

@Suite("columns that come and go")
struct FeedColumnTests {
  @Test(
    "every value stands in its own row and no other, however many rows a batch has",
    arguments: [1, 2, 63, 64, 65, 136, 137, 1000, 8192])
  func values(batchRows: Int) {
    for (points, first, seed) in [(1, 0, 1), (64, 10, 2), (65, 64, 3), (700, 300, 4), (3000, 0, 5)]
    {
      let made = MadeTrace(points: points, first: first, seed: UInt64(seed))
      let reading = Reading(made.text) { $0.batchRows = batchRows }
      #expect(reading.error == nil)
      #expect(reading.latitude == made.latitude)
      #expect(Self.same(reading[.speed], made.speed))
      #expect(Self.same(reading[.climb], made.climb))
      #expect(Self.same(reading[.roll], made.roll))
      #expect(reading.labels("position_source") == made.source)
    }
  }

  @Test("a batch has a column only when one of its rows has a value")
  func presence() {
    let made = MadeTrace(points: 200, first: 100, seed: 6)
    // In small pieces, so that no batch comes out larger than asked for and has to be parted.
    let reading = Reading(made.text, piece: 50) { $0.batchRows = 100 }
    #expect(reading.batches.count >= 2)
    var start = 0
    for batch in reading.batches {
      let rows = start..<start + batch.count
      start = rows.upperBound
      #expect(batch.measures[.roll].isEmpty == made.roll[rows].allSatisfy(\.isNaN))
      #expect(batch.measures[.speed].isEmpty == made.speed[rows].allSatisfy(\.isNaN))
      #expect(batch.measures[.pitch].isEmpty)
    }
    #expect(start == 200)
  }

  @Test("of more aircraft than are remembered every new position is a fix, and a repeat is none")
  func manyAircraft() {
    var text = ""
    for place in 0..<70_000 where place % 50 == 0 {
      let aircraft = (place..<place + 50).map {
        "{\"hex\":\"\($0)\",\"lat\":47,\"lon\":8,\"seen_pos\":0,\"alt_baro\":100}"
      }
      text += "{\"now\":1600000000,\"aircraft\":[\(aircraft.joined(separator: ","))]}\n"
    }
    let last = "{\"hex\":\"69999\",\"lat\":47,\"lon\":8,\"seen_pos\":0,\"alt_baro\":100}"
    text += "{\"now\":1600000000,\"aircraft\":[\(last)]}\n"
    let reading = Reading(text)
    #expect(reading.error == nil)
    #expect(reading.count == 70_000)
    #expect(reading.tally["position repeated"] == 1)
    #expect(reading.vehicle[69_999] == "69999")
  }

  private static func same(_ read: [Double], _ made: [Double]) -> Bool {
    read.count == made.count
      && zip(read, made).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
