import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("MAVLink: cameras, orbits, traffic")
struct MAVLinkCameraTests {
  private static let start: Int64 = 1_700_000_000_000_000

  /// One message before a position, of a vehicle that flies east, level or turned.
  private func fix(
    _ message: Int, extra: UInt8, roll: Float = 0, pitch: Float = 0, component: UInt8 = 100,
    _ fill: (inout LittleEndianBytes) -> Void
  ) -> Reading {
    var log = MAVLinkEncoder()
    log.attitude(at: Self.start, boot: 9900, roll: roll, pitch: pitch, yaw: .pi / 2)
    log.component = component
    log.add(message, extra: extra, at: Self.start, fill)
    log.component = 1
    log.position(at: Self.start, boot: 10_000, longitude: 8.5, latitude: 47, height: 500)
    return Reading(log.bytes)
  }

  /// MOUNT_ORIENTATION in degrees.
  private func mount(roll: Float = 0, _ pitch: Float, _ yaw: Float, bank: Float = 0) -> Reading {
    fix(265, extra: 26, roll: bank) {
      $0.add(UInt32(9900))
      for value: Float in [roll, pitch, yaw, 0] { $0.add(value) }
    }
  }

  @Test("a gimbal of a level vehicle looks where its angles say", arguments: [-89.0, -45, 0, 45])
  func level(pitch: Double) {
    for yaw in [-170.0, -90, 0, 10, 170] {
      let reading = mount(Float(pitch), Float(yaw))
      #expect(abs(reading[.sensorElevation][0] - pitch) < 1e-4)
      let turn = (reading[.sensorAzimuth][0] - yaw + 540).truncatingRemainder(dividingBy: 360)
      #expect(abs(turn - 180) < 1e-3)
    }
  }

  @Test("a gimbal that holds the horizon looks up against a wing that is down")
  func banked() {
    // Right wing down by 30°, the camera level and to the right: 30° above the wing's plane.
    let right = mount(0, 90, bank: .pi / 6)
    #expect(abs(right[.sensorElevation][0] - 30) < 1e-3)
    #expect(abs(right[.sensorAzimuth][0] - 90) < 1e-3)
    let left = mount(0, -90, bank: .pi / 6)
    #expect(abs(left[.sensorElevation][0] + 30) < 1e-3)
  }

  @Test("a gimbal's flags say whether its yaw is against the nose or north")
  func gimbal() {
    // Turned by 90° to the right.
    for (flags, azimuth) in [(UInt16(0), 90.0), (32, 90), (64, 0), (16, 0)] {
      let reading = fix(285, extra: 137) {
        $0.add(UInt32(9900))
        for value: Float in [0.70710678, 0, 0, 0.70710678, 0, 0, 0] {
          $0.add(value)
        }
        $0.add(UInt32(0))
        $0.add(flags)
      }
      let turn = (reading[.sensorAzimuth][0] - azimuth + 540).truncatingRemainder(dividingBy: 360)
      #expect(abs(turn - 180) < 1e-3, "flags \(flags)")
    }
  }

  @Test("the field of view gives the frame centre, unless it is in the sky")
  func frameCentre() {
    func view(_ latitude: Int32) -> Reading {
      fix(271, extra: 22) {
        $0.add(UInt32(9900))
        for value: Int32 in [0, 0, 0, latitude, 85_010_000, 432_100] { $0.add(value) }
        for value: Float in [1, 0, 0, 0, 60, 40] { $0.add(value) }
      }
    }
    let ground = view(470_020_000)
    #expect(ground[.frameLatitude] == [47.002])
    #expect(ground[.frameLongitude] == [8.501])
    #expect(ground[.frameHeight] == [432.1])
    #expect(ground[.horizontalView] == [60])
    #expect(ground[.verticalView] == [40])
    #expect(view(.max)[.frameLatitude][0].isNaN)
  }

  @Test("an orbit gives radius and centre")
  func orbit() {
    let reading = fix(360, extra: 11, component: 1) {
      $0.add(UInt64(0))
      $0.add(Float(-120))
      $0.add(Int32(470_000_000))
      $0.add(Int32(85_000_000))
      $0.add(Float(50))
      $0.bytes.append(5)
    }
    #expect(reading.numbers("orbit_radius_m") == [-120])
    #expect(reading.numbers("orbit_lon") == [8.5])
    #expect(reading.numbers("orbit_lat") == [47])
  }

  @Test("a photo marks the next fix; an autopilot's attitude is not taken for the camera's")
  func photo() {
    for component in [UInt8(1), 100] {
      let reading = fix(180, extra: 52, component: component) {
        $0.add(UInt64(0))
        for _ in 0..<2 { $0.add(Int32(0)) }
        for value: Float in [0, 0, 0, -60, 90, 0] { $0.add(value) }
        $0.add(UInt16(17))
      }
      #expect(reading.numbers("photo") == [17])
      #expect(reading[.sensorElevation][0].isNaN == (component == 1))
    }
  }

  @Test("aircraft and drones that are heard are vehicles of their own")
  func traffic() {
    var log = MAVLinkEncoder()
    log.add(246, extra: 184, at: Self.start) {
      $0.add(UInt32(0x0A_BCDE))
      $0.add(Int32(471_000_000))
      $0.add(Int32(86_000_000))
      $0.add(Int32(3_048_000))
      $0.add(UInt16(18_000))
      $0.add(UInt16(10_000))
      $0.add(Int16(-250))
      $0.add(UInt16(159))
      $0.add(UInt16(1200))
      $0.bytes.append(0)
      $0.add("SWR12A", length: 9)
      $0.bytes += [1, 2]
    }
    let address: [UInt8] = [1, 2, 3, 4, 5, 6] + [UInt8](repeating: 0, count: 14)
    log.add(12_901, extra: 254, at: Self.start) {
      $0.add(Int32(472_000_000))
      $0.add(Int32(87_000_000))
      for value: Float in [-1000, 612, 50, 0] { $0.add(value) }
      $0.add(UInt16(9000))
      $0.add(UInt16(1200))
      $0.add(Int16(100))
      $0.bytes += [0, 0] + address + [2, 0, 0, 0, 0, 0, 0]
    }
    log.add(12_900, extra: 114, at: Self.start) {
      $0.bytes += [0, 0] + address + [1, 2]
      $0.add("1596F00000001", length: 20)
    }
    let reading = Reading(log.bytes)
    #expect(reading.vehicle == ["0abcde", "1596F00000001"])
    #expect(reading.time == [Self.start - 2_000_000, Self.start])
    #expect(reading.latitude == [47.1, 47.2])
    #expect(reading[.height] == [3048, 612])
    #expect(reading.heightDatum == ["baro", "ellipsoid"])
    #expect(reading[.speed] == [100, 12])
    #expect(reading[.course] == [180, 90])
    #expect(reading[.climb] == [-2.5, 1])
    #expect(reading.labels("callsign") == ["SWR12A", nil])
  }
}
