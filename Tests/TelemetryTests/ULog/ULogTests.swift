import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("ULog")
struct ULogTests {
  private static let instant: UInt64 = 1_700_000_000_000_000

  /// A file whose receiver writes as of old, or as of 2023 on.
  private func file(isNew: Bool = false, flags: Bool = true) -> ULogEncoder {
    var file = ULogEncoder()
    if flags { file.flags() }
    file.define(
      "vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;"
        + (isNew
          ? "double latitude_deg;double longitude_deg;double altitude_msl_m;"
            + "double altitude_ellipsoid_m;"
          : "int32_t lat;int32_t lon;int32_t alt;int32_t alt_ellipsoid;")
        + "float vel_m_s;float vel_d_m_s;float cog_rad;uint8_t fix_type;uint8_t[3] _padding0;")
    file.define(
      "vehicle_global_position:uint64_t timestamp;double lat;double lon;float alt;"
        + "uint8_t lat_lon_reset_counter;uint8_t[3] _padding0;")
    file.define("vehicle_status:uint64_t timestamp;uint8_t nav_state;")
    file.define("vehicle_attitude:uint64_t timestamp;float[4] q;")
    file.subscribe("vehicle_gps_position", 0)
    file.subscribe("vehicle_global_position", 1)
    file.subscribe("vehicle_status", 2)
    file.subscribe("vehicle_attitude", 3)
    return file
  }

  private func receiver(
    _ file: inout ULogEncoder, at time: UInt64, isNew: Bool = false, fix: UInt8 = 3
  ) {
    file.data(0) {
      $0.add(time)
      $0.add(Self.instant + time - 10_000_000)
      if isNew {
        for value: Double in [47, 8.5, 500, 548] { $0.add(value) }
      } else {
        for value: Int32 in [470_000_000, 85_000_000, 500_000, 548_000] { $0.add(value) }
      }
      for value: Float in [5, -1, .pi / 4] { $0.add(value) }
      $0.bytes.append(fix)
    }
  }

  private func estimate(
    _ file: inout ULogEncoder, at time: UInt64, longitude: Double = 8.6, resets: UInt8 = 0
  ) {
    file.data(1) {
      $0.add(time)
      $0.add(47.0)
      $0.add(longitude)
      $0.add(Float(501))
      $0.bytes.append(resets)
    }
  }

  @Test("both layouts of the receiver give the same fixes", arguments: [false, true])
  func layouts(isNew: Bool) {
    var file = file(isNew: isNew)
    file.data(2) {
      $0.add(UInt64(1))
      $0.bytes.append(21)
    }
    file.data(3) {
      $0.add(UInt64(9_900_000))
      for value: Float in [0.70710678, 0, 0, 0.70710678] { $0.add(value) }
    }
    receiver(&file, at: 10_000_000, isNew: isNew)
    receiver(&file, at: 10_200_000, isNew: isNew)
    let reading = Reading(file.bytes, name: "f.ulg")
    #expect(reading.error == nil)
    #expect(reading.time == [Int64(Self.instant), Int64(Self.instant) + 200_000])
    #expect(reading.longitude == [8.5, 8.5])
    #expect(reading[.height] == [500, 500])
    #expect(reading[.ellipsoidHeight] == [548, 548])
    #expect(reading.heightDatum == ["msl", "msl"])
    #expect(reading[.climb] == [1, 1])
    #expect(abs(reading[.course][0] - 45) < 1e-5)
    #expect(abs(reading[.heading][0] - 90) < 1e-4)
    #expect(reading.labels("mode") == ["ORBIT", "ORBIT"])
  }

  @Test("a file may be cut anywhere, and come in pieces")
  func sturdy() {
    var file = ULogEncoder()
    var whole = [file.bytes.count]
    file.define("vehicle_gps_position:uint64_t timestamp;int32_t lat;int32_t lon;uint8_t fix_type;")
    whole.append(file.bytes.count)
    file.subscribe("vehicle_gps_position", 9)
    whole.append(file.bytes.count)
    // Without a date fixes wait for the end of the file; a cut file gives them then.
    for index in 0..<20 {
      file.data(9) {
        $0.add(UInt64(10_000_000 + 200_000 * index))
        $0.add(Int32(470_000_000))
        $0.add(Int32(85_000_000 + index))
        $0.bytes.append(3)
      }
      whole.append(file.bytes.count)
    }
    let ends = Array(whole.dropFirst(3))
    Sturdy(bytes: file.bytes, format: "ulog", ends: ends, mayEnd: { whole.contains($0) }).check()
  }

