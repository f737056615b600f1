public import ArgumentParser
internal import Tracks

/// `dwell`: the root of all commands.
public struct DwellCommand: ParsableCommand {
  /// Its name, help and subcommands; the stages come from ``StageRegistry``.
  public static let configuration = CommandConfiguration(
    commandName: "dwell",
    abstract: "From telemetry files to dwell areas and the sites they lie over.",
    discussion: """
      Chain stages in a shell:

        dwell read flights/*.csv | dwell clean | dwell project | dwell detect \\
          | dwell cluster | dwell outline | dwell match --sites sites.geojson \\
          | dwell write areas.gpkg

      or run them in one process from a file:

        dwell run pipelines/dwell-areas.yaml flights/*.csv --sites sites.geojson -o areas.gpkg

      Values carry units: 150m, 2km, 250ms, 5min, 120kt.
      """,
    version: DwellVersion.current,
    groupedSubcommands: [
      CommandGroup(name: "Stages", subcommands: StageRegistry.all.map(subcommand)),
      CommandGroup(
        name: "Pipelines",
        subcommands: [
          RunCommand.self, PlanCommand.self, StagesCommand.self, FormatsCommand.self,
          CalibrateCommand.self, SimulateCommand.self, CompareCommand.self,
          ExplainCommand.self,
        ]),
    ])

  /// Made by the argument parser.
  public init() {}

  private static func subcommand(_ stage: any Stage.Type) -> any ParsableCommand.Type {
    if let sink = stage as? any Sink.Type { return ofSink(sink) }
    return ofStage(stage)
  }

  private static func ofSink<S: Sink>(_ stage: S.Type) -> any ParsableCommand.Type {
    SinkCommand<S>.self
  }

  private static func ofStage<S: Stage>(_ stage: S.Type) -> any ParsableCommand.Type {
    StageCommand<S>.self
  }

  /// Runs the tool on the words of a command line; returns its exit code.
  ///
  /// Help goes to standard output; a failure is one line on standard error.
  public static func run(_ words: [String]) -> Int32 {
    let words = NegativeValues.joined(words)
    var name = ""
    if let first = words.first, !first.hasPrefix("-"), first != "help", !names.contains(first) {
      Console.say(
        "dwell: unknown command '\(first)'\(StageRegistry.hint(for: first, among: names))")
      return ExitCodes.code(of: DwellError(.usage, ""))
    }
    do {
      var command = try parseAsRoot(words)
      name = type(of: command).configuration.commandName ?? ""
      if name != "dwell", let known = words.first { name = known }
      try command.run()
      return ExitCodes.done
    } catch let error as DwellError {
      if error.kind != .closedPipe { Console.say(Self.line(of: error, in: name)) }
      return ExitCodes.code(of: error)
    } catch {
      let code = exitCode(for: error)
      if code.isSuccess {
        try? DescriptorSink.standardOutput().write(Array((message(for: error) + "\n").utf8))
        return ExitCodes.done
      }
      let place = (["dwell"] + words.prefix(1).filter(names.contains)).joined(separator: " ")
      Console.say("\(place): " + ParserMessage.oneLine(message(for: error)))
      return code.rawValue
    }
  }

  private static let names = configuration.groupedSubcommands.flatMap(\.subcommands).compactMap {
    $0.configuration.commandName
  }

  private static func line(of error: DwellError, in command: String) -> String {
    error.isPlaced ? "dwell \(error.message)" : "dwell \(command): \(error.message)"
  }
}
