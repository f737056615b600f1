import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows how far a run is, on standard error, at most twice a second.
struct ProgressLine {
  private let style: ProgressStyle
  private let started = Clock.now
  private var shown = 0.0

  init(_ options: ConsoleOptions) {
    let asked = options.quiet ? .none : options.progress
    style = asked == .auto ? (Console.isTerminal ? .text : .none) : asked
  }

  /// Shows the state of a feed, when it is time.
  mutating func show(_ feed: any Feed) {
    guard style != .none else { return }
    let now = Clock.now - started
    guard now - shown >= 0.5 else { return }
    shown = now
    let progress = feed.progress
    let rate = Double(feed.rowsRead) / now
    let fraction = progress.bytesTotal.flatMap { total in
      total > 0 ? min(1, Double(progress.bytesRead) / Double(total)) : nil
    }
    let remaining = fraction.flatMap { $0 > 0.01 ? now / $0 - now : nil }
    if style == .json {
      let left = remaining.map { "\(Int($0.rounded()))" } ?? "null"
      Console.say(
        "{\"files_done\":\(progress.filesDone),\"files\":\(progress.filesTotal),"
          + "\"rows\":\(feed.rowsRead),\"bytes\":\(progress.bytesRead),"
          + "\"rows_per_s\":\(Int(rate)),\"eta_s\":\(left)}")
      return
    }
    var line = "\(grouped(feed.rowsRead)) rows"
    if progress.filesTotal > 0 {
      line += ", \(grouped(progress.filesDone)) of \(grouped(progress.filesTotal)) files"
    }
    line += ", \(grouped(Int(rate))) rows/s"
    if let remaining { line += ", \(duration(remaining)) to go" }
    Console.write("\r\u{1B}[K" + line)
  }

  /// Takes the line away.
  func clear() {
    if style == .text, shown > 0 { Console.write("\r\u{1B}[K") }
  }
}

/// Monotonic time for progress and summaries; no result depends on it.
enum Clock {
  /// Seconds since some fixed moment.
  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The most memory the process ever held, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}

/// A number with its thousands set apart: `12,345`.
func grouped(_ number: Int) -> String {
  let digits = Array(String(abs(number)))
  var text = number < 0 ? "-" : ""
  for (place, digit) in digits.enumerated() {
    if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
    text.append(digit)
  }
  return text
}

/// Seconds in words: `1 h 05 min`, `12 min 30 s`, `7 s`.
func duration(_ seconds: Double) -> String {
  let total = Int(seconds.rounded())
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  if total >= 3600 { return "\(grouped(total / 3600)) h \(two(total % 3600 / 60)) min" }
  if total >= 60 { return "\(total / 60) min \(two(total % 60)) s" }
  return "\(total) s"
}
