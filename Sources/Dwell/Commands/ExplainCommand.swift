import ArgumentParser
import Tracks

/// `dwell explain`: why a visit or an area is what it is.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell why a visit or an area was found, and what was not.",
    usage: "dwell explain [<options>] <visit|area> <pipeline> [<file> ...]",
    discussion: """
      Runs the pipeline again over the files, up to 'detect' for a visit and to 'outline' for an area, \
      and prints what was found and what was considered on its flight from 10 minutes before to 10 \
      minutes after: the intervals that close lap after lap, the curve that was fitted, where the \
      place changes, when a camera looked away or told no place, and what each rule rejected, with the \
      numbers that decided. \
      Give the files and settings of the run that found it.

        dwell explain N12AB-20260301T081200Z-orbit pipelines/dwell-areas.yaml flights/*.csv
        dwell explain 3 pipelines/dwell-areas.yaml flights/*.csv --set cluster.radius=1km
      """)

  @Argument(
    help: ArgumentHelp("The name of a visit, or the number of an area.", valueName: "visit|area"))
  var name: String
  @Argument(help: ArgumentHelp("The pipeline, a YAML list of stages.", valueName: "pipeline"))
  var pipeline: String
  @OptionGroup var overrides: RunOverrides
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func run() throws {
    let area = Int(name)
    var (pipeline, _) = try overrides.pipeline(from: pipeline)
    let last = area == nil ? Detect.name : Outline.name
    guard let end = pipeline.stages.firstIndex(where: { type(of: $0).name == last }) else {
      throw DwellError(.usage, "\(self.pipeline): has no stage '\(last)', so it finds no \(kind)")
    }
    pipeline.stages.removeSubrange((end + 1)...)
    let tap = ExplainingTap()
    let workshop = console.workshop("explain")
    workshop.consider = { tap.considerations.append($0) }
    var line = ProgressLine(console)
    _ = try pipeline.run(in: workshop, into: nil, jobs: 1, tap: tap) { line.show($0) }
    line.clear()
    guard let text = area.map(tap.explanation(ofArea:)) ?? tap.explanation(ofVisit: name) else {
      throw DwellError(
        .badData,
        "\(name): no such \(kind) among \(tap.count(kind)) of this run: give the files and settings "
          + "of the run that found it")
    }
    try DescriptorSink.standardOutput().write(Array(text.utf8))
  }

  private var kind: String { Int(name) == nil ? "visit" : "area" }
}
