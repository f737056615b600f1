import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("DataFlash")
struct DataFlashTests {
  /// 2023-11-14 22:13:20 UTC, as week and milliseconds of the satellites' time, 18 s ahead.
  private static let instant: Int64 = 1_700_000_000_000_000
  private static let week: UInt16 = 2288
  private static let weekMillis: UInt32 = 252_818_000

  /// A log that defines what ArduPilot defines since 2021.
  private func log() -> DataFlashEncoder {
    var log = DataFlashEncoder()
    log.define(
      "GPS", 46, "QBBIHBcLLeffffB",
      "TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,Yaw,U")
    log.define("POS", 94, "QLLfff", "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt")
    log.define("ATT", 130, "QccccCCCCB", "TimeUS,DesRoll,Roll,DesPitch,Pitch,DesYaw,Yaw,E1,E2,A")
    log.define("MODE", 50, "QMBB", "TimeUS,Mode,ModeNum,Rsn")
    log.define("MSG", 51, "QZ", "TimeUS,Message")
    return log
  }

  private func receiver(
    _ log: inout DataFlashEncoder, at time: UInt64, status: UInt8 = 3, instance: UInt8 = 0,
    week: UInt16 = week
  ) {
    log.add("GPS") {
      $0.add(time)
      $0.bytes += [instance, status]
      $0.add(Self.weekMillis &+ UInt32(truncatingIfNeeded: time / 1000) &- 10_000)
      $0.add(week)
      $0.bytes.append(12)
      $0.add(Int16(80))
      $0.add(Int32(470_000_000))
      $0.add(Int32(85_000_000))
      $0.add(Int32(50_000))
      for value: Float in [5, 45, -1, 0] { $0.add(value) }
      $0.bytes.append(1)
    }
  }

  private func estimate(_ log: inout DataFlashEncoder, at time: UInt64, longitude: Int32) {
    log.add("POS") {
      $0.add(time)
      $0.add(Int32(470_000_000))
      $0.add(longitude)
      for value: Float in [501, 12, 13] { $0.add(value) }
    }
  }

  @Test("the estimate is preferred, dated by the first fix, with attitude and mode")
  func estimates() {
    var log = log()
    log.add("MSG") {
      $0.add(UInt64(1))
      $0.add("ArduPlane V4.3.0", length: 64)
    }
    log.add("MODE") {
      $0.add(UInt64(2))
      $0.bytes += [12, 12, 1]
    }
    log.add("ATT") {
      $0.add(UInt64(9_900_000))
      for value: Int16 in [0, 1000, 0, -500] { $0.add(value) }
      for value: UInt16 in [0, 27_000, 0, 0] { $0.add(value) }
      $0.bytes.append(0)
    }
    estimate(&log, at: 9_950_000, longitude: 85_000_000)
    receiver(&log, at: 10_000_000)
    estimate(&log, at: 10_050_000, longitude: 85_010_000)
    let reading = Reading(log.bytes, name: "f.BIN")
    #expect(reading.error == nil)
    #expect(reading.time == [Self.instant - 50_000, Self.instant + 50_000])
    #expect(reading.longitude == [8.5, 8.501])
    #expect(reading[.height] == [501, 501])
    #expect(reading[.speed].last == 5)
    #expect(reading[.climb].last == 1)
    #expect(abs(reading[.heading][0] - 270) < 1e-9)
    #expect(abs(reading[.roll][0] - 10) < 1e-9)
    #expect(abs(reading[.pitch][0] + 5) < 1e-9)
    #expect(reading.labels("mode") == ["LOITER", "LOITER"])
    #expect(reading.numbers("relative_height_m") == [12, 12])
  }

  @Test("a log may be cut anywhere, and come in pieces")
  func sturdy() {
    var log = log()
    var ends: [Int] = []
    var whole = [89]
    var size = 89
    // Six definitions of 89 bytes each.
    while size < log.bytes.count {
      size += 89
      whole.append(size)
    }
    for index in 0..<6 {
      receiver(&log, at: UInt64(10_000_000 + 200_000 * index))
      whole.append(log.bytes.count)
      ends.append(log.bytes.count)
    }
    Sturdy(
      bytes: log.bytes, format: "dataflash", ends: ends, mayEnd: { $0 > 0 && whole.contains($0) }
    ).check()
  }

