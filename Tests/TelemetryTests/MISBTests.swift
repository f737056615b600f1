import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("motion imagery metadata")
struct MISBTests {
  static let start: Int64 = 1_700_000_000_000_000

  /// A packet a second, each with a position and what is added.
  static func track(
    _ count: Int, from first: Int = 0, _ more: (Int) -> [(tag: Int, value: [UInt8])] = { _ in [] }
  ) -> [[UInt8]] {
    (first..<first + count).map { second in
      KLVEncoder.packet(
        KLVEncoder.place(start + Int64(second) * 1_000_000, 8 + Double(second) / 100, 47)
          + more(second))
    }
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("what a packet says comes out in the fix's columns, in its units")
  func oneOfEach() throws {
    let packet = KLVEncoder.packet(
      KLVEncoder.place(Self.start, -77.25, -38.5) + [
        (3, Self.text("MISSION01")), (4, Self.text("AF-101")), (10, Self.text("MQ1-B")),
        (11, Self.text("EO Nose ")), (5, KLVEncoder.unsigned(159.97, 2, 360)),
        (6, KLVEncoder.signed(-5.5, 2, 20)), (7, KLVEncoder.signed(30.25, 2, 50)),
        (15, KLVEncoder.unsigned(1985.25, 2, 19_000, from: -900)),
        (16, KLVEncoder.unsigned(2.5, 2, 180)), (17, KLVEncoder.unsigned(1.5, 2, 180)),
        (18, KLVEncoder.unsigned(271, 4, 360)), (19, KLVEncoder.signed(-35.5, 4, 180)),
        (20, KLVEncoder.unsigned(12, 4, 360)), (21, KLVEncoder.unsigned(3430, 4, 5e6)),
        (22, KLVEncoder.unsigned(120, 2, 10_000)), (23, KLVEncoder.signed(-38.25, 4, 90)),
        (24, KLVEncoder.signed(-77.5, 4, 180)),
        (25, KLVEncoder.unsigned(54, 2, 19_000, from: -900)),
        (40, KLVEncoder.signed(-38.125, 4, 90)), (41, KLVEncoder.signed(-77.125, 4, 180)),
        (42, KLVEncoder.unsigned(60, 2, 19_000, from: -900)), (48, [1, 1, 4]), (56, [77]),
        (75, KLVEncoder.unsigned(1950, 2, 19_000, from: -900)),
      ])
    let reading = Reading(packet, name: "a.klv")
    #expect(reading.error == nil)
    #expect(reading.time == [Self.start])
    #expect(reading.vehicle == ["MQ1-B AF-101"])
    #expect(reading.heightDatum == ["msl"])
    let expected: [(Measure, Double, Double)] = [
      (.height, 1985.25, 0.16), (.ellipsoidHeight, 1950, 0.16), (.heading, 159.97, 0.003),
      (.pitch, -5.5, 3e-4), (.roll, 30.25, 8e-4), (.horizontalView, 2.5, 0.0014),
      (.verticalView, 1.5, 0.0014), (.sensorAzimuth, 271, 1e-7), (.sensorElevation, -35.5, 1e-7),
      (.sensorRoll, 12, 1e-7), (.slantRange, 3430, 6e-4), (.frameLatitude, -38.25, 3e-8),
      (.frameLongitude, -77.5, 5e-8), (.frameHeight, 54, 0.16), (.speed, 77, 0),
    ]
    for (measure, value, step) in expected {
      let found = try #require(reading[measure].first)
      #expect(abs(found - value) <= step, "\(measure)")
    }
    #expect(abs(reading.longitude[0] + 77.25) < 5e-8 && abs(reading.latitude[0] + 38.5) < 3e-8)
    let rows = reading.orderedRows[0]
    for text in ["classification=SECRET", "mission=MISSION01", "sensor=EO Nose"] {
      #expect(rows.contains(text), "\(rows)")
    }
    #expect(abs(Self.number("target_lat", reading) + 38.125) < 3e-8)
    #expect(abs(Self.number("target_width_m", reading) - 120) < 0.08)
  }

  static func number(_ name: String, _ reading: Reading, row: Int = 0) -> Double {
    for batch in reading.batches {
      for column in batch.extras where column.name == name {
        if case .real(let values) = column.values { return values[row] }
      }
    }
    return .nan
  }

  @Test("full attitude comes before the narrow one, and a height above the ellipsoid stays one")
  func preferences() {
    let packet = KLVEncoder.packet(
      KLVEncoder.place(Self.start, 8, 47) + [
        (6, [0x80, 0]), (7, KLVEncoder.signed(30, 2, 50)), (90, KLVEncoder.signed(45, 4, 90)),
        (91, KLVEncoder.signed(-60, 4, 90)),
        (75, KLVEncoder.unsigned(1000, 2, 19_000, from: -900)),
        // ST 1201, IMAPB from −900 to 40,000 in three bytes.
        (104, KLVEncoder.integer(UInt64((24_356.25 - -900) * 128), 3)),
        (78, KLVEncoder.unsigned(200, 2, 19_000, from: -900)),
        (25, KLVEncoder.unsigned(150, 2, 19_000, from: -900)),
      ])
    let reading = Reading(packet)
    #expect(abs(reading[.pitch][0] - 45) < 1e-7 && abs(reading[.roll][0] + 60) < 1e-7)
    #expect(reading.heightDatum == ["ellipsoid"])
    #expect(abs(reading[.height][0] - 24_356.25) < 0.01)
    #expect(abs(reading[.frameHeight][0] - 200) < 0.16)
    #expect(reading[.ellipsoidHeight][0].isNaN)
  }

  @Test("offset corners are added to the frame centre, full ones stand as they are")
  func corners() {
    let centre: [(tag: Int, value: [UInt8])] = [
      (23, KLVEncoder.signed(10, 4, 90)), (24, KLVEncoder.signed(179.98, 4, 180)),
    ]
    let offsets = (0..<8).map {
      (tag: 26 + $0, value: KLVEncoder.signed(Double($0) / 100, 2, 0.075))
    }
    let full = (0..<8).map {
      (tag: 82 + $0, value: KLVEncoder.signed(20 + Double($0), 4, $0 % 2 == 0 ? 90 : 180))
    }
    for (items, isFull) in [(centre + offsets, false), (centre + offsets + full, true)] {
      let reading = Reading(KLVEncoder.packet(KLVEncoder.place(Self.start, 8, 47) + items))
      for corner in 1...4 {
        let step = Double(2 * corner - 2)
        let latitude = isFull ? 20 + step : 10 + step / 100
        var longitude = isFull ? 21 + step : 179.98 + (step + 1) / 100
        if longitude > 180 { longitude -= 360 }
        #expect(abs(Self.number("corner\(corner)_lat", reading) - latitude) < 3e-6)
        #expect(abs(Self.number("corner\(corner)_lon", reading) - longitude) < 3e-6)
      }
    }
  }

  @Test("a value holds for 30 s, until it is withdrawn, or cannot be told")
  func hold() {
    let heading: (tag: Int, value: [UInt8]) = (5, KLVEncoder.unsigned(90, 2, 360))
    let held = Reading(Self.track(40) { $0 == 3 ? [heading] : [] }.flatMap { $0 })
    #expect(held[.heading].enumerated().filter { !$1.isNaN }.map(\.offset) == Array(3...33))
    let withdrawn = Reading(
      Self.track(9) { $0 == 3 ? [heading] : $0 == 6 ? [(5, [])] : [] }.flatMap { $0 })
    #expect(withdrawn[.heading].enumerated().filter { !$1.isNaN }.map(\.offset) == [3, 4, 5])
    let slope: (tag: Int, value: [UInt8]) = (6, KLVEncoder.signed(5, 2, 20))
    let lost = Reading(
      Self.track(9) { $0 == 3 ? [slope] : $0 == 5 ? [(6, [0x80, 0])] : [] }.flatMap { $0 })
    #expect(lost[.pitch].enumerated().filter { !$1.isNaN }.map(\.offset) == [3, 4])
  }

  @Test("an integer may have zeros before it, but not be shorter than the standard has it")
  func lengths() {
    let cases: [(heading: [UInt8], expected: Double)] = [
      ([0, 0, 0x40, 0], 90.0013), ([0x40], .nan), ([1, 0x40, 0], .nan),
    ]
    for (heading, expected) in cases {
      let reading = Reading(
        KLVEncoder.packet(KLVEncoder.place(Self.start, 8, 47) + [(5, heading)]))
      #expect(reading.count == 1)
      let found = reading[.heading].first ?? 0
      #expect(expected.isNaN ? found.isNaN : abs(found - expected) < 1e-3)
      #expect(reading.repairs["KLV items of unexpected length"] == (expected.isNaN ? 1 : 0))
    }
  }

  @Test("damaged packets are skipped and counted, and strict reading stops with the byte")
  func damage() {
    let packets = Self.track(5)
    var second = packets[1]
    second[30] ^= 1
    var fourth = packets[3]
    fourth[16] = 0x7F
    let bytes = packets[0] + second + packets[2] + [1, 2, 3, 6, 14, 9] + fourth + packets[4]
    let reading = Reading(bytes, name: "a.klv")
    #expect(reading.error == nil)
    #expect(reading.time.map { ($0 - Self.start) / 1_000_000 } == [0, 2, 4])
    #expect(reading.tally["bad checksum"] == 1)
    #expect(reading.tally["bytes between packets"] == 1)
    let strict = Reading(bytes, name: "a.klv") { $0.isStrict = true }
    #expect(strict.count == 1)
    #expect(
      strict.error?.message.hasPrefix(
        "a.klv: byte \(packets[0].count): the packet's checksum is ") == true,
      "\(strict.error?.message ?? "")")
  }

