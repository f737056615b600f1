import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("numbers and times")
struct ValueTests {
  private func readNumbers(_ texts: [String]) -> [Double] {
    let rows = texts.map { "1600000000,8,47,\($0)\n" }.joined()
    return Reading("time,lon,lat,pitch\n" + rows)[.pitch]
  }

  @Test("every double is read as the one nearest to its digits")
  func exactNumbers() {
    var random = SplitMix(seed: 7)
    var texts = [
      "0", "-0", "1", "0.1", "123456789012345678", "9007199254740993", "9007199254740992.5", "1e22",
      "1e23", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308",
      "0.000000000000000000001",
      "9.5367431640625e-07", "100000000000000000000000", "3.141592653589793238462643383279", "+7.5",
      ".5", "5.", "1E5", "00012.50", "0.30000000000000004", "179769313486231570000",
      "8.41000000000000000000001", "4503599627370497.5",
    ]
    for _ in 0..<4000 {
      let bits = Double(bitPattern: random.next())
      if bits.isFinite { texts.append("\(bits)") }
      texts.append("\(Double.random(in: -180...180, using: &random))")
      // 17 to 19 digits, where the fast way has to work for it.
      let digits = random.next() % 10_000_000_000_000_000_000
      texts.append("\(digits % 180).\(digits)")
      texts.append("0.\(digits)")
    }
    let read = readNumbers(texts)
    #expect(read.count == texts.count)
    for (text, value) in zip(texts, read) {
      #expect(value == Double(text) && value.sign == Double(text)?.sign, "\(text)")
    }
  }

  @Test("numbers halfway between two doubles are rounded to even")
  func halfway() {
    var texts: [String] = []
    // m + ½ with m just above 2⁵³ ÷ 4: 16 digits and a half, exactly between two doubles.
    for step in 0..<200 {
      let m = (UInt64(1) << 52) + UInt64(step)
      texts.append("\(m).5")
      texts.append("\(m / 8).\(["0625", "1875", "3125", "4375"][step % 4])")
    }
    #expect(readNumbers(texts) == texts.compactMap { Double($0) })
  }

  @Test(
    "words for nothing are nothing",
    arguments: ["", "NaN", "nan", "null", "None", "n/a", "NA", "No Data", "-", "nil", "  "])
  func nullWords(_ word: String) {
    let reading = Reading("time,lon,lat,pitch,roll\n1600000000,8,47,\(word),1\n")
    #expect(reading[.pitch][0].isNaN)
    #expect(reading.repairs.isEmpty)
  }

  @Test(
    "text among numbers is left empty and counted",
    arguments: ["abc", "1.2.3", "0x1p3", "1e", "inf"])
  func noNumbers(_ word: String) {
    let reading = Reading("time,lon,lat,pitch\n1600000000,8,47,\(word)\n")
    #expect(reading.count == 1)
    #expect(reading[.pitch][0].isNaN)
    #expect(reading.repairs["unreadable pitch_deg"] == 1)
    let strict = Reading("time,lon,lat,pitch\n1600000000,8,47,\(word)\n", name: "f.csv") {
      $0.isStrict = true
    }
    #expect(strict.error?.message == "f.csv:2: byte 19: pitch_deg '\(word)' is not a number")
  }

  private func readTime(_ text: String, column: String = "time", format: String? = nil) -> Reading {
    Reading("\(column),lon,lat\n\"\(text)\",8,47\n") { $0.timeFormat = format }
  }

  @Test(
    "epochs are told by their size",
    arguments: [
      ("1600000000", 1_600_000_000_000_000), ("1600000000.25", 1_600_000_000_250_000),
      ("1600000000123", 1_600_000_000_123_000), ("1600000000123.5", 1_600_000_000_123_500),
      ("1600000000123456", 1_600_000_000_123_456), ("1600000000123456789", 1_600_000_000_123_457),
      ("1.6e9", 1_600_000_000_000_000), ("1.600000000123e12", 1_600_000_000_123_000),
      ("1717664319.147975", 1_717_664_319_147_975), ("0", 0), ("-5", -5_000_000),
      ("99999999999", 99_999_999_999_000_000), ("100000000000", 100_000_000_000_000),
    ])
  func epochs(_ text: String, _ microseconds: Int64) {
    #expect(readTime(text).time == [microseconds])
  }

  @Test(
    "a unit in the header says what a number of time is",
    arguments: [
      ("time(millisecond)", 2_000), ("time_ms", 2_000), ("t_us", 2), ("time_s", 2_000_000),
      ("time [seconds]", 2_000_000),
    ])
  func timeUnits(_ column: String, _ microseconds: Int64) {
    #expect(readTime("2", column: column).time == [microseconds])
  }