  @Test("every layout that GPS had is read", arguments: [2013, 2014, 2015, 2021])
  func layouts(year: Int) {
    var log = DataFlashEncoder()
    let (format, labels) =
      switch year {
      case 2013:
        ("BIBcLLeeEe", "Status,Time,NSats,HDop,Lat,Lng,RelAlt,Alt,Spd,GCrs")
      case 2014:
        (
          "BIHBcLLeeEefI",
          "Status,TimeMS,Week,NSats,HDop,Lat,Lng,RelAlt,Alt,Spd,GCrs,VZ,T"
        )
      case 2015:
        ("QBIHBcLLefffB", "TimeUS,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,U")
      default:
        (
          "QBBIHBcLLeffffB",
          "TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,Yaw,U"
        )
      }
    log.define("GPS", 77, format, labels)
    for index in 0..<2 {
      let millis = UInt32(200 * index)
      log.add("GPS") { message in
        for (letter, label) in zip(format, labels.split(separator: ",")) {
          switch (letter, label) {
          case (_, "TimeUS"): message.add(UInt64(10_000_000) + UInt64(millis) * 1000)
          case (_, "T"): message.add(UInt32(10_000) + millis)
          case (_, "Time"), (_, "TimeMS"), (_, "GMS"): message.add(Self.weekMillis + millis)
          case (_, "GWk"), (_, "Week"): message.add(Self.week)
          case (_, "Status"): message.bytes.append(3)
          case (_, "Lat"): message.add(Int32(470_000_000))
          case (_, "Lng"): message.add(Int32(85_000_000))
          case (_, "Alt"): message.add(Int32(50_000))
          case ("E", _): message.add(UInt32(500))
          case ("e", "GCrs"): message.add(Int32(4500))
          case ("e", _): message.add(Int32(1200))
          case ("f", "Spd"): message.add(Float(5))
          case ("f", "GCrs"): message.add(Float(45))
          case ("f", _): message.add(Float(0))
          case ("c", _): message.add(Int16(80))
          case ("B", "I"): message.bytes.append(0)
          default: message.bytes.append(9)
          }
        }
      }
    }
    let reading = Reading(log.bytes)
    // A clock of the week without its week cannot be dated.
    let start = year == 2013 ? Int64(Self.weekMillis) * 1000 : Self.instant
    #expect(reading.time == [start, start + 200_000])
    #expect(reading.longitude == [8.5, 8.5])
    #expect(reading[.height] == [500, 500])
    #expect(reading[.speed] == [5, 5])
    #expect(reading[.course] == [45, 45])
  }

  @Test("a week counted modulo 1024 is the one of our days")
  func rollOver() {
    var log = log()
    receiver(&log, at: 10_000_000, week: Self.week - 1024)
    #expect(Reading(log.bytes).time == [Self.instant])
  }

  @Test("units and multipliers apply once, and never on top of the type's own scale")
  func multipliers() {
    func heights(_ letter: String, _ raw: Int32, described: Bool) -> [Double] {
      var log = DataFlashEncoder()
      log.define("FMTU", 60, "QBNN", "TimeUS,FmtType,UnitIds,MultIds")
      log.define("MULT", 61, "Qbd", "TimeUS,Id,Mult")
      log.define("POS", 62, "QLL\(letter)", "TimeUS,Lat,Lng,Alt")
      if described {
        log.add("MULT") {
          $0.add(UInt64(0))
          $0.bytes.append(UInt8(ascii: "B"))
          $0.add(0.01)
        }
        log.add("FMTU") {
          $0.add(UInt64(0))
          $0.bytes.append(62)
          $0.add("sDUm", length: 16)
          $0.add("FGGB", length: 16)
        }
      }
      log.add("POS") {
        $0.add(UInt64(5))
        $0.add(Int32(470_000_000))
        $0.add(Int32(85_000_000))
        $0.add(raw)
      }
      return Reading(log.bytes)[.height]
    }
    #expect(heights("e", 50_000, described: true) == [500])
    #expect(heights("e", 50_000, described: false) == [500])
    #expect(heights("i", 50_000, described: true) == [500])
    #expect(heights("i", 500, described: false) == [500])
  }

