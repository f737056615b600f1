import Tracks

/// Sentences of NMEA 0183 and AIS.
public enum Sentences {
  /// A sentence with its checksum: `sealed("GPZDA,…")`.
  public static func sealed(_ body: String, mark: Character = "$") -> String {
    let sum = body.utf8.reduce(UInt8(0)) { $0 ^ $1 }
    let digits = String(sum, radix: 16, uppercase: true)
    return "\(mark)\(body)*\(digits.count < 2 ? "0" : "")\(digits)\r\n"
  }

  /// RMC and GGA of each fix; heights are metres above the sea, the geoid 50 m above the ellipsoid.
  public static func receiver(_ fixes: [SampleFix]) -> String {
    fixes.map { fix in
      let civil = CivilTime(Instant(microseconds: Int64(fix.milliseconds) * 1000))
      let time =
        FeedText.two(civil.hour) + FeedText.two(civil.minute) + FeedText.two(civil.second) + "."
        + FeedText.three(civil.microsecond / 1000)
      let date =
        FeedText.two(civil.day) + FeedText.two(civil.month) + FeedText.two(civil.year % 100)
      let place =
        packed(abs(fix.latitude), 2) + (fix.latitude < 0 ? ",S," : ",N,")
        + packed(abs(fix.longitude), 3) + (fix.longitude < 0 ? ",W" : ",E")
      return sealed("GPRMC,\(time),A,\(place),\(fix.knots),\(fix.course),\(date),,,A")
        + sealed("GPGGA,\(time),\(place),1,08,0.9,\(fix.height),M,50.0,M,,")
    }.joined()
  }

  /// A position report of class A, type 1.
  public static func ship(_ mmsi: Int, _ fix: SampleFix) -> String {
    var bits: [Bool] = []
    func put(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
    }
    put(1, 6)
    put(0, 2)
    put(mmsi, 30)
    put(0, 4)
    put(128, 8)
    put(Int((fix.knots * 10).rounded()), 10)
    put(1, 1)
    put(Int((fix.longitude * 600_000).rounded()), 28)
    put(Int((fix.latitude * 600_000).rounded()), 27)
    put(Int((fix.course * 10).rounded()), 12)
    put(511, 9)
    put(60, 6)
    put(0, 25)
    let payload = stride(from: 0, to: bits.count, by: 6).map { start -> Character in
      let six = (0..<6).reduce(0) { $0 << 1 | (bits[start + $1] ? 1 : 0) }
      return Character(Unicode.Scalar(UInt8(six < 40 ? six + 48 : six + 56)))
    }
    return sealed("AIVDM,1,1,,A,\(String(payload)),0", mark: "!")
  }

  /// Degrees and minutes: `dddmm.mmmm`.
  private static func packed(_ degrees: Double, _ width: Int) -> String {
    let whole = Int(degrees)
    let minutes = (degrees - Double(whole)) * 60
    let head = String(repeating: "0", count: width - "\(whole)".count) + "\(whole)"
    return head + (minutes < 10 ? "0" : "") + "\(minutes)"
  }
}
