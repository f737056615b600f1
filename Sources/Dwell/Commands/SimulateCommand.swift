public import ArgumentParser
import Export
public import Simulation
import Tracks
import Wire

/// `dwell simulate`: seeded flights with known sites and visits.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Make seeded flights over known sites, with the truth.",
    usage: "dwell simulate [<options>]",
    discussion: """
      The same seed gives the same bytes on every machine. Long-endurance aircraft with a stabilised \
      camera and quadcopters circle, hover and stare at sites that lie apart from their path's \
      centre; transit, survey, thermals, holding and a followed truck are there to confuse. Streams: \
      memory does not grow with --fixes.
      """)

  @Option(help: ArgumentHelp("The same seed gives the same bytes.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      "region: vehicles over a few sites, and traffic; grid: one pattern a flight, 30 m to 30 km, 10 Hz to one fix a minute; wide: sites kilometres wide, as fires, and what looks like them.",
      valueName: "name"))
  var scenario = SimulationSettings.Scenario.region
  @Option(help: ArgumentHelp("Exactly so many fixes.", valueName: "count"))
  var fixes: Int?
  @Option(help: ArgumentHelp("So many flights. (default: 12, without --fixes)", valueName: "count"))
  var flights: Int?
  @Option(help: ArgumentHelp("Watched places.", valueName: "count"))
  var sites = SimulationSettings().sites
  @Option(help: ArgumentHelp("Vehicles, in a fixed order of kinds.", valueName: "count"))
  var vehicles = SimulationSettings().vehicles
  @Option(
    help: ArgumentHelp(
      "From fix to fix, 100ms to 1min. (default: each kind's own)", valueName: "duration"))
  var sampling: Seconds?
  @Flag(inversion: .prefixedNo, help: "Camera columns where the vehicle has a camera.")
  var camera = true
  @Flag(inversion: .prefixedNo, help: "Flights that watch nothing.")
  var confusers = true
  @Flag(inversion: .prefixedNo, help: "Masked times, spikes, doubles and late rows.")
  var defects = true
  @Option(help: ArgumentHelp("Standard deviation of positions, each axis.", valueName: "length"))
  var noise = SimulationSettings().noise
  @Option(
    help: ArgumentHelp(
      "What the receiver of a flight is off by throughout, standard deviation, each axis; 1m to 3m is usual.",
      valueName: "length"))
  var receiverOffset = SimulationSettings().receiverOffset
  @Option(
    help: ArgumentHelp(
      "What the camera's heading is off by throughout a flight, standard deviation in degrees (of its elevation three tenths); 0.2 to 1 is usual.",
      valueName: "number"))
  var cameraOffsetDeg = SimulationSettings().cameraOffsetDegrees
  @Option(
    help: ArgumentHelp(
      "What the range finder is off by throughout a flight, standard deviation; 1m to 5m is usual.",
      valueName: "length"))
  var rangeOffset = SimulationSettings().rangeOffset
  @Option(help: ArgumentHelp("The mean wind.", valueName: "speed"))
  var wind = SimulationSettings().wind
  @Option(help: ArgumentHelp("The format on standard output.", valueName: "format"))
  var format = SimulatedFormat.csv
  @Option(help: ArgumentHelp("Write the true sites and visits as GeoJSON.", valueName: "file"))
  var truth: String?

  /// The formats of `simulate`.
  enum SimulatedFormat: String, CaseIterable, ExpressibleByArgument {
    case csv
    case ndjson
    case arrow
  }

  private var settings: SimulationSettings {
    SimulationSettings(
      seed: seed, scenario: scenario, flights: flights, fixes: fixes, sites: sites,
      vehicles: vehicles,
      sampling: sampling, hasCamera: camera, hasConfusers: confusers, hasDefects: defects,
      noise: noise, receiverOffset: receiverOffset, cameraOffsetDegrees: cameraOffsetDeg,
      rangeOffset: rangeOffset, wind: wind)
  }

  func validate() throws {
    do throws(DwellError) {
      try settings.validate()
    } catch {
      throw ValidationError(error.message)
    }
  }

  func run() throws {
    var simulator = Simulator(settings, keepsTruth: truth != nil)
    let output = DescriptorSink.standardOutput()
    switch format {
    case .csv: try write(&simulator, to: recordSink(to: output, format: .csv))
    case .ndjson: try write(&simulator, to: recordSink(to: output, format: .ndjson))
    case .arrow:
      let words = ["simulate --seed=\(seed)"]
      let writer = WireWriter(output, settings: words, version: DwellVersion.current)
      var rows = 0
      while let batch = simulator.next() {
        rows += batch.count
        try writer.write(batch.table())
      }
      try writer.finish(Trailer(rows: rows))
    }
    if let truth { try TruthFile.write(simulator.truth, to: truth) }
  }

  /// Columns as people name them: `time,vehicle,lon,lat,altitude_m,…`.
  private func write(_ simulator: inout Simulator, to sink: any RecordSink) throws(DwellError) {
    while let batch = simulator.next() {
      var table = batch.table()
      table.columns.sort { Self.place($0.name) < Self.place($1.name) }
      for index in table.columns.indices {
        if table.columns[index].name == Measure.height.rawValue {
          table.columns[index].name = "altitude_m"
        }
      }
      try sink.write(table)
    }
    try sink.commit()
  }

  private static func place(_ name: String) -> Int {
    ["time", "vehicle", "lon", "lat", Measure.height.rawValue].firstIndex(of: name) ?? 99
  }
}

extension SimulationSettings.Scenario: ExpressibleByArgument {}
