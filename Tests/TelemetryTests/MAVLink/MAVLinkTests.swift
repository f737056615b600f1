import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("MAVLink")
struct MAVLinkTests {
  private static let start: Int64 = 1_700_000_000_000_000

  /// A log of positions every quarter of a second from a boot time of 10 s on.
  private func log(
    _ count: Int = 5, _ change: (inout MAVLinkEncoder) -> Void = { _ in }
  ) -> MAVLinkEncoder {
    var log = MAVLinkEncoder()
    change(&log)
    log.heartbeat(at: Self.start, mode: 7, type: 2, autopilot: 3)
    for index in 0..<count { position(index, &log) }
    return log
  }

  private func position(_ index: Int, _ log: inout MAVLinkEncoder) {
    log.position(
      at: Self.start + 250_000 * Int64(index), boot: UInt32(10_000 + 250 * index),
      longitude: 8.5 + Double(index) / 1000, latitude: 47, height: 500)
  }

  @Test("both versions, signed or not, give the same fixes", arguments: [1, 2], [false, true])
  func versions(version: Int, isSigned: Bool) {
    let bytes = log {
      $0.version = version
      $0.isSigned = isSigned
    }.bytes
    let reading = Reading(bytes, name: "f.tlog")
    #expect(reading.error == nil)
    #expect(reading.longitude == (0..<5).map { 8.5 + Double($0) / 1000 })
    #expect(reading.time == (0..<5).map { Self.start + 250_000 * Int64($0) })
    #expect(reading[.height] == Array(repeating: 500, count: 5))
    #expect(reading[.speed] == Array(repeating: 5, count: 5))
    #expect(reading[.climb] == Array(repeating: 1, count: 5))
    #expect(reading[.heading] == Array(repeating: 90, count: 5))
    #expect(abs(reading[.course][0] - 53.130102354156) < 1e-9)
    #expect(reading.heightDatum == Array(repeating: "msl", count: 5))
    #expect(reading.labels("mode") == Array(repeating: "CIRCLE", count: 5))
  }

  @Test("a log may be cut anywhere, and come in pieces")
  func sturdy() {
    var log = MAVLinkEncoder()
    log.heartbeat(at: Self.start, mode: 0, type: 2, autopilot: 3)
    var whole = [0, log.bytes.count]
    var ends: [Int] = []
    for index in 0..<8 {
      log.attitude(
        at: Self.start, boot: UInt32(10_000 + 250 * index), roll: 0.1, pitch: 0.2, yaw: 0.3)
      whole.append(log.bytes.count)
      position(index, &log)
      whole.append(log.bytes.count)
      ends.append(log.bytes.count)
    }
    Sturdy(
      bytes: log.bytes, format: "mavlink", ends: ends, mayEnd: { $0 > 0 && whole.contains($0) }
    )
    .check()
  }

  @Test("zeros cut from the end of a payload are read as zeros")
  func truncated() {
    var log = MAVLinkEncoder()
    for index in 0..<3 {
      log.position(
        at: Self.start, boot: UInt32(index), longitude: 8.5, latitude: 47, height: 0,
        velocity: (0, 0, 0), heading: 0)
    }
    let reading = Reading(log.bytes)
    #expect(reading.count == 3)
    #expect(reading[.speed] == [0, 0, 0])
    #expect(reading[.heading] == [0, 0, 0])
    #expect(reading[.course].allSatisfy { $0.isNaN })
  }

  @Test("a packet with a wrong checksum is left out and counted, the next is read")
  func checksum() {
    var log = log(3)
    let size = log.bytes.count
    position(3, &log)
    position(4, &log)
    log.bytes[size + 20] ^= 0x40
    let reading = Reading(log.bytes)
    #expect(reading.count == 4)
    #expect(reading.tally["wrong checksum"] == 1)
    let strict = Reading(log.bytes) { $0.isStrict = true }
    #expect(strict.error?.message.contains("byte \(size): message 33 has a wrong checksum") == true)
    #expect(strict.count == 3)
  }

  @Test("garbage between packets is skipped and counted", arguments: [1, 7, 8, 300])
  func garbage(size: Int) {
    var log = log(3)
    var random = SplitMix(seed: UInt64(size))
    log.bytes += (0..<size).map { _ in UInt8(random.next() & 255) }
    position(3, &log)
    position(4, &log)
    let reading = Reading(log.bytes, piece: 13)
    #expect(reading.error == nil)
    #expect(reading.longitude == (0..<5).map { 8.5 + Double($0) / 1000 })
    #expect(reading.repairs["bytes that are no MAVLink packet"] == size)
  }

