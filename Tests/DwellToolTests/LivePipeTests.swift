import TestSupport
import Testing

@Suite("a live pipe")
struct LivePipeTests {
  /// An hour's circles and 15 minutes straight on, then nothing more is written, until a visit came out at the other
  /// end of the pipe or a minute passed.
  @Test(
    "gives a visit when it is over, while the input stays open",
    arguments: ["arrow", "ndjson"])
  func visit(format: String) throws {
    let scratch = try Scratch()
    let result = try DwellTool.shell(
      """
      rows() { awk 'BEGIN { print "time,vehicle,lat,lon"; for (s = 0; s < 4500; s++) {
        a = s * 6.2831853 / 180; x = s < 3600 ? 1000 * cos(a) : 1000; y = s < 3600 ? 1000 * sin(a) : 35 * (s - 3600);
        printf "%d,v,%.7f,%.7f\\n", 1767225600 + s, 46 + y / 111000, 8 + x / 77000 } }'; }
      { rows; for i in $(seq 600); do grep -q orbit out 2>/dev/null && { touch seen; break; }; sleep 0.1; done; } \
        | dwell read - --quiet --format \(format) | dwell clean --quiet --format \(format) \
        | dwell project --quiet --format \(format) | dwell detect --quiet --format ndjson > out
      ls seen && grep -c '"kind":"orbit"' out
      """, in: scratch.folder)
    #expect(result.output == "seen\n1\n")
  }
}
