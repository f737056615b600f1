import Dwell
import Testing
import Tracks

@Suite struct PipelineFileTests {
  @Test(
    "a mistake in a pipeline file is told with its line and what to do",
    arguments: [
      ("- read\n- clustr", "p.yaml:2: unknown stage 'clustr'; did you mean 'cluster'?"),
      (
        "- read\n- cluster: {raduis: 5m}",
        "p.yaml:2: cluster: unknown option '--raduis'; did you mean '--radius'?"
      ),
      (
        "- read\n\n- cluster:\n    radius: 5",
        "p.yaml:3: cluster: --radius: '5' has no unit; write 150m or 2km"
      ),
      (
        "- read\n- cluster: {min-points: 0}",
        "p.yaml:2: cluster: --min-points 0: must be at least 1"
      ),
      ("read", "p.yaml: a pipeline is a list of stages; begin with '- read'"),
      ("", "p.yaml: a pipeline is a list of stages; begin with '- read'"),
      (
        "- read\n- {clean: {}, project: {}}",
        "p.yaml:2: write '- STAGE' or '- STAGE: {option: value}', one stage an entry"
      ),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: DwellError.self) {
      try PipelineFile(text: text, name: "p.yaml").pipeline()
    }
    #expect(error?.message == message)
    #expect(error?.kind == .usage)
  }

  @Test("settings of a file arrive in the stages, flags and lists included")
  func settings() throws {
    let text = """
      - read: {files: [a.csv, b.csv], strict: true, map: [lon=x, lat=y]}
      - cluster: {radius: 80m, min-points: 3}
      - match: {infer: false}
      """
    let stages = try PipelineFile(text: text, name: "p").pipeline().stages
    let read = try #require(stages[0] as? Read)
    #expect(read.files == ["a.csv", "b.csv"] && read.strict && read.map == ["lon=x", "lat=y"])
    let cluster = try #require(stages[1] as? Cluster)
    #expect(cluster.radius == .metres(80) && cluster.minPoints == 3 && cluster.minDwell == nil)
    let match = try #require(stages[2] as? Match)
    #expect(!match.infer && match.within == .kilometres(5))
  }

  @Test("what is said over a file wins, and only over the stage it names")
  func overrides() throws {
    var file = try PipelineFile(
      text: "- read: {files: a.csv}\n- cluster: {radius: 80m}\n- write: {path: x.csv}", name: "p")
    try file.set("cluster", "radius", "2km")
    try file.setArguments(["b.csv", "c.csv"], of: "read")
    try file.setArguments(["y.gpkg"], of: "write")
    let stages = try file.pipeline().stages
    #expect((stages[0] as? Read)?.files == ["b.csv", "c.csv"])
    #expect((stages[1] as? Cluster)?.radius == .metres(2000))
    #expect((stages[2] as? Write)?.path == "y.gpkg")
    let error = #expect(throws: DwellError.self) { try file.set("match", "within", "1km") }
    #expect(
      error?.message
        == "--set match.within: p has no stage 'match': add '- match', or leave this out")
  }
}
