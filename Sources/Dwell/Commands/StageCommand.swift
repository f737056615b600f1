import ArgumentParser
import Tracks

/// `dwell STAGE`: one stage of a shell pipeline, made from the stage's own declaration.
struct StageCommand<S: Stage>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: S.name, abstract: S.summary, usage: S.usage,
      discussion: S.discussion)
  }

  @OptionGroup var stage: S
  @OptionGroup(title: "Pipe") var port: PortOptions
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func run() throws {
    let workshop = console.workshop(S.name)
    let report = try runStage(stage, into: port.outlet(workshop), workshop, console)
    if !console.quiet, let line = Summary.drops(report, stage: S.name) { Console.say(line) }
  }
}

/// `dwell write`: the stage that ends a shell pipeline, and tells what the whole pipe did.
struct SinkCommand<S: Sink>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: S.name, abstract: S.summary, usage: S.usage,
      discussion: S.discussion)
  }

  @OptionGroup var stage: S
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func run() throws {
    let started = Clock.now
    let report = try runStage(stage, into: nil, console.workshop(S.name), console)
    if !console.quiet {
      Console.say(Summary.text(report, seconds: Clock.now - started))
    }
  }
}

/// How a stage's output goes down the pipe.
struct PortOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Records on standard output; without it arrow, on a terminal table.",
      valueName: "format"))
  var format: WireFormat?

  func outlet(_ workshop: Workshop) -> any Outlet {
    (format ?? (Terminal.isOutput ? .table : .arrow)).outlet(workshop)
  }
}

/// Runs a stage over the files it reads, or over standard input.
private func runStage(
  _ stage: any Stage, into outlet: (any Outlet)?, _ workshop: Workshop, _ console: ConsoleOptions
) throws(DwellError) -> RunReport {
  let name = type(of: stage).name
  var line = ProgressLine(console)
  defer { line.clear() }
  if stage is any Source {
    return try Pipeline([stage]).run(in: workshop, into: outlet) { line.show($0) }
  }
  let open: () throws(DwellError) -> any Feed = { () throws(DwellError) in
    try Intake.standardInput(for: stage, warn: workshop.warn)
  }
  do {
    return try Pipeline([stage]).run(opening: open, in: workshop, into: outlet) { line.show($0) }
  } catch {
    throw error.placed(in: name)
  }
}
