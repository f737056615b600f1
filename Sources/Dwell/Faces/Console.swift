import ArgumentParser
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard error: warnings, progress, summaries; never data.
enum Console {
  /// Whether a person reads standard error.
  static var isTerminal: Bool { isatty(2) == 1 }

  /// Writes a line.
  static func say(_ line: String) { write(line + "\n") }

  /// Writes text as it is; a failure to write to standard error has nowhere to be told.
  static func write(_ text: String) {
    try? DescriptorSink(descriptor: 2, name: "standard error").write(Array(text.utf8))
  }
}

/// What every command has: how much it says on standard error.
struct ConsoleOptions: ParsableArguments {
  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "Progress on standard error; auto is text on a terminal, else none.", valueName: "how"))
  var progress = ProgressStyle.auto

  func workshop(_ command: String) -> Workshop {
    let isQuiet = quiet
    return Workshop { line in
      if !isQuiet { Console.say("dwell \(command): warning: \(line)") }
    }
  }
}

/// How progress is shown.
enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
  /// As text on a terminal, else not at all.
  case auto
  /// A line that is written over.
  case text
  /// One JSON object a line.
  case json
  /// Not at all.
  case none
}
