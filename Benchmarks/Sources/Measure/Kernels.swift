import ArgumentParser
import KernelContest

/// Asks what each kernel gains over the plain loop, and whether all sets give the same bits.
///
/// All sets in turn in one run, the fastest of many rounds: the ratios are good on a busy machine too.
struct Kernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Each kernel in each set of instructions against the plain loop.")

  @Option(help: "Points a call.") var points: [Int] = [4, 8, 33, 1024]
  @Option(help: "Rounds; the fastest counts.") var rounds = 200

  func run() throws {
    let sets = Kernel.all.filter { $0.question == .count }.map(\.set)
    print(
      "| kernel | points | ns/point of the loop | "
        + sets.dropFirst().map { "\($0), times faster" }.joined(separator: " | ") + " |")
    print("|" + String(repeating: "---|", count: sets.count + 2))
    for question in Kernel.Question.allCases {
      for count in points {
        let contestants = Kernel.all.filter { $0.question == question }
        let times = try times(contestants, KernelColumns(count: count))
        let gains = times.dropFirst().map { fixed(times[0] / $0, 1) }.joined(separator: " | ")
        print(
          "| \(question.rawValue) | \(count) | \(fixed(times[0] * 1e9 / Double(count), 2)) | "
            + gains + " |")
      }
    }
    print("\(ThisMachine.name); the fastest of \(rounds) rounds in turn, all answers equal")
  }

  /// Seconds a call of each.
  private func times(_ contestants: [Kernel], _ columns: KernelColumns) throws -> [Double] {
    let calls = max(10, 20_000 / columns.count)
    let answers = contestants.map { $0.answer(columns, columns.count) }
    guard answers.allSatisfy({ $0 == answers[0] }) else {
      throw ValidationError("kernels differ: \(answers)")
    }
    var best = contestants.map { _ in Double.infinity }
    var sum = 0.0
    for _ in 0..<rounds {
      for (index, kernel) in contestants.enumerated() {
        let time = seconds {
          for _ in 0..<calls { sum += kernel.answer(columns, columns.count) }
        }
        best[index] = min(best[index], time / Double(calls))
      }
    }
    // What is never looked at need not be computed.
    if sum.isNaN { print("") }
    return best
  }
}
