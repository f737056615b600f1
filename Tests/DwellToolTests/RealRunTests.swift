import Dwell
import Foundation
import TestSupport
import Testing
import Tracks

/// The whole pipeline on real telemetry, where it is there.
@Suite struct RealRunTests {
  /// `pipelines/dwell-areas.yaml` over a file of the real data, its records kept.
  private func run(_ name: String, sites: String? = nil) throws -> Collector {
    var file = try PipelineFile(
      path: RealData.package.appendingPathComponent("pipelines/findings.yaml").path)
    try file.setArguments([RealData.path(name)], of: "read")
    if let sites { try file.set("match", "sites", sites) }
    let collector = Collector()
    _ = try file.pipeline().run(into: collector)
    return collector
  }

  @Test(
    "two fires stand out over California: first and second by dwell, several aircraft each",
    .enabled(if: RealData.folder != nil, "real telemetry is not beside the checkout"))
  func calfire() throws {
    let truth = try String(
      contentsOfFile: RealData.path("truth/calfire_incidents_approx.csv"), encoding: .utf8)
    let incidents = truth.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",")
      return Position(longitude: Double(cells[3]) ?? .nan, latitude: Double(cells[2]) ?? .nan)
    }
    #expect(incidents.count == 2)
    let result = try run("derived/opensky-csv/calfire.csv")
    let areas = result.areas.sorted { $0.area < $1.area }
    let dwell = result.areas.reduce(0) { $0 + $1.dwellSeconds }
    let sorties = Set(result.visits.map(\.sortie))
    var sortiesThere: Set<String> = []
    var matched: Set<Int> = []
    for area in areas.prefix(2) {
      let distances = incidents.map {
        Earth.distance($0.longitude, $0.latitude, area.centreLongitude, area.centreLatitude)
      }
      let nearest = try #require(distances.indices.min { distances[$0] < distances[$1] })
      // Fires burn kilometres wide, and where they are known to be is known to 3 km.
      #expect(distances[nearest] < 3000 + area.radius, "area \(area.area): \(distances)")
      matched.insert(nearest)
      #expect(area.vehicles >= 3 && area.sorties >= 3)
      let ids = Set(area.visitIds)
      sortiesThere.formUnion(result.visits.filter { ids.contains($0.visit) }.map(\.sortie))
    }
    #expect(matched.count == 2)
    // Aircraft circled all over them: they are sites, as regions and not as points.
    let regions = result.sites.filter { $0.basis == "region" }
    #expect(regions.count == 2 && regions.allSatisfy { $0.kind == "candidate" && $0.sorties >= 3 })
    for incident in incidents {
      let beyond = regions.map {
        Earth.distance($0.longitude, $0.latitude, incident.longitude, incident.latitude)
          - $0.ellipseSemiMajor
      }
      #expect((beyond.min() ?? .infinity) < 3000, "\(beyond)")
    }
    #expect(areas.prefix(2).reduce(0) { $0 + $1.dwellSeconds } > dwell / 2)
    #expect(sortiesThere.count * 2 > sorties.count, "\(sortiesThere.count) of \(sorties.count)")
  }

  @Test(
    "harbours and stacks that GEOS cannot draw at once are drawn all the same",
    .enabled(if: RealData.folder != nil, "real telemetry is not beside the checkout"),
    arguments: [
      "ais-tracktable/NYHarbor_2020_06_30_first_hour.csv", "adsb-traffic/tutorial.jsonl.gz",
    ])
  func outlines(name: String) throws {
    let result = try run(name)
    #expect(!result.areas.isEmpty)
    #expect(result.areas.allSatisfy { $0.extent != nil && $0.radius > 0 })
  }

  @Test(
    "842 airliners over Switzerland claim no site, known or new",
    .enabled(if: RealData.folder != nil, "real telemetry is not beside the checkout"))
  func switzerland() throws {
    let scratch = try Scratch()
    // A site every quarter of a degree: whatever dwelled anywhere would be near one.
    var rows = ["id,lon,lat"]
    for x in 0..<20 {
      for y in 0..<8 { rows.append("s\(x)-\(y),\(6 + Double(x) / 4),\(46 + Double(y) / 4)") }
    }
    let sites = scratch.path("sites.csv")
    try rows.joined(separator: "\n").write(toFile: sites, atomically: true, encoding: .utf8)
    let result = try run("adsb-traffic/collections/switzerland.json.gz", sites: sites)
    #expect(result.findings.filter { $0.kind == "known" || $0.kind == "candidate" }.isEmpty)
    #expect(result.sites.filter { $0.kind == "candidate" }.isEmpty)
  }

  @Test("the committed scenario's sites are all found, and no other place is claimed")
  func scenario() throws {
    let run = try DwellTool.shell(
      "dwell run pipelines/findings.yaml data/flights --sites data/sites.geojson --quiet "
        + "--format arrow | dwell compare data/truth.geojson --precision 1 --recall 1")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.split(separator: "\n").contains { $0.hasPrefix("site") })
  }
}