  @Test(
    "ISO 8601 is read in all its dress",
    arguments: [
      "2020-09-05T10:11:12.250Z", "2020-09-05 10:11:12.25Z", "2020-09-05T12:11:12.25+02:00",
      "2020-09-05T12:11:12.25+0200", "2020-09-05T12:11:12.25+02", "2020-09-05T05:41:12,25-04:30",
      "20200905T101112.25Z", "2020/09/05 10:11:12.25 UTC", "2020-09-05t10:11:12.250000z",
      "2020-09-05T10:11:12.2499999Z", "2020-09-05 10:11:12.25", "2020-09-05T10:11:12.25 GMT",
      "2020-09-05 10:11:12Z.25", "20200905101112.25", "20200905101112250",
    ])
  func iso(_ text: String) {
    let expected = CivilTime(
      year: 2020, month: 9, day: 5, hour: 10, minute: 11, second: 12, microsecond: 250_000)
    #expect(readTime(text).time == [expected.instant.microseconds])
  }

  @Test("a run of digits that is no date is a number since 1970, whatever stood before it")
  func digitRuns() {
    let reading = Reading(
      "time,lon,lat\n20200905101112,8,47\n1600000000000000,8,47\n20209905101112,8,47\n1999999999,8,47\n"
    )
    let expected = CivilTime(year: 2020, month: 9, day: 5, hour: 10, minute: 11, second: 12)
    #expect(
      reading.time == [
        expected.instant.microseconds, 1_600_000_000_000_000, 20_209_905_101_112_000,
        1_999_999_999_000_000,
      ])
  }

  @Test("times without a zone are read as UTC, and that is said once")
  func noZone() {
    let reading = Reading(
      "time,lon,lat\n2020-09-05 10:11,8,47\n2020-09-05,8,47\n2020-09-05T10:11:13,8,47\n")
    let day = CivilTime(year: 2020, month: 9, day: 5).instant.microseconds
    #expect(reading.time == [day + 36_660_000_000, day, day + 36_673_000_000])
    #expect(
      reading.warnings.filter { $0.contains("name no zone; they are read as UTC") }.count == 1)
    #expect(!readTime("2020-09-05T10:11:12Z").warnings.contains { $0.contains("zone") })
  }

  @Test(
    "what is no time costs the row",
    arguments: [
      "2020-13-05T10:11:12Z", "2020-02-30T00:00:00Z", "2020-09-05T10:61:00Z", "yesterday",
      "2020-09-05T10:11:12X", "10:11:12", "1e99", "2020-09-05T",
    ])
  func badTime(_ text: String) {
    let reading = Reading("time,lon,lat\n\"\(text)\",8,47\n1600000000,8,47\n")
    #expect(reading.count == 1)
    #expect(reading.tally["unreadable time"] == 1)
  }

  @Test("times are read as the user says they are written")
  func timeFormat() {
    let expected = CivilTime(year: 2021, month: 3, day: 20, minute: 22).instant.microseconds
    #expect(readTime("20/03/2021 00:22", format: "%d/%m/%Y %H:%M").time == [expected])
    #expect(readTime("3/20/21 0:22:00.5", format: "%m/%d/%y %H:%M:%S").time == [expected + 500_000])
    #expect(readTime("20/03/2021 02:22+02:00", format: "%d/%m/%Y %H:%M%z").time == [expected])
    #expect(readTime("20.03.2021", format: "%d/%m/%Y").tally["unreadable time"] == 1)
    let unknown = Reading("time,lon,lat\n1,8,47\n") { $0.timeFormat = "%d %b %Y" }
    #expect(unknown.error?.message.contains("'%b' is unknown") == true)
    let dateless = Reading("time,lon,lat\n1,8,47\n") { $0.timeFormat = "%H:%M" }
    #expect(dateless.error?.message.contains("gives no date") == true)
  }

  @Test("a date column completes times of day")
  func dateAndTime() {
    let reading = Reading("date,time,lon,lat\n2020-09-05,10:11:12.5,8,47\n")
    let day = CivilTime(year: 2020, month: 9, day: 5).instant.microseconds
    #expect(reading.time == [day + 36_672_500_000])
  }

  @Test("a file without times gives fixes without, and says so")
  func noTimes() {
    let reading = Reading("lon,lat\n8,47\n9,48\n")
    #expect(reading.time == [.min, .min])
    #expect(reading.warnings.contains { $0.contains("no column for the time among lon, lat") })
  }
}
