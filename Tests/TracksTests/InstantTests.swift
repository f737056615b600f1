import Foundation
import TestSupport
import Testing
import Tracks

@Suite struct InstantTests {
  @Test("the calendar agrees with Foundation's over 10,000 instants from year 1 to 3000")
  func calendar() throws {
    var random = SplitMix(seed: 1)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for _ in 0..<10_000 {
      // From the Gregorian reform on, where Foundation's calendar is Gregorian too.
      let seconds = Int64(random.uniform(-12_219_200_000, 32_503_680_000))
      let civil = CivilTime(Instant(microseconds: seconds * 1_000_000 + 7))
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(seconds)))
      #expect(civil.year == parts.year && civil.month == parts.month && civil.day == parts.day)
      #expect(
        civil.hour == parts.hour && civil.minute == parts.minute && civil.second == parts.second)
      #expect(civil.microsecond == 7 && civil.isValid)
      #expect(civil.instant.microseconds == seconds * 1_000_000 + 7)
    }
  }

  @Test(
    "an instant is written as short as exact",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_599_523_201_250_000, "2020-09-08T00:00:01.250Z"),
      (-1, "1969-12-31T23:59:59.999999Z"), (951_782_400_000_000, "2000-02-29T00:00:00Z"),
      (Int64.min, "unknown"),
    ] as [(Int64, String)])
  func text(microseconds: Int64, text: String) {
    #expect(Instant(microseconds: microseconds).description == text)
  }

  @Test(
    "dates that are none are not valid",
    arguments: [(2021, 2, 29), (2020, 13, 1), (2020, 0, 1), (2020, 4, 31), (1900, 2, 29)])
  func invalid(year: Int, month: Int, day: Int) {
    #expect(!CivilTime(year: year, month: month, day: day).isValid)
  }
}
