import Foundation
import Telemetry

/// `ReadFiles ROUNDS FILE` prints how long reading a file into fixes takes, as one line of JSON.
///
/// The processor's time of the fastest round: what else the machine does shows in the wall's.
@main
enum ReadFiles {
  static func main() {
    do {
      try run()
    } catch {
      FileHandle.standardError.write(Data("ReadFiles: \(error)\n".utf8))
      exit(65)
    }
  }

  private static func run() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let rounds = Int(arguments[1]), rounds > 0 else {
      FileHandle.standardError.write(Data("usage: ReadFiles ROUNDS FILE\n".utf8))
      exit(64)
    }
    let size = try FileManager.default.attributesOfItem(atPath: arguments[2])[.size] as? Int ?? 0
    var best = Double.infinity
    var fixes = 0
    for _ in 0..<rounds {
      let start = processorSeconds()
      fixes = try count(arguments[2])
      best = min(best, processorSeconds() - start)
    }
    print("{\"bytes\": \(size), \"fixes\": \(fixes), \"seconds\": \(best)}")
  }

  /// The fixes of a file; a real log may be cut short, and what comes before the cut counts.
  private static func count(_ path: String) throws -> Int {
    let reader = try TelemetryReader(paths: [path], settings: ReadSettings()) { _ in }
    var fixes = 0
    do {
      while let batch = try reader.next() { fixes += batch.count }
    } catch {
      if fixes == 0 { throw error }
    }
    return fixes
  }

  private static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
