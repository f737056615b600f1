import Foundation
import TestSupport
import Testing

/// Every command the README shows is run; what it shows of the output is what comes out.
@Suite struct ReadmeTests {
  struct Block: Sendable, CustomTestStringConvertible {
    var command: String
    var output: [String]
    var testDescription: String { command }
  }

  /// The `console` blocks: lines after `$ ` are commands (continued by a backslash), the rest output.
  static let blocks: [Block] = {
    let text =
      (try? String(
        contentsOf: RealData.package.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var isInside = false
    var isContinued = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
        isContinued = false
      } else if isInside, line.hasPrefix("$ ") {
        blocks.append(Block(command: String(line.dropFirst(2)), output: []))
        isContinued = line.hasSuffix("\\")
      } else if isInside, isContinued {
        blocks[blocks.count - 1].command += "\n" + line
        isContinued = line.hasSuffix("\\")
      } else if isInside, !blocks.isEmpty {
        blocks[blocks.count - 1].output.append(line)
      }
    }
    return blocks
  }()

  @Test("the README shows commands")
  func hasBlocks() { #expect(Self.blocks.count >= 8) }

  /// Commands that need what the oracles bring.
  static let pythonBlocks = blocks.filter { $0.command.contains("pyarrow") }

  @Test(
    "a command of the README that ends in Python does what is shown",
    .enabled(if: Python.interpreter != nil, "no Python with pyarrow: run 'make oracles'"),
    arguments: ReadmeTests.pythonBlocks)
  func runsInPython(block: Block) throws { try run(block) }

  @Test(
    "a command of the README does what is shown",
    arguments: ReadmeTests.blocks.filter { !$0.command.contains("pyarrow") })
  func runs(block: Block) throws { try run(block) }

  private func run(_ block: Block) throws {
    // `make` builds with the tool that is under test here; it has a test of its own in CI.
    if block.command.hasPrefix("make ") || block.command.hasPrefix("git ") { return }
    let scratch = try Scratch()
    for name in ["data", "pipelines"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path(name),
        withDestinationPath: RealData.package.appendingPathComponent(name).path)
    }
    let result = try DwellTool.shell(block.command, in: scratch.folder)
    #expect(result.status == 0, "\(block.command)\n\(result.errors)")
    // Seconds and memory differ from run to run; everything else is held to.
    let shown = block.output.filter {
      !$0.hasPrefix("seconds") && !$0.hasPrefix("peak memory") && $0 != "…" && !$0.isEmpty
    }
    let printed = (result.output + result.errors).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    for line in shown {
      #expect(
        printed.contains(line.trimmingCharacters(in: .whitespaces)),
        "not printed: \(line)\n\(result.output)\(result.errors)")
    }
  }
}