  @Test("a clock that starts again begins a leg, dated anew; one wild time does not")
  func restarts() {
    var log = log()
    receiver(&log, at: 10_000_000)
    receiver(&log, at: 1 << 50)
    receiver(&log, at: 10_200_000)
    for time: UInt64 in [1_000_000, 1_200_000, 1_400_000] { receiver(&log, at: time) }
    let reading = Reading(log.bytes)
    #expect(reading.batches[0].legs == [0, 0, 1, 1])
    #expect(reading.count == 4)
  }

  @Test("before a fix in space positions are left out and counted; others receivers wait")
  func searching() {
    var log = log()
    receiver(&log, at: 10_000_000, status: 1)
    estimate(&log, at: 10_010_000, longitude: 600_000_000)
    receiver(&log, at: 10_200_000)
    receiver(&log, at: 10_210_000, instance: 1)
    receiver(&log, at: 16_400_000, instance: 1)
    let reading = Reading(log.bytes)
    #expect(reading.tally["no 3D fix"] == 2)
    #expect(reading.longitude == [8.5])
  }

  @Test("garbage is skipped to the next message that another follows", arguments: [1, 2, 3, 500])
  func garbage(size: Int) {
    var log = log()
    receiver(&log, at: 10_000_000)
    var random = SplitMix(seed: UInt64(size))
    log.bytes += (0..<size).map { _ in UInt8(random.next() & 255) }
    log.bytes += [0xA3, 0x95, 46]
    for index in 1..<4 { receiver(&log, at: UInt64(10_000_000 + 200_000 * index)) }
    for piece in [5, Int.max] {
      let reading = Reading(log.bytes, piece: piece)
      #expect(reading.count == 4)
      #expect(reading.repairs["bytes that are no DataFlash message"] == size + 3)
    }
  }

  @Test("a text log gives what the binary one does")
  func text() {
    let lines = [
      "FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format,Columns",
      "FMT, 46, 49, GPS, QBIHBcLLefffB, TimeUS,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,U",
      "FMT, 50, 14, MODE, QMBB, TimeUS,Mode,ModeNum,Rsn",
      "FMT, 51, 75, MSG, QZ, TimeUS,Message",
      "MSG, 100, ArduCopter V4.0.3",
      "MODE, 200, LOITER, 5, 1",
      "GPS, 10000000, 3, 252818000, 2288, 12, 0.80, 47.0000000, 8.5000000, 500.00, 5, 45, -1, 1",
      "GPS, 10200000, 3, 252818200, 2288, 12, 0.80, 47.0000000, 8.5010000, 500.00, 5, 45, -1, 1",
    ]
    let reading = Reading(lines.joined(separator: "\r\n") + "\r\n", piece: 11)
    #expect(reading.error == nil)
    #expect(reading.time == [Self.instant, Self.instant + 200_000])
    #expect(reading.longitude == [8.5, 8.501])
    #expect(reading.labels("mode") == ["LOITER", "LOITER"])
    #expect(reading[.climb] == [1, 1])
  }

  @Test("old logs of PX4 tell UTC themselves, and angles in radians")
  func px4() {
    var log = DataFlashEncoder()
    log.define("TIME", 129, "Q", "StartTime")
    log.define("ATT", 2, "fffffff", "qw,qx,qy,qz,Roll,Pitch,Yaw")
    log.define(
      "GPS", 8, "QBffLLfffff", "GPSTime,Fix,EPH,EPV,Lat,Lon,Alt,VelN,VelE,VelD,Cog")
    log.add("TIME") { $0.add(UInt64(5_000_000)) }
    log.add("ATT") { for value: Float in [0, 0, 0, 0, 0, 0, .pi / 2] { $0.add(value) } }
    log.add("GPS") {
      $0.add(UInt64(Self.instant))
      $0.bytes.append(3)
      $0.add(Float(1))
      $0.add(Float(1))
      $0.add(Int32(470_000_000))
      $0.add(Int32(85_000_000))
      for value: Float in [500, 3, 4, 0, 0] { $0.add(value) }
    }
    let reading = Reading(log.bytes)
    #expect(reading.time == [Self.instant])
    #expect(reading.longitude == [8.5])
    #expect(reading[.speed] == [5])
    #expect(abs(reading[.heading][0] - 90) < 1e-5)
  }
}
