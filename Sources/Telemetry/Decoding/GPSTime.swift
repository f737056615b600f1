/// The time of the satellites: weeks since 1980-01-06 without leap seconds.
enum GPSTime {
  /// Microseconds since 1970 of a week and the milliseconds within it; nil where they cannot be.
  ///
  /// Old receivers count weeks modulo 1024: weeks before 2005 are taken for the era that follows, since
  /// no log is that old.
  static func unix(week: Int, milliseconds: Int64) -> Int64? {
    guard week > 0, week < 8192, milliseconds >= 0, milliseconds < 604_800_000 else { return nil }
    // 1304 is the first week of 2005.
    let full = week < 1304 ? week + 1024 * ((1304 - week + 1023) / 1024) : week
    let seconds = 315_964_800 + 604_800 * Int64(full)
    let time = seconds * 1_000_000 + milliseconds * 1000
    return time - leapSeconds(at: time / 1_000_000) * 1_000_000
  }

  /// Seconds by which the satellites' time is ahead of UTC.
  ///
  /// - Parameter second: Seconds since 1970 in the satellites' time.
  static func leapSeconds(at second: Int64) -> Int64 {
    var count: Int64 = 0
    for start in steps {
      if second < start + count + 1 { break }
      count += 1
    }
    return count
  }

  /// The first second in UTC after each leap second since 1980 (IERS Bulletin C).
  private static let steps: [Int64] = [
    362_793_600, 394_329_600, 425_865_600, 489_024_000, 567_993_600, 631_152_000, 662_688_000,
    709_948_800, 741_484_800, 773_020_800, 820_454_400, 867_715_200, 915_148_800, 1_136_073_600,
    1_230_768_000, 1_341_100_800, 1_435_708_800, 1_483_228_800,
  ]
}
