import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

/// Fed byte by byte, XML always goes through expat; as a whole, what is plain does not.
@Suite("plain XML")
struct PlainXMLTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["DWELL_SOAK"] == nil ? 150 : 2_000
  private static let fixes = SampleFix.line(5)
  private static let points = (0..<5).map { row in
    """
    \r\n<trkpt lon="8.\(row)25"  lat='4\(row).5' ><ele> 10\(row) </ele><!-- </trkpt> -->
    <time>2024-02-03T04:05:0\(row)Z</time><extensions><a:b x="1" y=""/><speed>1\(row)</speed>
    <name>Möwe &amp; <![CDATA[</trkpt>]]></name></extensions><course/></trkpt>
    <trkpt lat="4\(row).25" lon="8"><time >2024-02-03T04:06:0\(row)Z</time>\t</trkpt >
    <trkpt lat="4\(row).25" lon="9"><time>2024-02-03T04:07:0\(row)Z</time>\t</trkpt>
    """
  }
  private static let placemarks = (0..<5).map { row in
    "<Placemark><TimeStamp><when>2024-02-03T04:05:0\(row)Z</when></TimeStamp>\n"
      + "<Point><coordinates>8.\(row),47,0</coordinates></Point></Placemark>\n"
  }
  private static let track = (0..<6).map { row in
    """
    <when>2024-02-03T04:05:0\(row)Z</when><when></when>\n <when> 2024-02-03T04:06:0\(row).5Z </when>
    <when a="1">2024-02-03T04:07:0\(row)Z</when><when>2024-02-03T04:08:0\(row)Z</when><when/>
    <gx:coord>8.\(row) 47 1</gx:coord><gx:coord></gx:coord><gx:coord> 8.\(row)5  47.5 2 </gx:coord>
    <coord>9.\(row) 47</coord><gx:coord>9 4\(row) -3.5</gx:coord ><gx:coord>8 47,2</gx:coord>
    """
  }
  private static let texts: [(format: String, text: String)] = [
    ("gpx", FeedText.gpx(fixes)),
    (
      "gpx",
      "<gpx version=\"1.1\"><trk><name>a</name><trkseg>" + points.joined()
        + "</trkseg></trk><trk><name>b</name><trkseg>\n" + points.joined() + "</trkseg></trk></gpx>"
    ),
    (
      "gpx",
      "<gpx><trk><trkseg/><trkseg>" + points.joined(separator: "<trkpt lat=\"1\" lon=\"2\"/>\n")
        + String(repeating: "<trkpt lat=\"1.5\" lon=\"-2\" />", count: 20) + "</trkseg></trk></gpx>"
    ),
    ("kml", FeedText.track(fixes)), ("kml", FeedText.line(fixes)),
    ("kml", "<kml><Document><name>d</name>\(placemarks.joined())</Document></kml>"),
    (
      "kml",
      "<kml><Placemark><name>n</name><gx:Track>\(track.joined())</gx:Track></Placemark></kml>"
    ),
  ]

  private static func spoilt(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    let letters = Array(#"<>/&;="'![]-?: ax1."#.utf8) + [0, 9, 10, 13, 0x7F, 0x80, 0xC3, 0xFF]
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let at = Int.random(in: bytes.indices, using: &random)
      let count = min(Int.random(in: 1...6, using: &random), bytes.count - at)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(at..<at + count)
      case 1: bytes.insert(contentsOf: Array(bytes[at..<at + count]), at: at)
      case 2: bytes.insert(letters.randomElement(using: &random) ?? 0, at: at)
      default: bytes[at] = letters.randomElement(using: &random) ?? 0
      }
    }
    return bytes
  }

  @Test("gives what expat gives, spoilt or not, fixes, counts and errors", arguments: texts.indices)
  func agrees(_ number: Int) {
    let (format, text) = Self.texts[number]
    var random = SplitMix(seed: UInt64(number))
    let padded = Array((text + String(repeating: " ", count: 80)).utf8)
    for round in 0..<Self.rounds {
      let bytes = round == 0 ? padded : Self.spoilt(padded, &random)
      let whole = Reading(bytes) { $0.format = format }
      let fed = Reading(bytes, piece: 1) { $0.format = format }
      let what: Comment = "round \(round): \(String(decoding: bytes, as: UTF8.self))"
      #expect(whole.orderedRows == fed.orderedRows, what)
      #expect(whole.tally == fed.tally, what)
      #expect(whole.error?.message == fed.error?.message, what)
      if round == 0 { #expect(whole.count >= Self.fixes.count && whole.error == nil) }
    }
  }

  @Test(
    "leaves what is an error within plain text to expat", arguments: ["]]>", "\u{1}", "&x;", "<"])
  func errorsInText(_ text: String) {
    let point = "<trkpt lat=\"1\" lon=\"2\"><ele>1</ele></trkpt>\n"
    let bad = point.replacingOccurrences(of: ">1<", with: ">1\(text)<")
    let pad = String(repeating: " ", count: 80)
    let reading = Reading("<gpx><trk><trkseg>\(point)\(point)\(bad)\(point)\(pad)")
    #expect(reading.count == 2)
    #expect(reading.error?.message.contains("this XML is not read") == true)
  }

  @Test(
    "takes no end tags within comments, sections and instructions for ends of elements",
    arguments: ["<!-- </a> ", "<![CDATA[ </a> ", "<?x </a> "])
  func endTagsElsewhere(start: String) {
    let point = "<trkpt lat=\"1\" lon=\"2\"/>\n"
    let end = start.hasPrefix("<!-") ? "-->" : start.hasPrefix("<?") ? "?>" : "]]>"
    let pad = String(repeating: " ", count: 80)
    let text =
      "<gpx><trk><trkseg><a></a><b/>\(start)\(point)\(pad)\(end)\(point)</trkseg></trk></gpx>"
    #expect(Reading(text + pad).count == 1)
  }
}
