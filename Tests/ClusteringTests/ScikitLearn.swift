import Foundation
import TestSupport

/// scikit-learn's answers to point sets, all from one run of the oracle.
enum ScikitLearn {
  /// What it says of one set.
  struct Answer {
    /// Labels of `DBSCAN(algorithm="kd_tree")`.
    var labels: [Int32]
    /// Labels where distances are compared word for word.
    var literalLabels: [Int32]
    /// Core flags of the latter.
    var isCore: [Bool]
  }

  /// Asks for all sets at once.
  static func answers(_ sets: [PointSet]) throws -> [Answer] {
    var input = ""
    for set in sets {
      input += "\(set.radius) \(set.needed)\n\(words(set.x))\n\(words(set.y))\n"
      input += "\(words(set.weights ?? []))\n"
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/density.py").path
    let run = try Python.run(script: script, arguments: [], input: Data(input.utf8))
    guard run.status == 0 else { throw Failure(words: run.stderr) }
    let lines = String(decoding: run.stdout, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: " ").compactMap { Int32($0) }
      }
    return sets.indices.map {
      Answer(
        labels: lines[3 * $0], literalLabels: lines[3 * $0 + 1],
        isCore: lines[3 * $0 + 2].map { $0 == 1 })
    }
  }

  /// What the oracle said when it failed.
  struct Failure: Error {
    var words: String
  }

  private static func words<Number>(_ numbers: [Number]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}
