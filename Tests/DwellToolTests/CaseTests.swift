import Foundation
import TestSupport
import Testing

/// The command line as its users see it: each file in `Cases/` is a command with what it prints.
///
/// ```
/// # Why the case is there.
/// $ dwell outline < data/wire/fixes.arrows     the command, run by bash at the package's root
/// > a line of standard output                  all of them, in order; none given: not looked at
/// ! a line of standard error                   each must be there
/// ? 65                                         the exit code
/// ```
@Suite struct CaseTests {
  static let folder = RealData.package.appendingPathComponent("Tests/DwellToolTests/Cases")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".case") }.sorted()
  }()

  @Test("there are cases to run")
  func casesExist() { #expect(CaseTests.cases.count >= 20) }

  @Test("the command does what its case file says", arguments: CaseTests.cases)
  func runs(name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    for step in CaseStep.steps(in: text) {
      let result = try DwellTool.shell(step.command)
      let told: Comment = """
        $ \(step.command)
        exit \(result.status)
        \(result.output)
        \(result.errors)
        """
      #expect(result.status == step.status, told)
      if !step.output.isEmpty {
        #expect(result.output.split(separator: "\n").map(String.init) == step.output, told)
      }
      for line in step.errors {
        #expect(result.errors.split(separator: "\n").contains { $0 == line }, told)
      }
    }
  }
}

/// One command of a case file with what is expected of it.
struct CaseStep {
  var command: String
  var output: [String] = []
  var errors: [String] = []
  var status: Int32 = 0

  static func steps(in text: String) -> [CaseStep] {
    var steps: [CaseStep] = []
    for line in text.split(separator: "\n") {
      let rest = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "$ ": steps.append(CaseStep(command: rest))
      case "> ": steps[steps.count - 1].output.append(rest)
      case "! ": steps[steps.count - 1].errors.append(rest)
      case "? ": steps[steps.count - 1].status = Int32(rest) ?? -1
      default: break
      }
    }
    return steps
  }
}
