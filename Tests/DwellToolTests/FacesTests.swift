import Dwell
import Foundation
import TestSupport
import Testing

/// The shell pipe, the pipeline file and the library call are the same run.
@Suite struct FacesTests {
  static let stages = ["clean", "project", "detect", "cluster", "outline"]

  @Test("a shell pipe, 'dwell run' and Pipeline([…]) write the same bytes of GeoJSON")
  func threeFaces() throws {
    let scratch = try Scratch()
    let pipe =
      (["dwell read data/flights"] + Self.stages.map { "dwell \($0)" }
      + ["dwell match --sites data/sites.geojson", "dwell write \(scratch.path("a.geojson"))"])
      .joined(separator: " | ")
    let shell = try DwellTool.shell(pipe)
    #expect(shell.status == 0, "\(shell.errors)")
    let run = try DwellTool.shell(
      "dwell run pipelines/dwell-areas.yaml data/flights --sites data/sites.geojson "
        + "-o \(scratch.path("b.geojson"))")
    #expect(run.status == 0, "\(run.errors)")
    let root = RealData.package
    _ = try Pipeline([
      Read.with { $0.files = [root.appendingPathComponent("data/flights").path] }, Clean.with(),
      Project.with(), Detect.with(), Cluster.with(), Outline.with(),
      Match.with { $0.sites = root.appendingPathComponent("data/sites.geojson").path },
      Write.with { $0.path = scratch.path("c.geojson") },
    ]).run()
    let bytes = try ["a", "b", "c"].map {
      try Data(contentsOf: URL(fileURLWithPath: scratch.path("\($0).geojson")))
    }
    #expect(bytes[0].count > 10_000)
    #expect(bytes[0] == bytes[1] && bytes[1] == bytes[2])
  }

  @Test(
    "every pipeline file gives the same bytes as its stages chained in a shell",
    arguments: try FileManager.default.contentsOfDirectory(
      atPath: RealData.package.appendingPathComponent("pipelines").path
    ).filter { $0.hasSuffix(".yaml") }.sorted())
  func everyPipeline(name: String) throws {
    let scratch = try Scratch()
    let plan = try DwellTool.shell("dwell plan pipelines/\(name)")
    #expect(plan.status == 0, "\(plan.errors)")
    let words = plan.output.split(separator: "\n").filter { $0.hasPrefix("         ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let chained = words.map { line in
      line.hasPrefix("read")
        ? "dwell \(line) data/flights"
        : line.hasPrefix("write") ? "dwell \(line) --format geojson" : "dwell \(line)"
    }
    let tail = words.last?.hasPrefix("write") == true ? "" : " | dwell write --format geojson"
    let pipe = try DwellTool.shell(chained.joined(separator: " | ") + tail)
    #expect(pipe.status == 0, "\(pipe.errors)")
    let output = scratch.path("out.geojson")
    let run = try DwellTool.shell(
      tail.isEmpty
        ? "dwell run pipelines/\(name) data/flights -o \(output) && cat \(output)"
        : "dwell run pipelines/\(name) data/flights --format arrow" + tail)
    #expect(run.status == 0, "\(run.errors)")
    #expect(pipe.outputBytes == run.outputBytes && pipe.outputBytes.count > 100)
  }

  @Test(
    "threads and batches do not change a byte",
    arguments: [
      "--jobs 1", "--jobs 2", "--jobs 5", "--set read.batch-rows=7",
      "--set read.batch-rows=1000 --jobs 3",
    ])
  func threadsAndBatches(options: String) throws {
    let command = "dwell run pipelines/dwell-areas.yaml data/flights -o - --quiet "
    let plain = try DwellTool.shell(command + "--jobs 1")
    let other = try DwellTool.shell(command + options)
    #expect(plain.status == 0 && other.status == 0, "\(other.errors)")
    #expect(plain.outputBytes == other.outputBytes && plain.outputBytes.count > 10_000)
  }

  @Test(
    "any split of the rows into files, listed in any order, does not change a byte",
    arguments: ["contiguous", "round-robin", "by vehicle"])
  func splits(how: String) throws {
    let scratch = try Scratch()
    let all = try DwellTool.shell("dwell read data/flights | dwell write --format csv")
    let lines = all.output.split(separator: "\n", omittingEmptySubsequences: true)
    let rows = lines.dropFirst().sorted {
      $0.split(separator: ",")[1] < $1.split(separator: ",")[1]
    }
    try (([lines[0]] + rows).joined(separator: "\n") + "\n").write(
      toFile: scratch.path("whole.csv"), atomically: true, encoding: .utf8)
    var parts: [String: [Substring]] = [:]
    for (index, row) in rows.enumerated() {
      let part =
        switch how {
        case "contiguous": "\(4 - index * 5 / rows.count)"
        case "round-robin": "\(index % 3)"
        default: "\(row.split(separator: ",")[0])"
        }
      parts[part, default: []].append(row)
    }
    try FileManager.default.createDirectory(
      atPath: scratch.path("parts"), withIntermediateDirectories: true)
    for (name, rows) in parts {
      try (([lines[0]] + rows).joined(separator: "\n") + "\n").write(
        toFile: scratch.path("parts/\(name).csv"), atomically: true, encoding: .utf8)
    }
    let run = "dwell run pipelines/dwell-areas.yaml -o - --quiet "
    let whole = try DwellTool.shell(run + scratch.path("whole.csv"))
    let split = try DwellTool.shell(run + scratch.path("parts"))
    #expect(whole.status == 0 && split.status == 0, "\(whole.errors)\(split.errors)")
    #expect(whole.outputBytes == split.outputBytes && whole.outputBytes.count > 10_000)
  }
}
