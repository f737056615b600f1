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

  private static let cluster = "dwell cluster --radius 1m --min-points 6 --format ndjson --quiet"

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

  @Test("a full disk is one line and gives no rows; killed, it leaves nothing")
  func endsBadly() throws {
    let scratch = try Scratch()
    let full = try DwellTool.shell(
      """
      mkdir temp; \(Self.points(30_000)) > points.csv
      (trap '' XFSZ; ulimit -f 100; \(Self.cluster) --memory 1MiB --temp-dir temp < points.csv | cat)
      ls -A temp
      """, in: scratch.folder)
    #expect(full.output.isEmpty)
    #expect(
      full.errors.hasPrefix("dwell cluster: ") && full.errors.contains("--temp-dir")
        && full.errors.contains("File too large"), "\(full.errors)")
    let killed = try DwellTool.shell(
      """
      (cat points.csv; sleep 5) | \(Self.cluster) --memory 1MiB --temp-dir temp > out & sleep 1
      kill -9 $!; wait 2> /dev/null; ls -A temp; wc -c < out
      """, in: scratch.folder)
    #expect(killed.output.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
  }

  @Test("ten times the points take hardly more memory")
  func bounded() throws {
    func peakMebibytes(_ count: Int) throws -> Int {
      let run = try DwellTool.shell(
        """
        \(Self.points(count)) | python3 -c 'import resource, subprocess, sys
        subprocess.run("dwell cluster --radius 1m --min-points 6 --memory 4MiB --format arrow".split(),
          stdout=subprocess.DEVNULL, check=True)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)'
        """)
      #expect(run.status == 0, "\(run.errors)")
      return try #require(Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    let once = try peakMebibytes(20_000)
    let tenfold = try peakMebibytes(200_000)
    #expect(tenfold - once <= 8, "\(once) MiB, then \(tenfold) MiB")
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

  /// Seeded fixes of two vehicles as dwell reads them, as many on every square metre.
  private static func fixes(_ count: Int) -> String {
    "awk 'BEGIN { srand(7); print \"time,vehicle,lon,lat\"; for (i = 0; i < \(count); i++) "
      + "printf \"%d,v%d,%.7f,%.7f\\n\", 1772400000 + i, i % 2, 10 + \(count) * 1e-5 * rand(), "
      + "46 + 0.1 * rand() }' | dwell read --quiet"
  }

  @Test("fixes: a full disk is one line and gives no rows; killed, it leaves nothing")
  func fixesEndBadly() throws {
    let scratch = try Scratch()
    let cluster = "dwell cluster --radius 150m --memory 1MiB --temp-dir temp"
    let full = try DwellTool.shell(
      """
      mkdir temp; \(Self.fixes(30_000)) > fixes
      (trap '' XFSZ; ulimit -f 1000; \(cluster) --format ndjson --quiet < fixes | cat); ls -A temp
      """, in: scratch.folder)
    #expect(full.output.isEmpty)
    #expect(
      full.errors.hasPrefix("dwell cluster: ") && full.errors.contains("--temp-dir")
        && full.errors.contains("File too large"), "\(full.errors)")
    let killed = try DwellTool.shell(
      """
      (cat fixes; sleep 5) | \(cluster) --quiet > out & sleep 1
      kill -9 $!; wait 2> /dev/null; ls -A temp; wc -c < out
      """, in: scratch.folder)
    #expect(killed.output.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
  }

  @Test("ten times the fixes take hardly more memory")
  func fixesAreBounded() throws {
    func peakMebibytes(_ count: Int) throws -> Int {
      let run = try DwellTool.shell(
        """
        \(Self.fixes(count)) | python3 -c 'import resource, subprocess, sys
        subprocess.run("dwell cluster --radius 20m --memory 4MiB --format arrow".split(),
          stdout=subprocess.DEVNULL, check=True)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)'
        """)
      #expect(run.status == 0, "\(run.errors)")
      return try #require(Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    let once = try peakMebibytes(20_000)
    let tenfold = try peakMebibytes(200_000)
    #expect(tenfold - once <= 12, "\(once) MiB, then \(tenfold) MiB")
  }
}
