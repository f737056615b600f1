import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite(
  "logs of vehicles against pymavlink and pyulog",
  .enabled(if: RealData.folder != nil, "no real data beside the checkout"),
  .enabled(if: Python.interpreter != nil, "no Python with the oracles"))
struct VehicleLogOracleTests {
  /// What the oracle finds, the cells of each record.
  private func records(_ format: String, _ path: String) throws -> [[String]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/vehicle_logs.py").path
    let run = try Python.run(script: script, arguments: [format, path])
    try #require(run.status == 0, "\(run.stderr)")
    return String(decoding: run.stdout, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
  }

  private func number(_ record: [String], _ place: Int) -> Double {
    Double(record[place]) ?? .nan
  }

  @Test(
    "a telemetry log gives every position that pymavlink finds, value by value",
    arguments: ["dronekit_flight", "ardusub_small", "ardusub_2023-04-18"])
  func mavlink(name: String) throws {
    let path = RealData.path("mavlink-tlog/\(name).tlog")
    let expected = try records("mavlink", path)
    let reading = Reading(paths: [path])
    // Fixes of the receiver alone, before the first estimate, have no height above home.
    let home = reading.numbers("relative_height_m")
    let rows = (0..<reading.count).filter { !home[$0].isNaN }
    #expect(rows.count == expected.count)
    #expect(reading.count - rows.count <= 3)
    let (height, speed, climb) = (reading[.height], reading[.speed], reading[.climb])
    let (time, longitude, latitude) = (reading.time, reading.longitude, reading.latitude)
    let legs = reading.batches.flatMap { $0.legs ?? [] }
    var late: [Double] = []
    for (row, record) in zip(rows, expected) {
      #expect(longitude[row] == number(record, 3))
      #expect(latitude[row] == number(record, 4))
      #expect(height[row] == number(record, 5))
      #expect(home[row] == number(record, 6))
      #expect(abs(speed[row] - number(record, 7)) < 1e-9)
      #expect(abs(climb[row] - number(record, 8)) < 1e-9)
      late.append(number(record, 1) - Double(time[row]))
    }
    // A log of what arrives has each message at its time or after it, mostly soon after.
    #expect(late.allSatisfy { $0 > -1_000_000 && $0 < 60_000_000 })
    if !late.isEmpty { #expect(late.sorted()[late.count / 2] < 2_000_000) }
    // The spacing is that of the vehicle's own clock, but where the estimate of its start gets better.
    var exact = 0
    for (one, two) in zip(rows.indices, rows.indices.dropFirst())
    where legs[rows[one]] == legs[rows[two]] {
      let step = Double(time[rows[two]] - time[rows[one]]) / 1000
      if step == number(expected[two], 2) - number(expected[one], 2) { exact += 1 }
    }
    #expect(exact * 100 >= (rows.count - 2) * 95)
  }

  @Test("an sdlog2 log gives every position that pymavlink finds, value by value")
  func dataFlash() throws {
    let path = RealData.path("dataflash/px4tools_01_07_59.px4log")
    let expected = try records("dataflash", path)
    let reading = Reading(paths: [path])
    let datum = reading.heightDatum
    let rows = (0..<reading.count).filter { datum[$0] == "unknown" }
    #expect(rows.count == expected.count && rows.count == 5742)
    let (height, time) = (reading[.height], reading.time)
    let (longitude, latitude) = (reading.longitude, reading.latitude)
    for (row, record) in zip(rows, expected) {
      #expect(longitude[row] == number(record, 2))
      #expect(latitude[row] == number(record, 3))
      #expect(height[row] == number(record, 4))
      let clock = number(record, 1) - number(expected[0], 1)
      #expect(Double(time[row] - time[rows[0]]) == clock)
    }
    // Its first GPS message tells 2015-06-11 01:07:59 UTC.
    #expect(time[0] == 1_433_984_879_000_156)
  }

  @Test("a log without a receiver has no fixes, and says so")
  func noPositions() {
    for name in ["dataflash/ardusub_small.BIN", "ulog/pyulog_sample.ulg"] {
      let reading = Reading(paths: [RealData.path(name)])
      #expect(reading.error == nil)
      #expect(reading.count == 0)
      #expect(reading.warnings.contains { $0.contains("the log has no positions") }, "\(name)")
    }
  }

  @Test(
    "a ULog file gives every position that pyulog finds, value by value",
    arguments: [
      "ulog/pyulog_sample_log_small.ulg", "ulog/pyulog_sample_px4_events.ulg",
      "ulog/pyulog_sample_logging_tagged_and_default_params.ulg", "ulog/robologs_test.ulg",
      "derived/ulog/truck_platform_int32_legacy.ulg",
    ])
  func ulog(name: String) throws {
    let path = RealData.path(name)
    let all = try records("ulog", path)
    let receivers = all.filter { $0[0] == "vehicle_gps_position" }
    let estimates = all.filter { $0[0] == "vehicle_global_position" }
    // The start, by the first fix in space.
    let start = number(receivers[0], 5) - number(receivers[0], 1)
    // The receiver counts where the estimate is silent for five seconds, and before it begins.
    let first = estimates.map { number($0, 1) }.min() ?? .infinity
    let expected =
      (estimates + receivers.filter { number($0, 1) < first }).sorted {
        number($0, 1) < number($1, 1)
      }
    let reading = Reading(paths: [path])
    let order = (0..<reading.count).sorted { reading.time[$0] < reading.time[$1] }
    #expect(abs(reading.count - expected.count) <= 2)
    let (time, height) = (reading.time, reading[.height])
    let (longitude, latitude) = (reading.longitude, reading.latitude)
    var byTime: [Int64: [[String]]] = [:]
    for record in estimates + receivers {
      byTime[Int64(number(record, 1) + start), default: []].append(record)
    }
    for row in order {
      let found = byTime[time[row]] ?? []
      #expect(
        found.contains {
          longitude[row] == number($0, 2) && latitude[row] == number($0, 3)
            && height[row] == number($0, 4)
        }, "row \(row)")
    }
  }
}
