import Dwell
import Foundation
import TestSupport
import Testing
import Tracks

@Suite struct PipelineTests {
  @Test("stages that do not fit are refused before anything is opened, with the way out")
  func misfits() throws {
    func message(_ stages: [any Stage]) -> String? {
      #expect(throws: DwellError.self) { try Pipeline(stages).check() }?.message
    }
    #expect(
      message([try Read.with(), try Match.with()])
        == "match: takes areas or visits, but is handed fixes. Run 'dwell outline' before it.")
    #expect(message([try Clean.with()]) == "clean: a pipeline begins with 'read'")
    #expect(
      message([try Read.with(), try Write.with(), try Clean.with()])
        == "write: can only be the last stage")
    #expect(
      message([try Read.with(), try Read.with()]) == "read: can only be the first stage")
    #expect(
      try Pipeline([
        try Read.with(), try Clean.with(), try Project.with(), try Detect.with(),
        try Cluster.with(), try Outline.with(), try Match.with(),
      ]).check() == [.findings, .areas, .visits, .sites])
  }

  @Test("a system that PROJ does not know is refused before the missing file is looked for")
  func order() throws {
    let pipeline = Pipeline([
      try Read.with { $0.files = ["/nowhere/at/all.csv"] },
      try Project.with { $0.to = "EPSG:99" },
    ])
    let error = #expect(throws: DwellError.self) { try pipeline.run(into: Collector()) }
    #expect(error?.message.hasPrefix("project: --to EPSG:99: PROJ knows no such system") == true)
  }

  @Test("the settings of a run are those of every stage, defaults included")
  func settings() throws {
    let scratch = try Scratch()
    try "time,vehicle,lon,lat\n1600000000,a,10,50\n1600000060,a,10,50\n".write(
      toFile: scratch.path("a.csv"), atomically: true, encoding: .utf8)
    let report = try Pipeline([
      Read.with { $0.files = [scratch.path("a.csv")] }, Clean.with { $0.flightGap = .minutes(10) },
    ]).run(into: Collector())
    #expect(
      report.settings == [
        "read --batch-rows=8192",
        "clean --flight-gap=10min --sortie-gap=2h --reorder-window=1min --max-speed=400mps",
      ])
    #expect(report.rowsRead == 2 && report.total("flights") == 1)
  }

  @Test("a worker's failure on another thread is the run's failure, and nothing is written")
  func failureInShard() throws {
    let scratch = try Scratch()
    try "time,vehicle,lon,lat\n1600000000,a,10,50\n".write(
      toFile: scratch.path("a.csv"), atomically: true, encoding: .utf8)
    let output = scratch.path("out.geojson")
    let error = #expect(throws: DwellError.self) {
      try Pipeline([
        Read.with { $0.files = [scratch.path("a.csv")] }, Project.with { $0.to = "EPSG:4326" },
        Detect.with(), Cluster.with(), Write.with { $0.path = output },
      ]).run(jobs: 3)
    }
    #expect(
      error?.message.hasPrefix("project: --to EPSG:4326: measures in degree") == true,
      "\(error?.message ?? "")")
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
