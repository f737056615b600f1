import Telemetry
import TestSupport
import Testing

@Suite("plain numbers of a column")
struct PlainNumberTests {
  @Test(
    "sixteen bytes at once and a cell at a time give the same doubles, which are the nearest",
    arguments: [UInt8(0x2E), 0x2C])
  func wideAndNarrow(point: UInt8) throws {
    let column = Self.column(seed: 11, count: 30_000, point: point)
    for isWide in Set([false, PlainNumbers.runsWide]) {
      var values = [1.5]
      let left = PlainNumbers.append(
        column.bytes.span, column.cells, point: point, isWide: isWide, to: &values)
      try #require(values.count == column.texts.count + 1 && values[0] == 1.5)
      var odd = 0
      for (text, value) in zip(column.texts, values.dropFirst()) {
        let expected = Self.plain(text)
        if expected == nil && !text.isEmpty { odd += 1 }
        #expect(value.isNaN == (expected == nil), "'\(text)' \(isWide)")
        if let expected { #expect(value.bitPattern == expected.bitPattern, "'\(text)' \(isWide)") }
      }
      #expect(left == odd && odd > 1000)
    }
  }

  @Test(
    "numbers that begin in the first sixteen bytes are left or read, never read from before them")
  func firstBytes() {
    let bytes = Array("1,-2.5,33,4444444444444".utf8)
    let cells = [(0, 1), (2, 6), (7, 9), (10, 23), (-1, -1), (9, 9)].map(Cell.init(start:end:))
    for isWide in Set([false, PlainNumbers.runsWide]) {
      var values: [Double] = []
      let left = PlainNumbers.append(bytes.span, cells, point: 0x2E, isWide: isWide, to: &values)
      let known = zip(values, [1, -2.5, 33, 4_444_444_444_444]).filter { !$0.0.isNaN }
      #expect(known.allSatisfy { $0.0 == $0.1 } && left + known.count == 4)
      #expect(values[3] == 4_444_444_444_444 && values[4].isNaN && values[5].isNaN)
    }
  }

  /// The number that a text plainly is, by Swift's own reading; nil for what is left to others.
  private static func plain(_ text: String) -> Double? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard (1...16).contains(digits.utf8.count), digits.contains(where: \.isNumber),
      digits.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," }),
      digits.count(where: { !$0.isNumber }) <= 1
    else { return nil }
    // 2⁵³ and all digits below it are exact; more are left.
    guard let whole = UInt64(digits.filter(\.isNumber)), whole <= 1 << 53 else { return nil }
    let full =
      (text.hasPrefix("-") ? "-0" : "0") + digits.map { $0 == "," ? "." : String($0) }.joined()
    return Double(full.hasSuffix(".") ? full + "0" : full)
  }

  private static func column(
    seed: UInt64, count: Int, point: UInt8
  ) -> (bytes: [UInt8], cells: [Cell], texts: [String]) {
    var random = SplitMix(seed: seed)
    let mark = String(Unicode.Scalar(point))
    let odd = ["e3", " ", "-", "x", mark, "/", ":", "+", "\u{0}", "ÿ"]
    var bytes = Array("sixteen letters;".utf8)
    var cells: [Cell] = []
    var texts: [String] = []
    for _ in 0..<count {
      var text = random.next() % 3 == 0 ? "-" : ""
      for _ in 0..<(random.next() % 11) { text += String(random.next() % 10) }
      if random.next() % 4 > 0 {
        text += mark
        for _ in 0..<(random.next() % 10) { text += String(random.next() % 10) }
      }
      if random.next() % 8 == 0 { text += odd[Int(random.next() % 10)] }
      if random.next() % 16 == 0 { text = String(text.reversed()) }
      texts.append(text)
      cells.append(Cell(start: bytes.count, end: bytes.count + text.utf8.count))
      bytes += Array(text.utf8) + [0x3B]
    }
    return (bytes, cells, texts)
  }
}
