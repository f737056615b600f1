import ArgumentParser
import Detection
import Export
import Tracks

/// `dwell calibrate`: priors of look regions from flights whose camera is known.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Learn where watched places lie beside the paths flown round them.",
    usage: "dwell calibrate [<options>] [<file> ...]",
    discussion: """
      Reads flights that say where their camera looked, finds their orbits, stops and stares, and \
      learns how far from the middle of a circle, beside a racetrack or figure of eight, or from a \
      stop the place lay that was held meanwhile; and from stares of several sorties at one place how far off \
      the camera's own word is. 'detect --priors FILE' then reads it for flights without camera data. A \
      shape seen fewer than 8 times keeps its default. Holds the visits without their samples, about 1 kB each.
      """)

  @Argument(help: ArgumentHelp("Telemetry files, folders or globs.", valueName: "file"))
  var files: [String] = []
  @Option(
    help: ArgumentHelp("Columns and units of a source, as for 'read'.", valueName: "preset"))
  var preset: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, YAML or .json. (default: YAML on standard output)", valueName: "file"))
  var output: String?
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func run() throws {
    let tap = LearningTap()
    let pipeline = Pipeline([
      try Read.with {
        $0.files = files
        $0.preset = preset
      }, try Clean.with(), try Project.with(), try Detect.with(),
    ])
    let workshop = console.workshop("calibrate")
    var line = ProgressLine(console)
    _ = try pipeline.run(in: workshop, into: nil, tap: tap) { line.show($0) }
    line.clear()
    let learning = tap.learning
    let priors = learning.priors
    let shapes = ["circle", "racetrack", "figure-eight", "stop"]
    let counts = shapes.map { "\($0) \(learning.count(of: $0))" }.joined(separator: ", ")
    if !console.quiet { Console.say("visits with a stare at one place: \(counts)") }
    guard shapes.contains(where: { learning.count(of: $0) >= LookLearning.fewest }) else {
      throw DwellError(
        .badData,
        "no shape was seen with a stare \(LookLearning.fewest) times (\(counts)): "
          + "give more flights with camera columns")
    }
    let isJSON = output?.hasSuffix(".json") ?? false
    let text = Array(PriorsFile.text(priors, isJSON: isJSON).utf8)
    guard let output else { return try DescriptorSink.standardOutput().write(text) }
    let file = try outputFile(path: output)
    try file.write(text)
    try file.commit()
  }
}

/// Keeps the visits that reach the output of a run, without their samples.
private final class LearningTap: Tap {
  private var byFlight: [String: [Visit]] = [:]

  func see(_ packet: Packet) {
    guard case .visits(let visits) = packet else { return }
    for var visit in visits {
      visit.sampleEast = []
      visit.sampleNorth = []
      visit.sampleMilliseconds = []
      visit.extent = nil
      byFlight[visit.flight, default: []].append(visit)
    }
  }

  /// What the flights taught, in an order of their own.
  var learning: LookLearning {
    var learning = LookLearning()
    for flight in byFlight.keys.sorted() { learning.take(byFlight[flight] ?? []) }
    return learning
  }
}
