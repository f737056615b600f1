import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("IGC")
struct IGCTests {
  @Test("what an encoder writes is told by its content and read back", arguments: [1, 35, 4096])
  func roundTrip(_ piece: Int) {
    let fixes = SampleFix.line(20)
    let reading = Reading(IGCText.flight(fixes), piece: piece)
    #expect(reading.error == nil)
    #expect(reading.vehicle == Array(repeating: "HB-1234", count: 20))
    #expect(reading.time == fixes.map { Int64($0.milliseconds) * 1000 })
    for (row, fix) in fixes.enumerated() {
      // To the half of a thousandth of a minute.
      #expect(abs(reading.longitude[row] - fix.longitude) < 0.51 / 60_000)
      #expect(abs(reading.latitude[row] - fix.latitude) < 0.51 / 60_000)
    }
    #expect(reading[.height] == fixes.map { $0.height.rounded(.down) })
    #expect(reading.heightDatum == Array(repeating: "ellipsoid", count: 20))
    #expect(reading.numbers("pressure_height_m") == fixes.map { $0.height.rounded(.down) - 100 })
  }

  private func read(_ lines: String...) -> Reading {
    Reading(
      "AXXX001\r\nHFDTEDATE:310123,01\r\n" + lines.joined(separator: "\r\n") + "\r\n", name: "f.igc"
    )
  }

  @Test(
    "the four quarters of the globe, midnight, heights below zero and those of the barometer alone")
  func corners() {
    let reading = read(
      "B2359594730000N00815000EA-012300045", "B0000004730000S00815000WV0012300000",
      "B0000015959999N17959999EA0000000000")
    let day = CivilTime(year: 2023, month: 1, day: 31).instant.microseconds
    #expect(reading.time == [86_399, 86_400, 86_401].map { day + $0 * 1_000_000 })
    #expect(reading.latitude == [47.5, -47.5, 3_599_999.0 / 60_000])
    #expect(reading.longitude == [8.25, -8.25, 10_799_999.0 / 60_000])
    #expect(reading[.height][0] == 45 && reading[.height][1] == 123 && reading[.height][2].isNaN)
    #expect(Array(reading.heightDatum.prefix(2)) == ["ellipsoid", "baro"])
    #expect(reading.numbers("pressure_height_m")[0] == -123)
  }

  @Test(
    "a line that is no fix costs itself alone",
    arguments: [
      "B2460004730000N00815000EA0012300045", "B1000004730000X00815000EA0012300045",
      "B10000047300", "B1000004730000N00815000EA00a2300045",
    ])
  func badLine(_ line: String) {
    let reading = read("B1000004730000N00815000EA0012300045", line)
    #expect(reading.count == 1 && reading.tally["unreadable line"] == 1)
  }

  @Test("the old form of the date is read; without one the days count from 1970, said once")
  func dates() {
    let fix = "B1000004730000N00815000EA0012300045\r\n"
    let old = Reading("AXXX001\r\nHFDTE310123\r\n" + fix)
    #expect(old.time == [CivilTime(year: 2023, month: 1, day: 31, hour: 10).instant.microseconds])
    let none = Reading("AXXX001\r\n" + fix + fix)
    #expect(none.time == [36_000_000_000, 36_000_000_000])
    #expect(none.warnings.count { $0.contains("HFDTE") } == 1)
    #expect(none.vehicle == ["memory", "memory"])
  }
}
