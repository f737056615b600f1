import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("rows read many at a time")
struct PlainRowTests {
  @Test(
    "the fixes, faults and warnings are those of rows read one by one", arguments: UInt64(1)...60)
  func fixes(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let header = "time,lat,lon,altitude_m,speed_mps,course_deg,vehicle,note,extra\n"
    var bytes = Self.text(&random, rows: 300, header: header)
    if seed % 3 == 0 { bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
    if seed % 5 == 0 { bytes.removeLast(Int(random.next() % 20) + 1) }
    for batchRows in [1, 7, 8192] {
      let fast = Self.read(bytes, batchRows: batchRows, piece: 1 << 20)
      // Given a few bytes at a time, no row is taken many at a time.
      let slow = Self.read(bytes, batchRows: batchRows, piece: 50)
      #expect(fast.rows == slow.rows)
      // Some things are said when a batch is handed on, and those are not the same.
      #expect(fast.said.sorted() == slow.said.sorted())
      #expect(fast.rows.count > 10)
    }
  }

  @Test("numbers are the nearest doubles, and what is none is counted")
  func numbers() throws {
    var random = SplitMix(seed: 9)
    var text = "time,lat,lon,altitude_m,speed_mps\n"
    var written: [String] = []
    for row in 0..<20_000 {
      var number = random.next() % 3 == 0 ? "-" : ""
      for _ in 0..<(random.next() % 10) { number += String(random.next() % 10) }
      if random.next() % 4 > 0 {
        number += "."
        for _ in 0..<(random.next() % 12) { number += String(random.next() % 10) }
      }
      if random.next() % 40 == 0 {
        number += ["e3", "E-7", ".", "-", "x", "1.1", "e"][Int(random.next() % 7)]
      }
      written.append(number)
      text += "\(1_600_000_000 + row),46.5,8.5,\(number),1\n"
    }
    let made = Self.read(Array(text.utf8), batchRows: 8192, piece: 1 << 20)
    let reader = try TelemetryReader(
      source: Pieces(Array(text.utf8), 1 << 20), settings: ReadSettings(), warn: { _ in })
    var heights: [Double] = []
    while let fixes = try reader.next() { heights += fixes.measures[.height] }
    try #require(heights.count == written.count)
    var unreadable = 0
    for (text, height) in zip(written, heights) {
      // Swift asks for a digit on both sides of the point; here one on either side is enough.
      let digits = text.prefix { $0 != "e" && $0 != "E" }.contains { $0.isNumber }
      var full = text.hasPrefix("-") ? "-0" + text.dropFirst() : "0" + text
      full = full.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
      if full.hasSuffix(".") { full += "0" }
      let expected = digits ? Double(full) : nil
      if expected == nil && !text.isEmpty && text != "-" { unreadable += 1 }
      #expect(height.isNaN == (expected == nil), "\(text)")
      if let expected { #expect(height.bitPattern == expected.bitPattern, "\(text)") }
    }
    #expect(made.said.contains { $0.contains("unreadable height") } == (unreadable > 0))
  }

  @Test("times are read alike whether or not their date was seen in the row before")
  func times() throws {
    var random = SplitMix(seed: 3)
    let letters = Array("0123456789:.TZ -+9")
    let tails = [
      "10:11:12", "23:59:60.25Z", "00:00:00Z", "24:00:00.123456789Z", "05:06:07.5+02:00", "07:08Z",
    ]
    var text = "time,lat,lon\n"
    var alternating = text
    for _ in 0..<4000 {
      var time = Array("2026-03-02T" + tails[Int(random.next() % 6)])
      if random.next() % 3 == 0 {
        time[Int(random.next() % UInt64(time.count))] = letters[Int(random.next() % 18)]
      }
      if random.next() % 9 == 0 { time.removeLast() }
      text += "\(String(time)),46.5,8.5\n"
      alternating += "\(String(time)),46.5,8.5\n1999-01-01T00:00:00Z,46.5,8.5\n"
    }
    let same = Self.read(Array(text.utf8), batchRows: 8192, piece: 1 << 20)
    let other = Self.read(Array(alternating.utf8), batchRows: 8192, piece: 1 << 20)
    let between = try #require(other.rows.first { $0.hasPrefix("915148800000000 ") })
    #expect(same.rows == other.rows.filter { $0 != between })
    #expect(same.rows.count > 2000)
  }

  @Test(
    "many rows whose times are numbers, and that repeat positions, are those read one by one",
    arguments: UInt64(1)...12)
  func heardPositions(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var text = "time,icao24,lat,lon,heading,baroaltitude,geoaltitude,lastposupdate\n"
    // In seconds, milliseconds, microseconds; near 2041, from where on doubles do not tell them apart.
    let scale = [1.0, 1e3, 1e6][Int(seed % 3)]
    let start = [1_600_000_000.0, 2_251_799_000][Int(seed / 3 % 2)]
    let oddTimes = ["", "x", "-5", "12", "1e9", "1600000000.123456789", "99999999999.5", "nan"]
    var heard = ["", "", ""]
    for row in 0..<4000 {
      let vehicle = Int(random.next() % 3)
      let places = Int(random.next() % 7)
      let time = start + Double(row) + Double(random.next() % 1000) / 1e3
      if random.next() % 3 > 0 {
        heard[vehicle] = Self.number((time - Double(random.next() % 9) / 7) * scale, places)
      }
      var cells = [
        Self.number(time * scale, places / 2), "v\(vehicle)", "\(46 + Double(row) / 1e5)", "8.5",
        "\(random.next() % 400)", random.next() % 5 == 0 ? "" : "100.5", "200", heard[vehicle],
      ]
      if random.next() % 500 == 0 {
        cells[[0, 7][Int(random.next() % 2)]] = oddTimes[Int(random.next() % 8)]
      }
      text += cells.joined(separator: ",") + "\n"
    }
    let fast = Self.read(Array(text.utf8), batchRows: 8192, piece: 1 << 20)
    let slow = Self.read(Array(text.utf8), batchRows: 8192, piece: 50)
    #expect(fast.rows == slow.rows)
    #expect(fast.said.sorted() == slow.said.sorted())
    #expect(fast.rows.count > 1500)
  }

  /// A number with so many decimals.
  private static func number(_ value: Double, _ places: Int) -> String {
    let whole = value.rounded(.down)
    var text = String(Int64(whole))
    if places > 0 { text += "." }
    var rest = value - whole
    for _ in 0..<places {
      rest *= 10
      text += String(Int(rest) % 10)
      rest -= rest.rounded(.down)
    }
    return text
  }

  /// What a text gives: fixes as text, and what was said.
  private static func read(
    _ bytes: [UInt8], batchRows: Int, piece: Int
  ) -> (rows: [String], said: [String]) {
    var settings = ReadSettings()
    settings.batchRows = batchRows
    var rows: [String] = []
    let said = Said()
    do {
      let reader = try TelemetryReader(
        source: Pieces(bytes, piece), settings: settings, warn: { said.lines.append($0) })
      while let fixes = try reader.next() {
        for row in 0..<fixes.count {
          var text =
            "\(fixes.time[row]) \(fixes.longitude[row].bitPattern) \(fixes.latitude[row].bitPattern)"
          text +=
            " \(fixes.vehicle[row] ?? "-") \(fixes.heightDatum.codes.isEmpty ? "-" : fixes.heightDatum[row] ?? "-")"
          for measure in Measure.allCases {
            let column = fixes.measures[measure]
            if !column.isEmpty {
              text += " \(measure) \(column[row].bitPattern)"
            }
          }
          for extra in fixes.extras {
            if case .text(let texts) = extra.values {
              text += " \(extra.name) \(texts[row] ?? "null")"
            }
          }
          rows.append(text)
        }
      }
      said.lines += [reader.tally, reader.repairs].map { tally in
        tally.names.sorted().map { "\($0) \(tally[$0])" }.joined(separator: ", ")
      }
    } catch {
      said.lines.append("\(error)")
    }
    return (rows, said.lines)
  }

  private final class Said: @unchecked Sendable { var lines: [String] = [] }

  /// Bytes handed out a few at a time.
  private final class Pieces: ByteSource {
    let name = "made.csv"
    private let bytes: [UInt8]
    private let piece: Int
    private var at = 0
    init(_ bytes: [UInt8], _ piece: Int) {
      self.bytes = bytes
      self.piece = piece
    }
    func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
      let end = min(bytes.count, at + min(limit, at == 0 ? 120 : piece))
      defer { at = end }
      buffer += bytes[at..<end]
      return end - at
    }
  }

  /// Rows of ordinary cells, and now and then of odd ones.
  private static func text(_ random: inout SplitMix, rows: Int, header: String) -> [UInt8] {
    let odd = [
      "", " ", "nan", "abc", "\"1.5\"", "\"a,b\"", "\"say \"\"so\"\"\"", "12\" pipe",
      "\"two\nlines\"",
      "\"x\"y", "1e3", "-0", "+7", ".", "5.", "12345678901234567890", "1,5", "\r", "\"\"", "95.5",
      "#1",
      "\"unclosed",
    ]
    let oddness = [0, 40, 400][Int(random.next() % 3)]
    var text = header
    var second = 0
    for _ in 0..<rows {
      second += 1
      let number = Double(Int64(random.next() % 2_000_000)) / 1e6
      var cells = [
        "2026-03-02T\(10 + second / 3600):\(10 + second / 60 % 50):\(10 + second % 50).250Z",
        "\(46 + number)", "\(8 - number)", "\(random.next() % 3000)",
        "\(Double(random.next() % 900) / 10)",
        "\(random.next() % 400)", "V-\(random.next() % 3)", "note \(random.next() % 99)", "",
      ]
      for column in cells.indices where oddness > 0 && random.next() % UInt64(oddness) == 0 {
        // An opened quote would swallow the rest: seldom.
        let kinds = UInt64(odd.count) - (random.next() % 20 == 0 ? 0 : 1)
        cells[column] = odd[Int(random.next() % kinds)]
      }
      if random.next() % 90 == 0 { cells.removeLast(Int(random.next() % 4)) }
      if random.next() % 300 == 0 { cells.append("more") }
      text += cells.joined(separator: ",") + (random.next() % 5 == 0 ? "\r\n" : "\n")
      if random.next() % 120 == 0 { text += "\n" }
    }
    return Array(text.utf8)
  }
}
