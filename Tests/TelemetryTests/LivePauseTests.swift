import Foundation
import Synchronization
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("live input that pauses")
struct LivePauseTests {
  /// A feed as one piece of bytes a fix, and how many fixes may wait for the piece after theirs.
  private static let feeds: [(name: String, pieces: [[UInt8]], waits: Int)] = {
    func lines(_ first: String, _ row: (Int) -> String) -> [[UInt8]] {
      (0..<6).map { Array(((($0 == 0) ? first : "") + row($0)).utf8) }
    }
    let walk = SampleFix.line(6)
    var log = MAVLinkEncoder()
    let packets = (0..<6).map { index -> [UInt8] in
      let before = log.bytes.count
      let time = 1_700_000_000_000_000 + Int64(index) * 1_000_000
      log.heartbeat(at: time, mode: 0, type: 2, autopilot: 3)
      log.position(
        at: time, boot: UInt32(10_000 + 1000 * index), longitude: 8 + Double(index) / 100,
        latitude: 47,
        height: 500)
      return Array(log.bytes[before...])
    }
    return [
      ("delimited", lines("time,lon,lat\n") { "\(1_600_000_000 + $0),8.\($0),47\n" }, 0),
      (
        "dates",
        lines("time,lon,lat\n13/02/2024 10:00:00,8,47\n") {
          "0\($0 + 1)/02/2024 10:00:00,8.\($0),47\n"
        }, 0
      ),
      ("ndjson", lines("") { "{\"time\":\(1_600_000_000 + $0),\"lon\":8.\($0),\"lat\":47}\n" }, 0),
      ("nmea", walk.map { Array(Sentences.receiver([$0]).utf8) }, 1),
      ("mavlink", packets, 1), ("misb", MISBTests.track(6), 0),
    ]
  }()

  /// Fixes of three whole records that cannot be given before more is written, by format; of others there
  /// are none.
  ///
  /// Those of a ULog that names no date wait for one.
  private static let waiting = ["ulog": 3]

  @Test(
    "of every format the fixes of whole records are there while the input is held open",
    arguments: DamageSample.all.keys.sorted())
  func registry(_ name: String) throws {
    let sample = try #require(DamageSample.all[name])
    let pipe = Pipe()
    let source = FileSource(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe", isOwned: false)
    let seen = Mutex(0)
    let due = 3 - Self.waiting[name, default: 0]
    let isLate = Mutex(false)
    let writer = Thread {
      pipe.fileHandleForWriting.write(Data(sample.sound[..<sample.ofThree]))
      var polls = 0
      while seen.withLock({ $0 }) < due, polls < 1000 {
        usleep(10_000)
        polls += 1
      }
      isLate.withLock { $0 = polls >= 1000 }
      pipe.fileHandleForWriting.write(Data(sample.sound[sample.ofThree...]))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    var settings = ReadSettings()
    settings.format = name
    let reader = try TelemetryReader(source: source, settings: settings, warn: { _ in })
    while let batch = try reader.next() { seen.withLock { $0 += batch.count } }
    #expect(seen.withLock { $0 } == 5)
    #expect(!isLate.withLock { $0 })
  }

  @Test(
    "the fixes of what was written are there before more is written", arguments: feeds.map(\.name))
  func pauses(_ name: String) throws {
    let feed = try #require(Self.feeds.first { $0.name == name })
    let pipe = Pipe()
    let source = FileSource(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe", isOwned: false)
    let seen = Mutex(0)
    let late = Mutex(0)
    let writer = Thread {
      for (index, piece) in feed.pieces.enumerated() {
        pipe.fileHandleForWriting.write(Data(piece))
        // Ten seconds are no promise of speed: a machine under load must not fail this. Without the promise
        // that is tested, the wait would never end.
        var polls = 0
        while seen.withLock({ $0 }) < index + 1 - feed.waits, polls < 1000 {
          usleep(10_000)
          polls += 1
        }
        if polls >= 1000 { late.withLock { $0 += 1 } }
      }
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let reader = try TelemetryReader(source: source, settings: ReadSettings(), warn: { _ in })
    while let batch = try reader.next() { seen.withLock { $0 += batch.count } }
    #expect(seen.withLock { $0 } >= feed.pieces.count)
    #expect(late.withLock { $0 } == 0)
  }
}
