import Telemetry
import TestSupport
import Testing

@Suite("feeds and tracks cut anywhere")
struct CutFeedTests {
  private static let fixes = SampleFix.line(4)

  @Test(
    "JSON and XML come out up to the cut, which is always reported",
    arguments: [
      ("readsb-trace", FeedText.trace(Self.fixes)), ("gpx", FeedText.gpx(Self.fixes)),
      ("kml", FeedText.line(Self.fixes)), ("tcx", PortableText.tcx(Self.fixes)),
      ("geojson", PortableText.collection(PortableText.points(Self.fixes))),
      ("geojson", PortableText.line(Self.fixes) + "\n"),
      ("geojson", PortableText.moving(Self.fixes)),
      ("opensky-track", PortableText.waypoints(Self.fixes)),
    ])
  func documents(format: String, text: String) {
    let bytes = Array(text.utf8)
    // The line end after the last bracket is no part of the document.
    Sturdy(bytes: bytes, format: format, mayEnd: { $0 == bytes.count - 1 }).check()
  }

  @Test("a KML track gives nothing before its places, and pairs them with its instants")
  func track() {
    let bytes = Array(FeedText.track(Self.fixes).utf8)
    Sturdy(bytes: bytes, format: "kml", mayEnd: { $0 == bytes.count - 1 }).check()
  }

  @Test(
    "snapshots a line come out up to the cut, which is reported unless it is between two",
    arguments: [
      ("aircraft-json", FeedText.aircraft(Self.fixes)),
      ("opensky-json", FeedText.states(Self.fixes)),
    ])
  func snapshots(format: String, text: String) {
    let bytes = Array(text.utf8)
    Sturdy(
      bytes: bytes, format: format,
      mayEnd: { $0 > 0 && (bytes[$0 - 1] == 0x0A || bytes[$0] == 0x0A) }
    ).check()
  }

  @Test(
    "of lines nothing tells a number that was cut, and nothing else changes",
    arguments: [
      ("sbs1", FeedText.sbs(Self.fixes)), ("nmea", Sentences.receiver(Self.fixes)),
      ("dji-srt", FeedText.subtitles(Self.fixes)), ("igc", IGCText.flight(Self.fixes)),
      ("plt", PortableText.plt(Self.fixes)),
    ])
  func lines(format: String, text: String) {
    Sturdy(
      bytes: Array(text.utf8), format: format, mayEnd: { $0 > 0 },
      mayChangeLast: !["dji-srt", "igc", "plt"].contains(format)
    ).check()
  }
}
