import Detection
import Foundation
import Projection
import Tracks

/// `DetectPaths [ROUNDS [PATH [SECONDS]]]`: how many fixes a second `detect` takes, path by path and sampling by sampling.
///
/// Each path is flown all the time, which no flight does: the worst of its kind. The processor's time of the fastest
/// round, of one thread, without reading and writing records; rounds of all paths in turn.
@main
enum DetectPaths {
  private static let samplings: [(seconds: Double, fixes: Int)] = [
    (0.1, 1_000_000), (1, 400_000), (5, 200_000), (10, 100_000), (30, 50_000),
  ]

  static func main() throws {
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3
    let samplings = Self.samplings.filter { sampling in
      CommandLine.arguments.count < 4 || Double(CommandLine.arguments[3]) == sampling.seconds
    }
    var cells: [[Double]] = []
    let paths = FlownPath.allCases.filter { path in
      CommandLine.arguments.count < 3 || path.rawValue.hasPrefix(CommandLine.arguments[2])
    }
    for path in paths {
      var row: [Double] = []
      for sampling in samplings {
        let batches = path.batches(every: sampling.seconds, fixes: sampling.fixes)
        var best = Double.infinity
        for _ in 0..<rounds { best = try min(best, seconds(batches)) }
        row.append(Double(sampling.fixes) / best / 1e6)
      }
      cells.append(row)
    }
    print("Million fixes a second, one thread:")
    print("| path | " + samplings.map { "\($0.seconds) s" }.joined(separator: " | ") + " |")
    print("|---|" + samplings.map { _ in "---|" }.joined())
    for (path, row) in zip(paths, cells) {
      let numbers = row.map { String(format: "%.2f", $0) }
      print("| \(path.rawValue) | " + numbers.joined(separator: " | ") + " |")
    }
  }

  private static func seconds(_ batches: [Fixes]) throws -> Double {
    var visits = 0
    let start = clock()
    var detector = try Detector(settings: DetectionSettings(), systems: ProjSystems())
    for batch in batches { try detector.take(batch) { _ in visits += 1 } }
    try detector.finish { _ in visits += 1 }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return visits < 0 ? .nan : seconds
  }
}