  @Test("a clock that is set back begins another leg and forgets what was held")
  func restart() {
    let heading: (tag: Int, value: [UInt8]) = (5, KLVEncoder.unsigned(90, 2, 360))
    let bytes = (Self.track(2, from: 500) { _ in [heading] } + Self.track(2)).flatMap { $0 }
    let reading = Reading(bytes)
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 0, 1, 1])
    #expect(reading[.heading].map(\.isNaN) == [false, false, true, true])
  }

  @Test("the legacy universal set is read, whichever version its keys name")
  func universal() {
    func double(_ value: Double) -> [UInt8] { KLVEncoder.integer(value.bitPattern, 8) }
    func float(_ value: Float) -> [UInt8] { KLVEncoder.integer(UInt64(value.bitPattern), 4) }
    for version: UInt64 in [1, 3, 10] {
      let head = 0x060E_2B34_0101_0100 | version
      let packet = KLVEncoder.universalPacket([
        ((head, 0x0101_2001_0000_0000), Self.text("ABCD")),
        ((head, 0x0702_0101_0105_0000), KLVEncoder.integer(UInt64(Self.start), 8)),
        ((head, 0x0701_0201_0204_0200), double(38.15)),
        ((head, 0x0701_0201_0206_0200), double(-77.35)),
        ((head, 0x0701_0201_0202_0000), float(1985)),
        ((head, 0x0701_0201_0302_0000), double(38.18)),
        ((head, 0x0701_0201_0304_0000), double(-77.36)),
        ((head, 0x0701_0201_0307_0100), double(38.19)),
        ((head, 0x0701_0201_030B_0100), double(-77.37)),
        ((head, 0x0701_1001_0600_0000), float(117.5)),
        (
          (0x060E_2B34_0201_0101, 0x0208_0200_0000_0000),
          KLVEncoder.integer(head, 8) + KLVEncoder.integer(0x0208_0201_0000_0000, 8) + [14]
            + Self.text("UNCLASSIFIED//")
        ),
      ])
      let reading = Reading(packet)
      #expect(reading.error == nil)
      #expect(reading.vehicle == ["ABCD"])
      #expect(reading.time == [Self.start])
      #expect(reading.longitude == [-77.35] && reading.latitude == [38.15])
      #expect(reading[.frameLatitude] == [38.18] && reading[.height] == [1985])
      #expect(reading[.heading] == [117.5] && reading.heightDatum == ["msl"])
      #expect(Self.number("corner1_lon", reading) == -77.37)
      #expect(reading.orderedRows[0].contains("classification=UNCLASSIFIED "))
    }
  }

  @Test("packets without a position are no fixes; neither are those that say they have none")
  func withoutPosition() {
    let packets = [
      KLVEncoder.packet([(2, KLVEncoder.integer(UInt64(Self.start), 8)), (5, [0x40, 0])]),
      KLVEncoder.packet([
        (2, KLVEncoder.integer(UInt64(Self.start + 1), 8)), (13, [0x80, 0, 0, 0]),
        (14, KLVEncoder.signed(8, 4, 180)),
      ]),
      KLVEncoder.packet(KLVEncoder.place(Self.start + 2, 8, 47)),
    ]
    let reading = Reading(packets.flatMap { $0 })
    #expect(reading.time == [Self.start + 2])
    #expect(reading.repairs["KLV packets without a position"] == 2)
    #expect(abs(reading[.heading][0] - 90) < 0.01)
  }

  @Test("a file cut anywhere gives the fixes before the cut, and says so")
  func cut() {
    let packets = Self.track(6) { [(10, Self.text("P\($0 / 4)")), (23, [1, 2, 3, UInt8($0)])] }
    var ends: [Int] = []
    for packet in packets { ends.append((ends.last ?? 0) + packet.count) }
    Sturdy(
      bytes: packets.flatMap { $0 }, format: "misb", ends: ends,
      mayEnd: { $0 == 0 || ends.contains($0) }
    ).check()
  }
}
