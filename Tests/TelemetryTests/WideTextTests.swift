import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("UTF-16 text")
struct WideTextTests {
  private func wide(_ text: String, bigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  @Test(
    "is read as the UTF-8 text that it stands for, in either order and any pieces",
    arguments: [false, true], [1, 2, 3, 7, Int.max])
  func equal(bigEndian: Bool, piece: Int) {
    // Letters of one, two, three and four bytes in UTF-8.
    let names = ["a", "Zürich", "東京", "𝄞🛩", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"]
    let text =
      "time,lon,lat,vehicle\r\n"
      + names.enumerated().map { "\(1_600_000_000 + $0.0),8,47,\($0.1)\r\n" }.joined()
    let reading = Reading(wide(text, bigEndian: bigEndian), piece: piece)
    #expect(reading.error == nil)
    #expect(reading.vehicle == names)
    #expect(reading.orderedRows == Reading(text).orderedRows)
  }

  @Test("halves of letters that stand alone are marked, half a letter at the end is left")
  func halves() {
    var bytes = wide("time,lon,lat,vehicle\n1600000000,8,47,a", bigEndian: false)
    bytes += [0x00, 0xD8, 0x62, 0x00, 0x00, 0xDC, 0x0A, 0x00, 0x31]
    #expect(Reading(bytes).vehicle == ["a\u{FFFD}b\u{FFFD}"])
  }

  @Test("any other text is read so, too, and nothing behind the mark is nothing")
  func others() {
    let fixes = SampleFix.line(3)
    let plain = Reading(FeedText.gpx(fixes))
    let reading = Reading(wide(FeedText.subtitles(fixes), bigEndian: false))
    #expect(reading.count == 3 && reading.longitude == plain.longitude)
    #expect(
      Reading([0xFF, 0xFE], name: "f").error?.message == "f: it is empty: no header, no record")
  }
}