  @Test("messages of unknown kind are skipped by their length and counted")
  func unknown() {
    var log = log(2)
    log.add(54_321, extra: 0, at: Self.start) { $0.bytes = [UInt8](1...200) }
    position(2, &log)
    let reading = Reading(log.bytes)
    #expect(reading.count == 3)
    #expect(reading.repairs["messages of unknown kind"] == 1)
  }

  @Test("a boot clock that starts again begins a leg of its own, dated by its arrival")
  func reboot() {
    var log = log(3)
    for index in 0..<3 {
      log.position(
        at: Self.start + 60_000_000 + 250_000 * Int64(index), boot: UInt32(2000 + 250 * index),
        longitude: 8.5, latitude: 47, height: 500)
    }
    let reading = Reading(log.bytes)
    #expect(reading.batches[0].legs == [0, 0, 0, 1, 1, 1])
    #expect(reading.time[3] == Self.start + 60_000_000)
  }

  @Test("the spacing is that of the boot clock, however late messages arrive")
  func delay() {
    var log = MAVLinkEncoder()
    for (index, delay) in [0, 900_000, 20_000, 400_000].enumerated() {
      log.position(
        at: Self.start + 250_000 * Int64(index) + Int64(delay), boot: UInt32(10_000 + 250 * index),
        longitude: 8.5, latitude: 47, height: 500)
    }
    #expect(Reading(log.bytes).time == (0..<4).map { Self.start + 250_000 * Int64($0) })
  }

  @Test("vehicles are told apart; ground stations, cameras and others are none")
  func systems() {
    var log = log(2)
    log.system = 7
    position(2, &log)
    log.component = 154
    position(3, &log)
    log.component = 1
    position(4, &log)
    log.system = 255
    position(5, &log)
    log.system = 9
    log.heartbeat(at: Self.start, mode: 0, type: 6, autopilot: 8)
    position(6, &log)
    let reading = Reading(log.bytes, name: "/x/f.tlog")
    #expect(reading.vehicle == ["f", "f", "f:7", "f:7"])
  }

  @Test("without an estimate the receiver's position is taken, from a fix in space on")
  func receiver() {
    var log = MAVLinkEncoder()
    for (index, fix) in [1, 2, 3, 4].enumerated() {
      log.receiver(
        at: Self.start + Int64(index), fix: UInt8(fix), longitude: 8.5, latitude: 47, height: 500,
        ellipsoid: 548)
    }
    let reading = Reading(log.bytes)
    #expect(reading.count == 2)
    #expect(reading[.ellipsoidHeight] == [548, 548])
    #expect(reading[.speed] == [5.5, 5.5])
    #expect(reading[.course] == [45, 45])
  }

  @Test("positions are left out while the receiver still searches, and at 0, 0")
  func acquisition() {
    var log = MAVLinkEncoder()
    for (index, fix) in [1, 2, 3, 1].enumerated() {
      log.receiver(
        at: Self.start, fix: UInt8(fix), longitude: 8.5, latitude: 47, height: 500, ellipsoid: 0)
      position(index, &log)
    }
    log.position(
      at: Self.start + 2_000_000, boot: 12_000, longitude: 0, latitude: 0, height: 500)
    let reading = Reading(log.bytes)
    #expect(reading.tally["no 3D fix"] == 3)
    #expect(reading.tally["position 0, 0"] == 1)
    #expect(reading.count == 2)
  }

  @Test("a bare stream is dated by SYSTEM_TIME; without it times count from 1970")
  func bare() {
    func stream(_ isDated: Bool) -> Reading {
      var log = MAVLinkEncoder()
      log.isStamped = false
      position(0, &log)
      if isDated {
        log.add(2, extra: 137, at: 0) {
          $0.add(UInt64(Self.start))
          $0.add(UInt32(10_100))
        }
      }
      position(1, &log)
      return Reading(log.bytes)
    }
    #expect(stream(true).time == [Self.start - 100_000, Self.start + 150_000])
    #expect(stream(false).time == [10_000_000, 10_250_000])
    #expect(stream(false).warnings.contains { $0.contains("no message dates") })
  }
}
