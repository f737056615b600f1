import ArgumentParser
import Tracks

/// `dwell run`: a pipeline file in one process.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline file in one process.",
    usage: "dwell run [<options>] <pipeline> [<file> ...]",
    discussion: """
      The same bytes come out as from the stages chained in a shell. Positional files replace those \
      of 'read', -o the path of 'write', --sites the sites of 'match', --set any other setting.
      """)

  @Argument(help: ArgumentHelp("The pipeline, a YAML list of stages.", valueName: "pipeline"))
  var pipeline: String

  @OptionGroup var overrides: RunOverrides
  @OptionGroup(title: "Pipe") var port: PortOptions
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func run() throws {
    let started = Clock.now
    let (pipeline, truth) = try overrides.pipeline(from: pipeline)
    let workshop = console.workshop("run")
    let outlet = pipeline.endsInSink ? nil : port.outlet(workshop)
    var line = ProgressLine(console)
    let report = try pipeline.run(
      in: workshop, into: outlet, jobs: overrides.jobs, tap: truth
    ) { line.show($0) }
    line.clear()
    if !console.quiet { Console.say(Summary.text(report, seconds: Clock.now - started)) }
    if let truth, !console.quiet { Console.say(truth.text) }
  }
}

/// What `run` and `plan` may say over a pipeline file.
struct RunOverrides: ParsableArguments {
  @Argument(help: ArgumentHelp("Telemetry files, folders or globs.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read the paths from a file, one a line; '-' is standard input.", valueName: "list"))
  var filesFrom: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The output file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Known sites, for 'match'.", valueName: "file"))
  var sites: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Another setting: --set cluster.radius=80m.", valueName: "stage.option=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp("What was really there, to measure the accuracy against.", valueName: "file")
  )
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "Threads for the stages before 'cluster'. (default: all cores)", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): must be at least 1") }
    for setting in settings where parts(setting) == nil {
      throw ValidationError(
        "--set \(setting): write STAGE.OPTION=VALUE, as in --set cluster.radius=80m")
    }
  }

  private func parts(_ setting: String) -> (stage: String, option: String, value: String)? {
    guard let equals = setting.firstIndex(of: "="), let dot = setting[..<equals].firstIndex(of: ".")
    else { return nil }
    return (
      String(setting[..<dot]), String(setting[setting.index(after: dot)..<equals]),
      String(setting[setting.index(after: equals)...])
    )
  }

  /// The pipeline of a file with everything said over it, and the truth to compare with.
  func pipeline(from path: String) throws(DwellError) -> (Pipeline, AccuracyTap?) {
    var file = try PipelineFile(path: path)
    if !files.isEmpty { try file.setArguments(files, of: Read.name) }
    if let filesFrom {
      try file.set(Read.name, "files-from", filesFrom, said: "--files-from \(filesFrom)")
    }
    if let output {
      try file.setArguments([output], of: Write.name, said: "--output \(output)")
    }
    if let sites { try file.set(Match.name, "sites", sites, said: "--sites \(sites)") }
    for setting in settings {
      guard let (stage, option, value) = parts(setting) else { continue }
      try file.set(stage, option, value)
    }
    let pipeline = try file.pipeline()
    try pipeline.check()
    do {
      return (pipeline, try truth.map { path throws(DwellError) in try AccuracyTap(path: path) })
    } catch {
      throw DwellError(error.kind, "--truth \(error.message)")
    }
  }
}
