import Foundation

/// How many random cases a test takes: few in every run, many where `DWELL_SOAK` asks for it.
enum Soak {
  /// Whether this run may take hours.
  static let isOn = ProcessInfo.processInfo.environment["DWELL_SOAK"] != nil

  /// So many cases, or when soaking so many.
  static func count(_ usual: Int, soaking: Int) -> Int { isOn ? soaking : usual }
}
