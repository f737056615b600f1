import ArgumentParser
import Tracks

/// `dwell plan`: what a pipeline will hold, before a byte is read.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say which stages stream, which hold data, and how much.",
    usage: "dwell plan [<options>] <pipeline> [<file> ...]",
    discussion: "Nothing is read but the pipeline file; the same checks as 'run'.")

  @Argument(help: ArgumentHelp("The pipeline, a YAML list of stages.", valueName: "pipeline"))
  var pipeline: String

  @OptionGroup var overrides: RunOverrides

  func run() throws {
    let (pipeline, _) = try overrides.pipeline(from: pipeline)
    var text = ""
    for stage in pipeline.stages {
      let kind = type(of: stage)
      let footprint = stage.footprint
      text += kind.name.padded(to: 9) + (footprint.isStreaming ? "streams" : "holds").padded(to: 9)
      text += footprint.holds + "\n"
      text += String(repeating: " ", count: 9) + StageArguments.words(stage) + "\n"
    }
    try DescriptorSink.standardOutput().write(Array(text.utf8))
  }
}

/// `dwell stages`: the registry.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "List the stages: what each takes and gives.")

  func run() throws {
    var text = ""
    for stage in StageRegistry.all {
      let takes =
        stage.takes.isEmpty ? "files" : stage.takes.map(\.rawValue).joined(separator: " | ")
      let gives = stage.gives(stage.takes.first ?? .fixes)?.rawValue
      let flow =
        stage is any Source.Type
        ? "files → fixes"
        : stage is any Sink.Type ? "all kinds → file" : "\(takes) → \(gives ?? "")"
      text += stage.name.padded(to: 9) + flow.padded(to: 36) + stage.summary + "\n"
    }
    try DescriptorSink.standardOutput().write(Array(text.utf8))
  }
}

extension String {
  /// The text with spaces after it, at least one.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
