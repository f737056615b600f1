import Tracks

/// Files of flight recorders.
public enum IGCText {
  /// A flight of one day: a head, and a `B` line for each fix, to thousandths of minutes and whole metres;
  /// the pressure's height is 100 m less.
  public static func flight(_ fixes: [SampleFix]) -> String {
    var text = "AXXX001 dwell\r\n"
    var lastDay: Int?
    for fix in fixes {
      let civil = CivilTime(Instant(microseconds: Int64(fix.milliseconds) * 1000))
      if lastDay != civil.day {
        if lastDay == nil {
          text +=
            "HFDTE" + [civil.day, civil.month, civil.year % 100].map(FeedText.two).joined() + "\r\n"
          text += "HFGIDGLIDERID:HB-1234\r\n"
        }
        lastDay = civil.day
      }
      text += "B" + [civil.hour, civil.minute, civil.second].map(FeedText.two).joined()
      text += packed(fix.latitude, 2) + (fix.latitude < 0 ? "S" : "N")
      text += packed(fix.longitude, 3) + (fix.longitude < 0 ? "W" : "E")
      text += "A" + padded(Int(fix.height) - 100, 5) + padded(Int(fix.height), 5) + "\r\n"
    }
    return text
  }

  private static func packed(_ degrees: Double, _ width: Int) -> String {
    let thousandths = Int((abs(degrees) * 60_000).rounded())
    return padded(thousandths / 60_000, width) + padded(thousandths % 60_000, 5)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(abs(number))"
    let sign = number < 0 ? "-" : ""
    return sign + String(repeating: "0", count: max(0, width - digits.count - sign.count)) + digits
  }
}
