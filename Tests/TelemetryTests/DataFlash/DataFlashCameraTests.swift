import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("DataFlash: cameras")
struct DataFlashCameraTests {
  /// A position every tenth of a second, with what `between` adds before each.
  private func log(
    _ define: (inout DataFlashEncoder) -> Void,
    between: (Int, UInt64, inout DataFlashEncoder) -> Void
  ) -> Reading {
    var log = DataFlashEncoder()
    log.define("POS", 94, "QLLfff", "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt")
    log.define("ATT", 130, "QccccCCCC", "TimeUS,DesRoll,Roll,DesPitch,Pitch,DesYaw,Yaw,E1,E2")
    define(&log)
    for index in 0..<3 {
      let time = UInt64(10_000_000 + index * 100_000)
      log.add("ATT") {
        $0.add(time)
        for value: Int16 in [0, 0, 0, 0] { $0.add(value) }
        for value: UInt16 in [9000, 9000, 0, 0] { $0.add(value) }
      }
      between(index, time, &log)
      log.add("POS") {
        $0.add(time)
        $0.add(Int32(470_000_000))
        $0.add(Int32(85_000_000 + 100 * index))
        for value: Float in [501, 12, 13] { $0.add(value) }
      }
    }
    return Reading(log.bytes, name: "f.bin")
  }

  @Test(
    "a mount's angles are the camera's: yaw of the body as it is, yaw of the earth less the heading"
  )
  func mount() {
    let reading = log {
      $0.define(
        "MNT", 99, "QBfffffff",
        "TimeUS,I,Roll,Pitch,DesYawB,YawB,DesYawE,YawE,Dist")
    } between: { index, time, log in
      log.add("MNT") {
        $0.add(time)
        $0.bytes.append(0)
        let relative: Float = index == 0 ? 30 : .nan
        for value: Float in [0, -45, 0, relative, 0, index == 1 ? 120 : .nan, 250] {
          $0.add(value)
        }
      }
    }
    #expect(reading.count == 3)
    let azimuth = reading[.sensorAzimuth]
    #expect(abs(azimuth[0] - 30) < 1e-4 && abs(azimuth[1] - 30) < 1e-4)
    // A mount that tells neither yaw leaves what was told before.
    #expect(abs(azimuth[2] - 30) < 1e-4)
    #expect(reading[.sensorElevation].allSatisfy { abs($0 + 45) < 1e-4 })
    #expect(reading[.slantRange].prefix(2) == [250, 250])
  }

  @Test(
    "photos are numbered by the camera where it counts them, and marked on one fix each",
    arguments: ["CAM", "TRIG"])
  func photos(_ name: String) {
    let numbered = log {
      $0.define(
        name, 85, "QBHIHLLfffccC", "TimeUS,I,Img,GPSTime,GPSWeek,Lat,Lng,Alt,RelAlt,GPSAlt,R,P,Y")
    } between: { index, time, log in
      guard index != 1 else { return }
      log.add(name) {
        $0.add(time)
        $0.bytes.append(0)
        $0.add(UInt16(70 + index))
        $0.add(UInt32(252_818_000))
        $0.add(UInt16(2288))
        // The photo's own place is none of the track.
        $0.add(Int32(1))
        $0.add(Int32(2))
        for value: Float in [1, 2, 3] { $0.add(value) }
        for value: Int16 in [0, 0, 0] { $0.add(value) }
      }
    }
    #expect(numbered.latitude == [47, 47, 47])
    let marks = numbered.numbers("photo")
    #expect(marks[0] == 70 && marks[1].isNaN && marks[2] == 72)
    let bare = log {
      $0.define(name, 85, "QIHLLf", "TimeUS,GPSTime,GPSWeek,Lat,Lng,Alt")
    } between: { _, time, log in
      log.add(name) {
        $0.add(time)
        $0.add(UInt32(252_818_000))
        $0.add(UInt16(2288))
        $0.add(Int32(1))
        $0.add(Int32(2))
        $0.add(Float(1))
      }
    }
    #expect(bare.numbers("photo") == [1, 2, 3])
  }
}
