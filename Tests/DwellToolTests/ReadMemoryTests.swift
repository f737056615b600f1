import Foundation
import TestSupport
import Testing

/// How much memory reading takes must not depend on how long a file is.
@Suite("the memory of reading")
struct ReadMemoryTests {
  /// A file as its beginning, a part that may come again and again, and its end.
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var head: [UInt8]
    var body: [UInt8]
    var tail: [UInt8]

    var testDescription: String { name }

    /// A text that is parted around the first and the last place of a mark.
    init(_ name: String, _ text: String, from mark: String? = nil, to end: String? = nil) {
      let start = mark.flatMap { text.range(of: $0)?.lowerBound } ?? text.startIndex
      let last =
        end.flatMap { text.range(of: $0, options: .backwards)?.upperBound } ?? text.endIndex
      (self.name, head) = (name, Array(text[..<start].utf8))
      (body, tail) = (Array(text[start..<last].utf8), Array(text[last...].utf8))
    }

    init(_ name: String, _ bytes: [UInt8]) { (self.name, head, body, tail) = (name, [], bytes, []) }
  }

  private static let fixes = SampleFix.line(400)

  private static let shapes: [Shape] = [
    Shape(
      "delimited",
      "time,lon,lat\n"
        + fixes.map { "\($0.milliseconds),\($0.longitude),\($0.latitude)\n" }.joined(),
      from: "16000"),
    Shape("nmea", Sentences.receiver(fixes)),
    Shape("gpx", FeedText.gpx(fixes), from: "<trkpt", to: "</trkpt>"),
    Shape("geojson", PortableText.points(fixes).map { $0 + "\n" }.joined()),
    Shape("mavlink", mavlink),
  ]

  private static let furtherShapes: [Shape] = [
    Shape("sbs1", FeedText.sbs(fixes)), Shape("aircraft-json", FeedText.aircraft(fixes)),
    Shape("opensky-json", FeedText.states(fixes)), Shape("dji-srt", FeedText.subtitles(fixes)),
    Shape("kml", FeedText.line(fixes), from: "8.5,47", to: "\n"),
    Shape("tcx", PortableText.tcx(fixes), from: "<Lap", to: "</Lap>\n"),
    Shape("plt", PortableText.plt(fixes), from: "47.25"),
    Shape("igc", IGCText.flight(fixes), from: "B1"), Shape("misb", misb),
    Shape(
      "ndjson",
      fixes.map { "{\"time\":\($0.milliseconds),\"lon\":\($0.longitude),\"lat\":\($0.latitude)}\n" }
        .joined()),
  ]

  private static var mavlink: [UInt8] {
    var log = MAVLinkEncoder()
    for (index, fix) in fixes.enumerated() {
      log.position(
        at: Int64(fix.milliseconds) * 1000, boot: UInt32(1000 * index + 1000),
        longitude: fix.longitude, latitude: fix.latitude, height: fix.height)
    }
    return log.bytes
  }

  private static var misb: [UInt8] {
    fixes.flatMap {
      KLVEncoder.packet(
        KLVEncoder.place(Int64($0.milliseconds) * 1000, $0.longitude, $0.latitude))
    }
  }

  /// Writes a file of about so many bytes.
  private func write(_ shape: Shape, _ size: Int, _ path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: Data(shape.head))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    let copies = max(1, (256 << 10) / shape.body.count)
    let part = Data(Array(repeating: shape.body, count: copies).joined())
    for _ in 0..<max(1, size / part.count) { try file.write(contentsOf: part) }
    try file.write(contentsOf: Data(shape.tail))
    try file.close()
  }

  private func peakMebibytes(_ path: String, _ format: String) throws -> Int {
    let run = try DwellTool.shell(
      """
      python3 -c 'import resource, subprocess
      subprocess.run(["dwell", "read", "--from", "\(format)", "\(path)", "--format", "arrow"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)'
      """)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  private func check(_ shape: Shape, _ size: Int) throws {
    let scratch = try Scratch()
    let (short, long) = (scratch.path("short"), scratch.path("long"))
    try write(shape, size, short)
    try write(shape, 20 * size, long)
    let once = try peakMebibytes(short, shape.name)
    let twentyfold = try peakMebibytes(long, shape.name)
    #expect(
      twentyfold - once <= max(3, size >> 20), "\(shape.name): \(once) MiB, then \(twentyfold) MiB")
  }

  @Test("twenty times the file take no more memory", arguments: shapes)
  func bounded(shape: Shape) throws { try check(shape, 1 << 20) }

  @Test(
    "twenty times a file of 16 MiB take no more memory",
    .enabled(if: ProcessInfo.processInfo.environment["DWELL_SOAK"] != nil),
    arguments: shapes + furtherShapes)
  func boundedForLong(shape: Shape) throws { try check(shape, 16 << 20) }
}
