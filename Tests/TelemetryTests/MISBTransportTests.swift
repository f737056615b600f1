import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("metadata in a transport stream")
struct MISBTransportTests {
  private static let carriages: [TransportEncoder.Carriage] = [.asynchronous, .synchronous, .timed]

  /// A stream of one program with a packet of metadata a second.
  private func encoded(
    _ carriage: TransportEncoder.Carriage, _ packets: [[UInt8]], prefix: [UInt8] = [],
    hasTables: Bool = true
  ) -> [UInt8] {
    var encoder = TransportEncoder(prefix: prefix)
    let stream = TransportEncoder.Stream(0x101, carriage)
    if hasTables { encoder.tables([(1, 0x1000, [stream])]) }
    for (second, packet) in packets.enumerated() {
      encoder.packets(0x100, [0, 0, 1, 0xE0] + [UInt8](repeating: 7, count: 300))
      encoder.metadata(packet, stream, ticks: Int64(second) * 90_000)
      encoder.fill()
    }
    return encoder.bytes
  }

  @Test(
    "every carriage gives the fixes of the bare metadata, with a table or none", arguments: 0..<3,
    [0, 4])
  func carriages(carriage: Int, prefix: Int) {
    let packets = MISBTests.track(20) { [(10, Array("DRONE".utf8)), (5, [UInt8($0), 0])] }
    let bare = Reading(packets.flatMap { $0 }).orderedRows
    #expect(bare.count == 20)
    for hasTables in [true, false] {
      let bytes = encoded(
        Self.carriages[carriage], packets, prefix: [UInt8](repeating: 0x12, count: prefix),
        hasTables: hasTables)
      let reading = Reading(bytes)
      #expect(reading.error == nil)
      #expect(reading.orderedRows == bare)
      #expect(reading.tally["rows"] == 20)
      // Joined within a packet.
      let late = Reading(Array(bytes[100...]))
      #expect(late.orderedRows == bare)
      #expect(late.tally["bytes between packets"] == 1)
    }
  }

  @Test("several programs with several streams are several vehicles where they say so")
  func programs() {
    var encoder = TransportEncoder()
    let streams = [
      TransportEncoder.Stream(0x101, .synchronous), .init(0x102, .asynchronous),
      .init(0x201, .timed),
    ]
    encoder.tables([(1, 0x1000, Array(streams[..<2])), (2, 0x1001, Array(streams[2...]))])
    for second in 0..<5 {
      for (place, stream) in streams.enumerated() {
        let packet = MISBTests.track(1, from: second) { _ in [(4, Array("N\(place)".utf8))] }[0]
        encoder.metadata(packet, stream, ticks: Int64(second) * 90_000)
      }
    }
    let reading = Reading(encoder.bytes)
    #expect(reading.error == nil)
    #expect(reading.vehicle == (0..<15).map { "N\($0 % 3)" })
  }

  @Test("a program's new table moves the metadata to another stream")
  func newTable() {
    var encoder = TransportEncoder()
    for (version, identifier) in [(UInt8(0), 0x101), (1, 0x140)] {
      let stream = TransportEncoder.Stream(identifier, .asynchronous)
      encoder.tables([(1, 0x1000, [stream])], version: version)
      for packet in MISBTests.track(3, from: Int(version) * 3) { encoder.metadata(packet, stream) }
    }
    let reading = Reading(encoder.bytes)
    #expect(reading.time.map { ($0 - MISBTests.start) / 1_000_000 } == [0, 1, 2, 3, 4, 5])
  }

  @Test("a gap loses the packet that it falls into and no other")
  func gap() {
    let stream = TransportEncoder.Stream(0x101, .timed)
    let packets = MISBTests.track(4) { _ in [(3, [UInt8](repeating: 0x41, count: 250))] }
    var whole = TransportEncoder()
    whole.tables([(1, 0x1000, [stream])])
    let head = whole.bytes.count
    for packet in packets { whole.metadata(packet, stream) }
    // Each takes two transport packets; the second one of packet 1 is lost.
    var bytes = whole.bytes
    bytes.removeSubrange(head + 3 * 188..<head + 4 * 188)
    let reading = Reading(bytes)
    #expect(reading.error == nil)
    #expect(reading.time.map { ($0 - MISBTests.start) / 1_000_000 } == [0, 2, 3])
    #expect(reading.repairs["gaps in a transport stream"] == 1)
    // A packet that comes twice is one.
    bytes = whole.bytes
    bytes.insert(contentsOf: bytes[head..<head + 188], at: head + 188)
    #expect(Reading(bytes).count == 4)
  }

  @Test("bytes between transport packets are skipped and counted")
  func resync() {
    var bytes = encoded(.synchronous, MISBTests.track(6))
    bytes.insert(contentsOf: [1, 2, 3, 4, 5], at: 188 * 9)
    let reading = Reading(bytes, name: "a.ts")
    #expect(reading.count == 6)
    #expect(reading.tally["bytes between packets"] == 1)
    let strict = Reading(bytes, name: "a.ts") { $0.isStrict = true }
    #expect(
      strict.error?.message == "a.ts: byte \(188 * 9): there are bytes that are no transport packet"
    )
  }

  @Test("without a time of day the video clock counts, over its wrap, from the last time told")
  func videoClock() {
    let stream = TransportEncoder.Stream(0x101, .timed)
    let turn: Int64 = 1 << 33
    var encoder = TransportEncoder()
    encoder.tables([(1, 0x1000, [stream])])
    for second in 0..<4 {
      let items = KLVEncoder.place(MISBTests.start, 8, 47)
      encoder.metadata(
        KLVEncoder.packet(second == 0 ? items : Array(items.dropFirst())), stream,
        ticks: (turn - 90_000 + Int64(second) * 90_000) % turn)
    }
    let reading = Reading(encoder.bytes)
    #expect(reading.time == (0..<4).map { MISBTests.start + $0 * 1_000_000 })
    #expect(reading.warnings.isEmpty)
    let untold = Reading(
      encoded(
        .timed,
        (0..<3).map { _ in
          KLVEncoder.packet(Array(KLVEncoder.place(0, 8, 47).dropFirst()))
        }))
    #expect(untold.time == [0, 1_000_000, 2_000_000])
    #expect(untold.warnings.count == 1)
  }

  @Test("video alone is an error that says so")
  func video() {
    var encoder = TransportEncoder()
    encoder.tables([(1, 0x1000, [])])
    for _ in 0..<9 { encoder.packets(0x100, [0, 0, 1, 0xE0] + [UInt8](repeating: 7, count: 300)) }
    let reading = Reading(encoder.bytes, name: "a.ts")
    #expect(
      reading.error?.message
        == "a.ts: none of its streams carries metadata (KLV): it is video alone")
  }

  @Test("a file cut anywhere gives the fixes before the cut, and says so", arguments: 0..<2)
  func cut(carriage: Int) {
    var encoder = TransportEncoder()
    let stream = TransportEncoder.Stream(0x101, Self.carriages[carriage])
    encoder.tables([(1, 0x1000, [stream])])
    let head = encoder.bytes.count
    var ends: [Int] = []
    for packet in MISBTests.track(3, { _ in [(3, [UInt8](repeating: 0x41, count: 120))] }) {
      encoder.metadata(packet, stream)
      ends.append(encoder.bytes.count)
    }
    Sturdy(
      bytes: encoder.bytes, format: "misb", ends: ends,
      // After the tables alone it is a stream whose metadata have not begun.
      mayEnd: { $0 == head || ends.contains($0) }
    ).check()
  }
}
