import Foundation
import TestSupport
import Testing

@Suite("Clustering points beyond the memory")
struct SweepTests {
  /// Seeded points as CSV, from awk, whose numbers are the same each time.
  private static func points(_ count: Int) -> String {
    "awk 'BEGIN { srand(7); print \"x,y\"; for (i = 0; i < \(count); i++) "
      + "print 0.003 * \(count) * rand() \",\" 100 * rand() }'"
  }

  /// Seeded fixes of two vehicles as dwell reads them, as many on every square metre.
  private static func fixes(_ count: Int) -> String {
    "awk 'BEGIN { srand(7); print \"time,vehicle,lon,lat\"; for (i = 0; i < \(count); i++) "
      + "printf \"%d,v%d,%.7f,%.7f\\n\", 1772400000 + i, i % 2, 10 + \(count) * 1e-5 * rand(), "
      + "46 + 0.1 * rand() }' | dwell read --quiet"
  }

  private static let cluster = "dwell cluster --radius 1m --min-points 6 --format ndjson --quiet"
  private static let clusterFixes = "dwell cluster --radius 150m --format ndjson --quiet"

  @Test("labels are those of a run in memory, and the folder is left as it was")
  func sameLabels() throws {
    let scratch = try Scratch()
    let run = try DwellTool.shell(
      """
      \(Self.points(30_000)) > points.csv; mkdir empty
      \(Self.cluster) < points.csv | grep -v '^{"schema"' > memory
      \(Self.cluster) --memory 1MiB --temp-dir empty < points.csv | grep -v '^{"schema"' > disk
      grep -c '"core":true' disk; cmp memory disk && ls -A empty | wc -l
      """, in: scratch.folder)
    #expect(run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.last == "0" && Int(lines.first ?? "") ?? 0 > 1000, "\(run.output)")
  }

  @Test(
    "a full disk is one line and gives no rows; killed, it leaves nothing",
    arguments: [
      (Self.points(30_000), Self.cluster, 100), (Self.fixes(30_000), Self.clusterFixes, 1000),
    ])
  func endsBadly(input: String, cluster: String, kibibytes: Int) throws {
    let scratch = try Scratch()
    let full = try DwellTool.shell(
      """
      mkdir temp; \(input) > input
      (trap '' XFSZ; ulimit -f \(kibibytes); \(cluster) --memory 1MiB --temp-dir temp < input | cat)
      ls -A temp
      """, in: scratch.folder)
    #expect(full.output.isEmpty)
    #expect(
      full.errors.hasPrefix("dwell cluster: ") && full.errors.contains("--temp-dir")
        && full.errors.contains("File too large"), "\(full.errors)")
    let killed = try DwellTool.shell(
      """
      (cat input; sleep 5) | \(cluster) --memory 1MiB --temp-dir temp > out & sleep 1
      kill -9 $!; wait 2> /dev/null; ls -A temp; wc -c < out
      """, in: scratch.folder)
    #expect(killed.output.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
  }

  @Test(
    "ten times the input take hardly more memory",
    arguments: [
      (Self.points(20_000), Self.points(200_000), "--radius 1m --min-points 6", 8),
      (Self.fixes(20_000), Self.fixes(200_000), "--radius 20m", 12),
    ])
  func bounded(input: String, tenfoldInput: String, options: String, mebibytes: Int) throws {
    func peakMebibytes(_ input: String) throws -> Int {
      let run = try DwellTool.shell(
        """
        \(input) | python3 -c 'import resource, subprocess, sys
        subprocess.run("dwell cluster \(options) --memory 4MiB --format arrow".split(),
          stdout=subprocess.DEVNULL, check=True)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)'
        """)
      #expect(run.status == 0, "\(run.errors)")
      return try #require(Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    let once = try peakMebibytes(input)
    let tenfold = try peakMebibytes(tenfoldInput)
    #expect(tenfold - once <= mebibytes, "\(once) MiB, then \(tenfold) MiB")
  }

  @Test(
    "fixes and visits get the labels of a run in memory, and the folder is left as it was",
    arguments: [
      ("clean", "--radius 150m --min-dwell 40s", "5MiB"),
      ("clean", "--radius 60m --min-points 9", "5MiB"),
      ("clean | dwell project | dwell detect", "", "1MiB"),
      ("clean | dwell project | dwell detect", "--radius 200m --min-flights 2", "1MiB"),
    ])
  func flights(stages: String, options: String, memory: String) throws {
    let scratch = try Scratch()
    let run = try DwellTool.shell(
      """
      (dwell simulate --fixes 40000 --seed 3 | dwell read | dwell \(stages)) 2> /dev/null > input
      mkdir empty; cluster="dwell cluster \(options) --quiet --format ndjson"
      $cluster < input | grep -v '^{"schema"' > memory
      $cluster --memory \(memory) --temp-dir empty < input | grep -v '^{"schema"' > disk
      grep -c '"label":[0-9]' disk; cmp memory disk && ls -A empty | wc -l
      """, in: scratch.folder)
    let lines = run.output.split(separator: "\n")
    #expect(run.errors.isEmpty && lines.count == 2, "\(run.errors)\(run.output)")
    #expect(lines.last == "0" && Int(lines.first ?? "") ?? 0 > 10, "\(run.output)")
  }
}