  @Test("the estimate is preferred to the receiver; fixes before the date wait for it")
  func estimates() {
    var file = file()
    estimate(&file, at: 9_900_000)
    receiver(&file, at: 10_000_000)
    estimate(&file, at: 10_100_000)
    receiver(&file, at: 10_200_000)
    receiver(&file, at: 16_000_000)
    let reading = Reading(file.bytes)
    #expect(reading.longitude == [8.6, 8.6, 8.5])
    #expect(
      reading.time == [-100_000, 100_000, 6_000_000].map { Int64(Self.instant) + $0 })
  }

  @Test("nested formats, arrays of them and fields that come later are laid out right")
  func nested() {
    var file = ULogEncoder(version: 0)
    file.define("inner:float[3] a;uint8_t b;")
    file.define("middle:inner[2] pair;int16_t c;")
    file.define(
      "vehicle_global_position:uint64_t timestamp;middle m;double lat;inner i;double lon;float alt;"
    )
    file.subscribe("vehicle_global_position", 500)
    file.data(500) {
      $0.add(UInt64(7))
      $0.bytes += [UInt8](repeating: 0xEE, count: 28)
      $0.add(47.25)
      $0.bytes += [UInt8](repeating: 0xEE, count: 13)
      $0.add(8.75)
      $0.add(Float(3))
      // Fields that a newer sender appended.
      $0.bytes += [1, 2, 3]
    }
    let reading = Reading(file.bytes)
    #expect(reading.latitude == [47.25])
    #expect(reading.longitude == [8.75])
    #expect(reading[.height] == [3])
  }

  @Test("formats that nest without end or lie about their size are refused, not followed")
  func hostile() {
    for format in [
      "vehicle_global_position:vehicle_global_position[9] a;uint64_t timestamp;double lat;double lon;",
      "vehicle_global_position:uint64_t timestamp;double[99999999999] x;double lat;double lon;",
      "vehicle_global_position:uint64_t timestamp;double[65535] x;double lat;double lon;",
      "vehicle_global_position:uint64_t timestamp;double[-1] x;double lat;double lon;",
      "vehicle_global_position", "vehicle_global_position:;;; ;",
    ] {
      var file = ULogEncoder()
      file.define(format)
      file.subscribe("vehicle_global_position", 65_535)
      file.data(65_535) { $0.add(UInt64(1)) }
      let reading = Reading(file.bytes)
      #expect(reading.count == 0)
      #expect(reading.warnings.contains { $0.contains("'vehicle_global_position' is not defined") })
    }
  }

  @Test("data that were appended are read from where they begin, past a message cut short")
  func appended() {
    var file = ULogEncoder()
    let body = self.file(flags: false).bytes.dropFirst(16)
    var second = ULogEncoder()
    second.flags()
    let flagBytes = second.bytes.count
    let cut: [UInt8] = [200, 0, 0x44, 1, 2, 3]
    file.flags(incompatible: 1, appended: [UInt64(flagBytes + body.count + cut.count), 0, 0])
    file.bytes += body + cut
    receiver(&file, at: 10_000_000)
    for piece in [1, 9, Int.max] {
      let reading = Reading(file.bytes, piece: piece)
      #expect(reading.error == nil)
      #expect(reading.count == 1)
      #expect(reading.repairs["bytes before appended data"] == cut.count)
    }
  }

  @Test("features that a reader must know and does not are named")
  func incompatible() {
    var file = ULogEncoder()
    file.flags(incompatible: 2)
    #expect(
      Reading(file.bytes, name: "f").error?.message.contains("incompatible flags 2 0 0") == true)
  }

  @Test("a gap in the log marks the next fix, and is counted")
  func dropouts() {
    var file = file()
    receiver(&file, at: 10_000_000)
    for _ in 0..<2 { file.add("O") { $0.add(UInt16(150)) } }
    receiver(&file, at: 10_200_000)
    receiver(&file, at: 10_400_000)
    let reading = Reading(file.bytes)
    let marks = reading.numbers("dropout_ms")
    #expect(marks[0].isNaN && marks[1] == 300 && marks[2].isNaN)
    #expect(reading.repairs["gaps in the log"] == 2)
  }

  @Test("a jump of the estimate that its filter admits to begins a leg, a small one does not")
  func jumps() {
    var file = file()
    receiver(&file, at: 10_000_000)
    estimate(&file, at: 10_100_000)
    estimate(&file, at: 10_200_000, longitude: 8.6001, resets: 1)
    estimate(&file, at: 10_300_000, longitude: 8.61, resets: 2)
    estimate(&file, at: 10_400_000, longitude: 8.62, resets: 2)
    let reading = Reading(file.bytes)
    #expect(reading.batches[0].legs == [0, 0, 0, 1, 1])
  }

  @Test("a local position is laid on the globe about its reference")
  func local() {
    var file = ULogEncoder()
    file.define(
      "vehicle_local_position:uint64_t timestamp;double ref_lat;double ref_lon;float x;float y;"
        + "float z;float ref_alt;float vx;float vy;float vz;bool xy_valid;bool xy_global;"
        + "bool z_global;")
    file.subscribe("vehicle_local_position", 4)
    for isGlobal in [UInt8(0), 1] {
      file.data(4) {
        $0.add(UInt64(1_000_000))
        $0.add(60.0)
        $0.add(8.0)
        for value: Float in [1000, -500, -20, 400, 3, -4, 1] { $0.add(value) }
        $0.bytes += [1, isGlobal, 1]
      }
    }
    let reading = Reading(file.bytes)
    #expect(reading.count == 1)
    // A degree of a great circle of radius 6,371 km is 111,194.9 m.
    #expect(abs(reading.latitude[0] - 60 - 1000 / 111_194.9) < 1e-6)
    #expect(abs(reading.longitude[0] - 8 + 500 / 111_194.9 / 0.49986) < 1e-5)
    #expect(reading[.height] == [420])
    #expect(reading[.speed] == [5])
    #expect(reading[.climb] == [-1])
  }

  @Test("garbage is skipped to the next message that another follows", arguments: [1, 40, 600])
  func garbage(size: Int) {
    var file = file()
    receiver(&file, at: 10_000_000)
    file.bytes += [UInt8](repeating: 0xFF, count: size)
    for index in 1..<4 { receiver(&file, at: UInt64(10_000_000 + 200_000 * index)) }
    for piece in [3, Int.max] {
      let reading = Reading(file.bytes, piece: piece)
      #expect(reading.count == 4)
      #expect(reading.repairs["bytes that are no ULog message"] == size)
    }
  }

  @Test("positions before a fix in space are left out and counted")
  func searching() {
    var file = file()
    receiver(&file, at: 10_000_000, fix: 2)
    receiver(&file, at: 10_200_000, fix: 3)
    let reading = Reading(file.bytes)
    #expect(reading.count == 1)
    #expect(reading.tally["no 3D fix"] == 1)
  }
}
