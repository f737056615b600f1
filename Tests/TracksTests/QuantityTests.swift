import Testing
import Tracks

@Suite struct QuantityTests {
  @Test(
    "a number with a unit is read in the base unit",
    arguments: [
      ("150m", 150), ("2km", 2000), ("2.5 km", 2500), ("1nmi", 1852), ("100ft", 30.48),
      ("-3m", -3), (".5m", 0.5), ("1e3m", 1000), ("2.5E-2 km", 25), ("1e+2cm", 1),
    ])
  func lengths(text: String, metres: Double) throws {
    #expect(abs(try Metres(parsing: text).value - metres) < 1e-9)
  }

  @Test(
    "spans and speeds are read in seconds and metres per second",
    arguments: [("250ms", 0.25), ("5min", 300), ("2h", 7200), ("1d", 86400)])
  func spans(text: String, seconds: Double) throws {
    #expect(try Seconds(parsing: text).value == seconds)
    #expect(abs(try MetresPerSecond(parsing: "120kt").value - 61.7333) < 1e-3)
  }

  @Test(
    "what has no unit, another's unit or no number is refused with the units that are known",
    arguments: [
      ("150", "'150' has no unit; write 150m or 2km"),
      ("150s", "'150s' has an unknown unit 's'; known are m, km, cm, ft, nmi, mi"),
      ("m", "'m' is not a number with a unit; write 150m or 2km"),
      ("", "'' is not a number with a unit; write 150m or 2km"),
      ("1e400m", "'1e400m' is too large for a number; write 150m or 2km"),
      ("2e307km", "'2e307km' is too large for a number; write 150m or 2km"),
      ("1em", "'1em' has an unknown unit 'em'; known are m, km, cm, ft, nmi, mi"),
      ("1e5", "'1e5' has no unit; write 150m or 2km"),
      ("1..2m", "'1..2m' is not a number with a unit; write 150m or 2km"),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: DwellError.self) { try Metres(parsing: text) }
    #expect(error?.message == message)
    #expect(error?.kind == .usage)
  }

  @Test(
    "a quantity is written so that it reads back",
    arguments: [0.0, 1, 0.25, 150, 2000, 2500, 0.01, 1234.5678, 1e6])
  func roundTrip(metres: Double) throws {
    #expect(try Metres(parsing: Metres(metres).description).value == metres)
    #expect(try Seconds(parsing: Seconds(metres).description).value == metres)
  }

  @Test("a quantity is written with the unit that keeps it short")
  func short() {
    #expect(Metres(2000).description == "2km")
    #expect(Metres(150).description == "150m")
    #expect(Seconds(300).description == "5min")
    #expect(Seconds(7200).description == "2h")
    #expect(Seconds(90).description == "90s")
  }

  @Test("microseconds are exact, and clamped where 64 bits end")
  func microseconds() {
    #expect(Seconds(0.25).microseconds == 250_000)
    #expect(Seconds(1e300).microseconds == .max)
    #expect(Int64(clampedRounding: .nan) == 0)
  }
}
