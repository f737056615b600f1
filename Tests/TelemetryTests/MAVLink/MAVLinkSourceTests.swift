import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("MAVLink: second receivers and satellite links")
struct MAVLinkSourceTests {
  private static let start: Int64 = 1_700_000_000_000_000

  private func second(
    _ log: inout MAVLinkEncoder, at time: Int64, fix: UInt8 = 3, longitude: Double
  ) {
    log.add(124, extra: 87, at: time) {
      $0.add(UInt64(0))
      $0.add(Int32(470_000_000))
      $0.add(Int32((longitude * 1e7).rounded()))
      $0.add(Int32(512_345))
      $0.add(UInt32(0))
      $0.add(UInt16(100))
      $0.add(UInt16(100))
      $0.add(UInt16(550))
      $0.add(UInt16(4500))
      $0.bytes += [fix, 12, 0]
      $0.add(UInt16(0))
      $0.add(Int32(560_000))
    }
  }

  @Test("the second receiver's position is taken where no other source has one")
  func secondReceiver() {
    var log = MAVLinkEncoder()
    log.heartbeat(at: Self.start, mode: 0, type: 2, autopilot: 3)
    for index in 0..<3 {
      second(&log, at: Self.start + Int64(index) * 1_000_000, longitude: 8 + Double(index) / 4)
    }
    let reading = Reading(log.bytes, name: "f.tlog")
    #expect(reading.longitude == [8, 8.25, 8.5])
    #expect(reading[.height] == [512.345, 512.345, 512.345])
    #expect(reading[.ellipsoidHeight] == [560, 560, 560])
    #expect(reading[.speed] == [5.5, 5.5, 5.5] && reading[.course] == [45, 45, 45])
  }

  @Test("beside the first receiver or the estimate the second one is silent, without a fix always")
  func beside() {
    var log = MAVLinkEncoder()
    for index in 0..<4 {
      let time = Self.start + Int64(index) * 250_000
      log.receiver(at: time, fix: 3, longitude: 9, latitude: 47, height: 500, ellipsoid: 550)
      second(&log, at: time, longitude: 8)
    }
    #expect(Reading(log.bytes, name: "f.tlog").longitude == [9, 9, 9, 9])
    var searching = MAVLinkEncoder()
    second(&searching, at: Self.start, fix: 2, longitude: 8)
    #expect(Reading(searching.bytes, name: "f.tlog").count == 0)
  }

  @Test("HIGH_LATENCY2 gives a fix in whole metres and steps of two degrees")
  func summary() {
    var log = MAVLinkEncoder()
    for index in 0..<2 {
      log.add(235, extra: 179, at: Self.start + Int64(index) * 5_000_000) {
        $0.add(UInt32(10_000 + 5000 * index))
        $0.add(Int32(470_000_000))
        $0.add(Int32(85_000_000 + 1000 * index))
        $0.add(UInt16(4))
        $0.add(Int16(-12))
        $0.add(Int16(600))
        $0.add(UInt16(7))
        $0.add(UInt16(2))
        $0.add(UInt16(0))
        // Type, autopilot, heading, its target, throttle, air speed, its target, ground speed.
        $0.bytes += [
          2, 3, 179, 0, 50, 60, 0, 53, 0, 0, 1, 1, 20, UInt8(bitPattern: -15), 80, 0, 0, 0,
        ]
      }
    }
    let reading = Reading(log.bytes, name: "f.tlog")
    #expect(reading.time == [Self.start, Self.start + 5_000_000])
    #expect(reading.longitude == [8.5, 8.5001] && reading.latitude == [47, 47])
    #expect(reading[.height] == [-12, -12] && reading[.heading] == [358, 358])
    #expect(reading[.speed] == [10.6, 10.6] && reading[.climb] == [-1.5, -1.5])
  }
}
