import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite(
  "real motion imagery metadata",
  .enabled(if: RealData.folder != nil, "no real data beside the checkout"))
struct MISBRealFileTests {
  private static let folder = "misb-klv/"

  @Test(
    "values are those of klvdata, of kwiver and of PyAV",
    .enabled(if: Python.interpreter != nil, "no Python oracles"),
    arguments: [
      ("sitrec_Truck.klv", "sitrec_Truck.klv", 711),
      ("droneklv_Day_Flight.klv", "droneklv_Day_Flight.klv", 6),
      (
        "klvdata_DynamicOnlyMISMMSPacketData.bin", "klvdata_DynamicOnlyMISMMSPacketData.bin", 1
      ),
      ("kwiver_h264_klv.ts", "kwiver_video_stream_klv.json.zz", 30),
      ("kwiver_h265_klv.ts", "kwiver_video_stream_klv.json.zz", 30),
      ("kwiver_mpeg2_klv.ts", "kwiver_video_stream_klv.json.zz", 30),
      ("kwiver_h265_tricky_klv.ts", "kwiver_video_stream_tricky_klv.json.zz", 30),
      ("kwiver_aphill_klv_10s.ts", "kwiver_aphill_klv_10s.ts", 300),
      ("kwiver_aphill_short.ts", "kwiver_aphill_short.ts", 48),
      ("../derived/misb-ts/truck_sync_0x15.ts", "sitrec_Truck.klv", 711),
      ("../derived/misb-ts/truck_async_0x06.ts", "sitrec_Truck.klv", 711),
    ])
  func oracles(file: String, oracle: String, count: Int) throws {
    let reading = Reading(paths: [RealData.path(Self.folder + file)])
    #expect(reading.error == nil)
    #expect(reading.count == count)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/read_misb.py").path
    let said = try Python.run(
      script: script, arguments: [RealData.path(Self.folder + oracle)])
    #expect(said.status == 0, "\(said.stderr)")
    let lines = said.stdout.split(separator: UInt8(ascii: "\n"))
    // PyAV is large and no requirement; without it nothing is said of transport streams.
    if lines.isEmpty && oracle.hasSuffix(".ts") { return }
    try #require(lines.count == count)
    for (row, line) in lines.enumerated() {
      let packet = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      check(reading, row, packet)
    }
  }

  private func check(_ reading: Reading, _ row: Int, _ packet: [String: Any]) {
    func value(_ tag: Int) -> Double? { (packet["\(tag)"] as? NSNumber)?.doubleValue }
    #expect(reading.time[row] == (packet["2"] as? NSNumber)?.int64Value)
    func same(_ found: Double, _ tags: Int..., add: Double = 0) {
      guard let expected = tags.lazy.compactMap(value).first else { return }
      #expect(
        abs(found - (expected + add)) <= 1e-9 * max(1, abs(expected)), "tag \(tags), row \(row)")
    }
    same(reading.longitude[row], 14)
    same(reading.latitude[row], 13)
    let plain: [(Measure, Int)] = [
      (.height, 15), (.horizontalView, 16), (.verticalView, 17),
      (.sensorAzimuth, 18), (.sensorElevation, 19), (.sensorRoll, 20), (.slantRange, 21),
      (.frameLatitude, 23), (.frameLongitude, 24), (.frameHeight, 25), (.climb, 51),
      (.course, 112),
    ]
    for (measure, tag) in plain { same(reading[measure][row], tag) }
    if let heading = value(5) {
      // The universal set has it from −180° to 180°.
      same(reading[.heading][row], 5, add: heading < 0 ? 360 : 0)
    }
    same(reading[.pitch][row], 90, 6)
    same(reading[.roll][row], 91, 7)
    same(reading[.ellipsoidHeight][row], 104, 75)
    if let north = value(79), let east = value(80) {
      #expect(abs(reading[.speed][row] - (north * north + east * east).squareRoot()) < 1e-9)
    } else {
      same(reading[.speed][row], 56)
    }
    for corner in 0..<4 {
      let names = ["corner\(corner + 1)_lat", "corner\(corner + 1)_lon"]
      for (axis, name) in names.enumerated() {
        let found = MISBTests.number(name, reading, row: row)
        let place = 2 * corner + axis
        if value(82 + place) != nil {
          same(found, 82 + place)
        } else if let centre = value(23 + axis) {
          same(found, 26 + place, add: centre)
        }
      }
    }
    same(MISBTests.number("target_lat", reading, row: row), 40)
    same(MISBTests.number("target_lon", reading, row: row), 41)
    same(MISBTests.number("target_width_m", reading, row: row), 96, 22)
  }

  @Test("who and what: names, missions, classifications")
  func words() {
    let truck = Reading(paths: [RealData.path(Self.folder + "sitrec_Truck.klv")])
    #expect(Set(truck.vehicle) == ["C208B N97826"])
    #expect(truck.orderedRows[0].contains("mission=ESRI_Metadata_Collect"))
    let kwiver = Reading(paths: [RealData.path(Self.folder + "kwiver_h264_klv.ts")])
    #expect(Set(kwiver.vehicle) == ["MQ1-B AF-101", "MQ2-C AF-202"])
    #expect(kwiver.orderedRows[0].contains("classification=UNCLASSIFIED "))
    let hill = Reading(paths: [RealData.path(Self.folder + "kwiver_aphill_short.ts")])
    #expect(Set(hill.heightDatum) == ["msl"])
  }

  @Test("a wrong checksum, keys cut off, a stream without tables and one without metadata")
  func faults() throws {
    let wrong = Reading(paths: [
      RealData.path(Self.folder + "klvdata_DynamicConstantMISMMSPacketData.bin")
    ])
    #expect(wrong.tally["bad checksum"] == 1 && wrong.count == 0)
    #expect(wrong.error?.message.contains("checksum") == true)
    // Five bytes are missing of every key; with them every checksum is right.
    let cut = Reading(paths: [RealData.path(Self.folder + "sitrec_day_truncated_key.klv")])
    #expect(cut.count == 6 && cut.error == nil)
    #expect(cut.tally.names == ["rows"])
    let video = Reading(paths: [RealData.path(Self.folder + "kwiver_h264_no_klv.ts")])
    #expect(video.error?.message.hasSuffix("it is video alone") == true)
    let bare = Reading(paths: [RealData.path(Self.folder + "mp2tp_oneklvset.ts")])
    #expect(bare.count == 1 || bare.error != nil)
  }

  @Test("hand-made packets have the position and the values that stand beside them")
  func packets() throws {
    let folder = RealData.path(Self.folder + "klvtool_packets")
    for name in ["minimal", "nested_ls", "long_form_length", "signed_lat", "error_indicator"] {
      let hex = try String(contentsOfFile: "\(folder)/\(name).hex", encoding: .utf8)
        .filter(\.isHexDigit)
      let digits = Array(hex)
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0..<$0 + 2]), radix: 16)
      }
      // They hold no position; that they are read through shows that their checksums agree.
      let reading = Reading(bytes) { $0.format = "misb" }
      #expect(reading.tally["rows"] == 0 && reading.error == nil, "\(name)")
      #expect(reading.repairs["KLV packets without a position"] == 1, "\(name)")
    }
  }
}
