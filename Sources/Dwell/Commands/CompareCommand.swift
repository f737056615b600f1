import ArgumentParser
import Simulation
import Tracks

/// `dwell compare`: the records of a pipe against the truth of a simulation.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Hold visits and sites against the truth of 'simulate'.",
    usage: "dwell compare [<options>] <truth>",
    discussion: """
      Takes the records of a pipe on standard input, and prints precision, recall, time overlap and \
      centre error by kind and shape. Exits with 1 when sites are claimed or found less surely than \
      --precision and --recall ask.
      """)

  @Argument(help: ArgumentHelp("The truth, GeoJSON of 'simulate --truth'.", valueName: "truth"))
  var truth: String
  @Option(help: ArgumentHelp("The least precision of sites, 0 to 1.", valueName: "part"))
  var precision = 0.0
  @Option(help: ArgumentHelp("The least recall of sites, 0 to 1.", valueName: "part"))
  var recall = 0.0
  @OptionGroup(title: "Console") var console: ConsoleOptions

  func validate() throws {
    for (name, value) in [("--precision", precision), ("--recall", recall)]
    where !(0...1).contains(value) {
      throw ValidationError("\(name) \(value): must be from 0 to 1")
    }
  }

  func run() throws {
    let tap: AccuracyTap
    do {
      tap = try AccuracyTap(path: truth)
    } catch {
      let advice = error.kind == .badData ? "; give what 'dwell simulate --truth' wrote" : ""
      throw DwellError(error.kind, error.message + advice)
    }
    let workshop = console.workshop("compare")
    let sink = try Write.with()
    let feed = try Intake.standardInput(for: sink, warn: workshop.warn)
    while let packet = try feed.next() { tap.see(packet) }
    let accuracy = tap.accuracy
    try DescriptorSink.standardOutput().write(Array((tap.text + "\n").utf8))
    // NaN, where nothing was claimed or nothing is true, fails no check.
    if accuracy.sites.precision < precision || accuracy.sites.recall < recall {
      throw DwellError(
        .check,
        "sites: precision \(accuracy.sites.precision), recall \(accuracy.sites.recall); "
          + "asked for \(precision) and \(recall)")
    }
  }
}
