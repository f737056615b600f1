import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

/// Fed byte by byte, JSON always goes through yajl; as a whole, what is plain does not.
@Suite("plain JSON")
struct PlainJSONTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["DWELL_SOAK"] == nil ? 100 : 2_000
  private static let fixes = SampleFix.line(6)
  private static let records =
    (0..<6).map { row in
      """
      {"time": 160000000\(row), "lon":8.\(row)25,"lat": -4\(row).5, "id":"Möwe \(row)", \
      "tags":[1, {"a":"b]"}, []], "on":\(row % 2 == 0), "altitude_m":\(row == 3 ? "null" : "1e2"), \
      "course_deg":0.0, "a name of more than forty-eight letters, which is compared whole":"x"}
      """
    } + (0..<6).map { #"{"time":16000001\#($0)0,"id":"a\#($0)","lat":0.5,"lon":-0}"# }
  private static let pad = String(repeating: " ", count: 80)

  private static let texts: [(format: String, text: String)] = [
    ("ndjson", records.joined(separator: "\n") + "\n" + pad + "\n" + pad),
    ("ndjson", records.joined(separator: "\r\n") + "\r\n" + pad),
    ("json", "[" + records.joined(separator: " ,\n ") + pad + "]" + pad),
    ("json", #"{"a":1,"rows":["# + records.joined(separator: ",") + "],\"b\":{}\(pad)}\(pad)"),
    ("readsb-trace", FeedText.trace(fixes) + pad),
    ("aircraft-json", FeedText.aircraft(fixes) + pad),
    ("opensky-json", FeedText.states(fixes) + pad),
  ]

  /// What a file turns into when bytes of it are lost, doubled or exchanged for those that matter.
  private static func spoilt(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    let letters = Array(#"{}[],:"\-+.019eEtfnu /"#.utf8) + [0, 9, 10, 13, 0x7F, 0x80, 0xC3, 0xFF]
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

  /// An error without its offset, which yajl counts from the token's start only where it has it whole.
  private static func words(_ error: DwellError?) -> String? {
    error?.message.filter { !$0.isNumber }
  }

  @Test("gives what yajl gives, spoilt or not, fixes, counts and errors", arguments: texts.indices)
  func agrees(_ number: Int) {
    let (format, text) = Self.texts[number]
    var random = SplitMix(seed: UInt64(number))
    for round in 0..<Self.rounds {
      let bytes = round == 0 ? Array(text.utf8) : Self.spoilt(Array(text.utf8), &random)
      let whole = Reading(bytes) { $0.format = format }
      let fed = Reading(bytes, piece: 1) { $0.format = format }
      let what: Comment = "round \(round): \(String(decoding: bytes, as: UTF8.self))"
      #expect(whole.orderedRows == fed.orderedRows, what)
      #expect(whole.tally == fed.tally, what)
      #expect(Self.words(whole.error) == Self.words(fed.error), what)
      if round == 0 { #expect(whole.count >= Self.fixes.count && whole.error == nil) }
    }
  }

  @Test("leaves the line alone that follows one with half a text behind its record")
  func halfText() {
    let row = #"{"time":1600000000,"id":"a","lon":8,"lat":47}"#
    for piece in [1, Int.max] {
      let reading = Reading("\(row)\n\(row)\"x\n\(row)\n\(row)\n", piece: piece)
      #expect(reading.tally["unreadable JSON"] == 1)
      #expect(reading.count == 4)
    }
  }

  @Test("takes no brackets within texts for the ends of records")
  func bracketsInTexts() {
    let row = #"{"time":1600000000,"id":"a","lon":8,"lat":47}"#
    let odd = "\"b},[1,2],{},\"," + Self.pad
    let reading = Reading("[1,\(row),\(odd)\(row),\(odd)\(row)\(Self.pad)]\(Self.pad)")
    #expect(reading.count == 3)
    #expect(reading.tally["unreadable record"] == 3)
  }

  @Test("takes no brackets within texts for the ends of points")
  func bracketsInPoints() {
    let text =
      #"{"icao":"4b1805","timestamp":1600000000,"trace":[[1,47,8,1000,9,9,0,0],"#
      + #""],[2,50,8,1000,9,9,0,0],","#
      + "\(Self.pad)[3,48,8,1000,9,9,0,0]\(Self.pad)]}\(Self.pad)"
    for piece in [1, Int.max] {
      let reading = Reading(text, piece: piece) { $0.format = "readsb-trace" }
      #expect(reading.latitude == [47, 48])
    }
  }
}
