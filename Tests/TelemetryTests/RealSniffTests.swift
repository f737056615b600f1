import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite(
  "real files, unasked", .enabled(if: RealData.folder != nil, "no real data beside the checkout"))
struct RealSniffTests {
  /// The format of the files of a folder; one that is not here is found out below by its ending.
  private static let formats = [
    "dataflash": "dataflash", "dji-dronedeploy-log": "dronedeploy", "dji-srt": "dji-srt",
    "gpx": "gpx",
    "kml-gxtrack": "kml", "le-aircraft": "kml", "mavlink-tlog": "mavlink", "misb-klv": "misb",
    "nmea-gpsd": "nmea", "readsb-trace": "readsb-trace", "sbs1": "sbs1", "ulog": "ulog",
    "ais-tracktable": "delimited", "dji-airdata-csv": "delimited", "misb-csv": "delimited",
    "derived/misb-ts": "misb", "derived/opensky-csv": "delimited",
    "derived/readsb-trace": "readsb-trace", "derived/ulog": "ulog", "truth": "delimited",
  ]

  /// Files that give nothing, and words of the reason that is said.
  private static let refused: [(file: String, reason: String)] = [
    ("ais-tracktable/SampleFlightsUS.csv", "look swapped"),
    ("ais-tracktable/VirginiaBeach_2020_06_04_to_06_filtered.traj", "no column for"),
    ("ais-tracktable/airports.csv", "no column for"), ("dji-srt/broken_empty2.SRT", "cut short"),
    ("dji-srt/mavic_air.SRT", "no position"), ("dji-srt/preparedData.json", "no column for"),
    ("gpx/gpxpy/custom_schema_locations.gpx", "no track points"),
    ("gpx/gpxpy/default_schema_locations.gpx", "no track points"),
    ("gpx/gpxpy/gpx1.1_with_extensions.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/gpx1.1_with_extensions_without_namespaces.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/gpx_with_garmin_extension.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/route.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/unicode.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/unicode2.gpx", "no track points"),
    ("gpx/gpxpy/unicode_with_bom.gpx", "a plan, not a flight"),
    ("gpx/gpxpy/unicode_with_bom_noencoding.gpx", "a plan, not a flight"),
    ("mavlink-tlog/ardusub_2023-04-18.tlog", "position 0, 0"),
    ("misb-klv/klvdata_DynamicConstantMISMMSPacketData.bin", "bad checksum"),
    ("misb-klv/kwiver_h264_no_klv.ts", "video alone"),
    ("misb-klv/kwiver_klv_gold.json", "not JSON"),
    ("misb-klv/kwiver_video_stream_klv.json.zz", "no format known"),
    ("misb-klv/kwiver_video_stream_tricky_klv.json.zz", "no format known"),
    ("misb-klv/klvtool_packets/", "no column for"), ("truth/labels.csv", "no column for"),
  ]

  /// Files without a position and without a fault: logs of a vehicle on its bench.
  private static let empty = [
    "dataflash/ardusub_small.BIN", "ulog/pyulog_sample.ulg",
    "ulog/pyulog_sample_appended_multiple.ulg", "ulog/yule_short_list.ulg",
  ]

  /// Files of at most so many bytes are read twice, once told and once untold.
  private static let largest = 4 << 20

  @Test("every file of every kind is told by its content and gives fixes, or the reason why not")
  func everyFile() throws {
    let folder = try #require(RealData.folder)
    var checked = 0
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      let path = RealData.path(file)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular, !file.hasSuffix(".md"),
        !file.hasPrefix("_"), !file.hasPrefix("adsb-traffic/"),
        let size = attributes[.size] as? Int, size <= Self.largest
      else { continue }
      checked += 1
      let reading = Reading(paths: [path]) { $0.keepsExtras = false }
      if let refusal = Self.refused.first(where: { file.hasPrefix($0.file) }) {
        #expect(reading.error?.message.contains(refusal.reason) == true, "\(file)")
        continue
      }
      #expect(reading.error == nil, "\(file)")
      #expect((reading.count > 0) != Self.empty.contains(file), "\(file)")
      let name = try #require(
        file == "ais-tracktable/pyais_nmea_data_sample.txt"
          ? "nmea" : Self.formats.first { file.hasPrefix($0.key + "/") }?.value,
        "no format expected of \(file)")
      let told = Reading(paths: [path]) {
        $0.keepsExtras = false
        $0.format = name
      }
      #expect(told.error == nil && told.count == reading.count, "\(file) is no \(name)")
      #expect(told.time == reading.time && told.longitude == reading.longitude, "\(file)")
    }
    #expect(checked > 120)
  }

  /// gpsd takes a date of long ago for one of a receiver whose weeks have come round: it adds 1024 of them.
  @Test(
    "what gpsd made of a receiver's sentences is what is read",
    arguments: [("ublox-8", 0), ("haicom-305N", 1024)])
  func gpsd(_ name: String, weeks: Int64) throws {
    let checks = try String(
      contentsOfFile: RealData.path("nmea-gpsd/\(name).log.chk"), encoding: .utf8)
    // gpsd says what it knows after every sentence: the last of an instant is the whole of it.
    var expected: [Int64: [String: Any]] = [:]
    for line in checks.split(whereSeparator: \.isNewline) where line.hasPrefix(#"{"class":"TPV""#) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let report = object as? [String: Any], let time = report["time"] as? String,
        report["lat"] != nil
      else { continue }
      let instant = try #require(ISO8601DateFormatter.milliseconds.date(from: time))
      let key = Int64((instant.timeIntervalSince1970 * 1000).rounded()) * 1000
      expected[key, default: [:]].merge(report) { _, new in new }
    }
    #expect(expected.count > 50)
    let reading = Reading(paths: [RealData.path("nmea-gpsd/\(name).log")])
    let (heights, ellipsoid, speeds) = (
      reading[.height], reading[.ellipsoidHeight], reading[.speed]
    )
    var (compared, wrong, missing) = (0, 0, 0)
    for row in 0..<reading.count {
      guard let report = expected[reading.time[row] + weeks * 604_800_000_000] else {
        missing += 1
        continue
      }
      let pairs = [
        ("lat", reading.latitude[row], 1e-9), ("lon", reading.longitude[row], 1e-9),
        ("altMSL", heights[row], 1e-3), ("altHAE", ellipsoid[row], 1e-3),
        ("speed", speeds[row], 1e-3),
      ]
      for (key, value, step) in pairs where !value.isNaN {
        guard let other = report[key] as? Double else { continue }
        compared += 1
        if abs(value - other) > step { wrong += 1 }
      }
    }
    #expect(compared > 3 * reading.count && wrong == 0, "\(wrong) of \(compared) differ")
    #expect(missing <= 1, "\(missing) of \(reading.count) instants are unknown to gpsd")
  }
}

extension ISO8601DateFormatter {
  fileprivate static var milliseconds: ISO8601DateFormatter {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return formatter
  }
}
