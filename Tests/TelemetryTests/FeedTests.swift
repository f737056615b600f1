import Telemetry
import TestSupport
import Testing
import Tracks

/// A text format that an encoder writes, and what it says of ``SampleFix/line(_:)``.
struct Feed: Sendable, CustomTestStringConvertible {
  let format: String
  let text: @Sendable ([SampleFix]) -> String
  var vehicle = "memory"
  /// Metres in a unit of its heights.
  var heightUnit = 1.0
  var datum: String? = "unknown"
  var hasTime = true
  var hasCourse = true
  /// Metres a second in a unit of its speeds; nil when it has none.
  var speedUnit: Double?

  var testDescription: String { format }

  static let all: [Feed] = [
    Feed(
      format: "readsb-trace", text: FeedText.trace, vehicle: "4b1805", heightUnit: 0.3048,
      datum: "baro", speedUnit: 1852.0 / 3600),
    Feed(
      format: "aircraft-json", text: FeedText.aircraft, vehicle: "4b1805", heightUnit: 0.3048,
      datum: "baro", speedUnit: 1852.0 / 3600),
    Feed(
      format: "opensky-json", text: FeedText.states, vehicle: "4b1805", datum: "baro", speedUnit: 1),
    Feed(
      format: "sbs1", text: FeedText.sbs, vehicle: "4B1805", heightUnit: 0.3048, datum: "baro",
      speedUnit: 1852.0 / 3600),
    Feed(format: "dji-srt", text: FeedText.subtitles, hasCourse: false),
    Feed(format: "gpx", text: FeedText.gpx),
    Feed(format: "kml", text: FeedText.track, datum: "msl", hasCourse: false),
    Feed(format: "kml", text: FeedText.line, datum: "agl", hasTime: false, hasCourse: false),
    Feed(format: "nmea", text: Sentences.receiver, datum: "msl", speedUnit: 1852.0 / 3600),
  ]
}

@Suite("feeds")
struct FeedTests {
  @Test(
    "what an encoder writes is told by its content and read back, however the bytes come",
    arguments: Feed.all, [1, 7, 4096])
  func roundTrip(feed: Feed, piece: Int) {
    let fixes = SampleFix.line(20)
    let reading = Reading(feed.text(fixes), piece: piece) { $0.batchRows = 6 }
    #expect(reading.error == nil)
    #expect(reading.count == 20)
    guard reading.count == 20 else { return }
    #expect(reading.batches.allSatisfy { $0.count <= 6 })
    #expect(reading.vehicle == Array(repeating: feed.vehicle, count: 20))
    #expect(reading.time == fixes.map { feed.hasTime ? Int64($0.milliseconds) * 1000 : .min })
    for (row, fix) in fixes.enumerated() {
      #expect(abs(reading.longitude[row] - fix.longitude) < 1e-12)
      #expect(abs(reading.latitude[row] - fix.latitude) < 1e-12)
      #expect(abs(reading[.height][row] - fix.height * feed.heightUnit) < 1e-9)
    }
    #expect(reading.heightDatum == Array(repeating: feed.datum, count: 20))
    #expect(reading[.course].allSatisfy { feed.hasCourse ? $0 == 45 : $0.isNaN })
    if let unit = feed.speedUnit {
      #expect(reading[.speed].allSatisfy { abs($0 - 90 * unit) < 1e-12 })
    }
    let forced = Reading(feed.text(fixes)) { $0.format = feed.format }
    #expect(forced.sortedRows == reading.sortedRows)
  }

  @Test("a format that is forced on other content gives an error or nothing", arguments: Feed.all)
  func forced(feed: Feed) {
    let reading = Reading("name,age\nx,1\n") { $0.format = feed.format }
    #expect(reading.count == 0)
  }

  @Test(
    "cut anywhere, a feed gives the whole fixes before the cut and no other", arguments: Feed.all)
  func truncated(feed: Feed) {
    let text = Array(feed.text(SampleFix.line(4)).utf8)
    let whole = Reading(text) { $0.format = feed.format }.sortedRows
    var fewest = whole.count
    for length in (0..<text.count).reversed() {
      let reading = Reading(Array(text[..<length])) { $0.format = feed.format }
      #expect(reading.count <= fewest, "cut at \(length)")
      fewest = reading.count
      // Values that came later are missing; those that are there are right.
      for row in 0..<reading.count {
        #expect(
          SampleFix.line(4).contains {
            abs($0.longitude - reading.longitude[row]) < 1e-12
              && abs($0.latitude - reading.latitude[row]) < 1e-12
          }, "cut at \(length)")
      }
    }
    #expect(fewest == 0)
  }

  @Test("an empty feed is no error where the format can have no records")
  func empty() {
    #expect(Reading(#"{"now":1.0,"messages":0,"aircraft":[]}"#).error == nil)
    #expect(Reading(#"{"time":1,"states":null}"#).error == nil)
    #expect(Reading(FeedText.gpx([])).error?.message.contains("no track points") == true)
  }

  @Test("spoilt feeds give sound fixes or an error of one line", arguments: Feed.all)
  func spoilt(feed: Feed) {
    var random = SplitMix(seed: 5)
    let text = Array(feed.text(SampleFix.line(3)).utf8)
    for _ in 0..<150 {
      var bytes = text
      for _ in 0...Int(random.next() % 4) where !bytes.isEmpty {
        let at = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.removeSubrange(at...)
        case 2: bytes.insert(contentsOf: bytes[..<at].suffix(30), at: at)
        default: bytes.remove(at: at)
        }
      }
      let reading = Reading(bytes) { $0.format = feed.format }
      #expect(reading.longitude.allSatisfy { abs($0) <= 180 })
      #expect(reading.latitude.allSatisfy { abs($0) <= 90 })
      #expect(reading.tally["rows"] >= reading.count)
      if let error = reading.error { #expect(!error.message.contains("\n"), "\(error.message)") }
    }
  }
}
