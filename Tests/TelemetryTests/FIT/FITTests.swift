import TestSupport
import Testing
import Tracks

@Suite("FIT")
struct FITTests {
  /// 2023-11-14T22:13:20Z in FIT's seconds, and in our microseconds.
  static let start: Int64 = 1_700_000_000 - 631_065_600
  static let instant: Int64 = 1_700_000_000_000_000

  /// Degrees as semicircles.
  static func semicircles(_ degrees: Double) -> Int64 {
    Int64((degrees / 180 * 0x1p31).rounded())
  }

  static let record: [FITEncoder.Field] = [
    .timestamp, .latitude, .longitude, .altitude, .heartRate, .speed,
  ]

  /// A point of ``record``, `seconds` after the start.
  static func point(_ seconds: Int64, _ longitude: Double = 8.5) -> [Int64] {
    [start + seconds, semicircles(47.25), semicircles(longitude), (432 + 500) * 5, 120, 3500]
  }

  private func close(_ values: [Double], _ expected: [Double], within: Double = 1e-7) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < within }
  }

  @Test(
    "positions are semicircles, heights fifths of a metre from -500 m, speeds mm/s",
    arguments: [false, true], [12, 14])
  func units(isBigEndian: Bool, header: Int) {
    var file = FITEncoder(headerLength: header)
    file.define(3, message: 20, Self.record, isBigEndian: isBigEndian)
    file.data(3, Self.point(0))
    file.data(3, Self.point(1, -179.5))
    file.close()
    let reading = Reading(file.bytes, name: "ride.fit")
    #expect(reading.error == nil && reading.repairs.names.isEmpty)
    #expect(reading.time == [Self.instant, Self.instant + 1_000_000])
    #expect(close(reading.longitude, [8.5, -179.5]) && close(reading.latitude, [47.25, 47.25]))
    #expect(reading[.height] == [432, 432] && reading[.speed] == [3.5, 3.5])
    #expect(reading.heightDatum == ["unknown", "unknown"])
    #expect(reading.vehicle == ["ride", "ride"])
  }

  @Test("the enhanced fields win over the plain ones, whichever comes first")
  func enhanced() {
    for plainFirst in [false, true] {
      let plain: [(FITEncoder.Field, Int64)] = [(.altitude, 5 * 600), (.speed, 1000)]
      let fine: [(FITEncoder.Field, Int64)] = [
        (.enhancedAltitude, 5 * 20_500), (.enhancedSpeed, 70_123),
      ]
      let fields = plainFirst ? plain + fine : fine + plain
      var file = FITEncoder()
      file.define(
        0, message: 20, [.timestamp, .latitude, .longitude, .climb] + fields.map(\.0))
      let place = Array(Self.point(0)[..<3])
      file.data(0, place + [-1500] + fields.map(\.1))
      file.close()
      let reading = Reading(file.bytes)
      #expect(reading[.height] == [20_000] && reading[.speed] == [70.123])
      #expect(reading[.climb] == [-1.5])
    }
  }

  @Test("what a field says is unknown is unknown; a point without a position is left out")
  func unknown() {
    var file = FITEncoder()
    file.define(0, message: 20, Self.record)
    file.data(0, [Self.start, 0x7FFF_FFFF, 0x7FFF_FFFF, 4660, 120, 3500])
    file.data(0, [0xFFFF_FFFF] + Self.point(0)[1...2] + [0xFFFF, 120, 0xFFFF])
    file.close()
    let reading = Reading(file.bytes)
    #expect(reading.count == 1 && reading.tally["no position"] == 1)
    #expect(reading[.height][0].isNaN && reading[.speed][0].isNaN)
    // The time of the message before still stands.
    #expect(reading.time == [Self.instant])
  }

  @Test("a header may hold the last five bits of the time, which wrap around")
  func compressed() {
    var file = FITEncoder()
    // The first is whole and ends in 30 of 32 seconds.
    let first = Self.start & ~31 + 30
    file.define(1, message: 20, [.timestamp, .latitude, .longitude])
    file.define(2, message: 20, [.latitude, .longitude])
    file.data(1, [first] + Self.point(0)[1...2])
    for bits in [31, 31, 1, 0] { file.data(2, Array(Self.point(0)[1...2]), lastBits: bits) }
    file.close()
    let reading = Reading(file.bytes)
    let seconds = reading.time.map { $0 / 1_000_000 - 631_065_600 - first }
    #expect(seconds == [0, 1, 1, 3, 34])
  }

  @Test("fields of developers, lists and other messages are passed over")
  func others() {
    var file = FITEncoder()
    file.define(0, message: 206, [FITEncoder.Field(3, size: 64, base: 0x07)])
    file.data(0, [0])
    file.define(
      1, message: 20,
      [FITEncoder.Field(6, size: 6, base: 0x84), .latitude, .longitude, .timestamp],
      developer: [4, 1])
    file.data(
      1, [1, Self.semicircles(47), Self.semicircles(8), Self.start, 77, 7])
    file.define(1, message: 18, [.timestamp, .latitude])
    file.data(1, [Self.start + 9, 5])
    file.close()
    let reading = Reading(file.bytes)
    #expect(reading.error == nil && reading.count == 1)
    #expect(close(reading.latitude, [47]) && reading.time == [Self.instant])
    #expect(reading[.speed][0].isNaN)
  }

  @Test("files behind one another are legs of one vehicle, each with its own definitions")
  func chained() {
    var file = FITEncoder()
    for leg in 0..<2 {
      file.define(0, message: 20, leg == 0 ? Self.record : Array(Self.record[..<3]))
      file.data(0, Array(Self.point(Int64(leg)).prefix(leg == 0 ? 6 : 3)))
      file.close()
    }
    let reading = Reading(file.bytes + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(reading.error == nil)
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 1])
    #expect(reading.repairs["bytes behind the file"] == 12)
  }

  @Test("times that count from the device's start are not taken for instants")
  func powerUp() {
    var file = FITEncoder()
    file.define(0, message: 20, Array(Self.record[..<3]))
    for time: Int64 in [0x0FFF_FFFF, 0x1000_0000] { file.data(0, [time] + Self.point(0)[1...2]) }
    file.close()
    #expect(Reading(file.bytes).time == [.min, (0x1000_0000 + 631_065_600) * 1_000_000])
  }

  @Test("a course is a plan and refused, an activity of the same points is not", arguments: [4, 6])
  func course(type: Int64) {
    var file = FITEncoder()
    file.define(0, message: 0, [.fileType])
    file.data(0, [type])
    file.define(1, message: 20, Self.record)
    file.data(1, Self.point(0))
    file.close()
    let reading = Reading(file.bytes)
    #expect(reading.count == (type == 4 ? 1 : 0))
    #expect(
      reading.error?.message
        == (type == 4
          ? nil : "memory: the 1 points of its course are a plan, not a flight"))
  }

  @Test("a wrong checksum is noted; a message without a definition ends the file with its place")
  func damaged() {
    var file = FITEncoder()
    file.define(0, message: 20, Self.record)
    file.data(0, Self.point(0))
    file.close()
    var bytes = file.bytes
    bytes[bytes.count - 4] ^= 1
    #expect(Reading(bytes).repairs["files with a wrong checksum"] == 1)
    var other = FITEncoder()
    other.define(0, message: 20, Self.record)
    other.data(0, Self.point(0))
    let place = other.count
    other.data(5, [])
    other.close()
    let reading = Reading(other.bytes)
    #expect(reading.count == 1)
    #expect(
      reading.error?.message
        == "memory: byte \(place): a message of local type 5 comes before its definition: the file is damaged"
    )
  }

  @Test("a log of a device that was never stopped gives its points and is said to be cut short")
  func neverClosed() {
    var file = FITEncoder()
    file.define(0, message: 20, Self.record)
    file.data(0, Self.point(0))
    file.close(isClosed: false)
    let reading = Reading(file.bytes)
    #expect(reading.count == 1 && reading.error == nil && reading.endsShort)
  }

  @Test("cuts at every byte, pieces and batches change nothing before the cut")
  func sturdy() {
    var file = FITEncoder()
    var ends: [Int] = []
    file.define(0, message: 20, Self.record, developer: [2])
    for second in 0..<20 {
      file.data(0, Self.point(Int64(second), 8.5 + Double(second) / 1000) + [1])
      ends.append(file.count)
    }
    file.close()
    let first = file.bytes.count
    file.define(2, message: 20, Array(Self.record[..<3]), isBigEndian: true)
    for second in 20..<40 {
      file.data(2, Array(Self.point(Int64(second))[..<3]))
      ends.append(file.count)
    }
    file.close()
    Sturdy(bytes: file.bytes, format: "fit", ends: ends, mayEnd: { $0 == first }).check()
  }
}
