import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite(
  "real files against other implementations",
  .enabled(if: RealData.folder != nil, "no real data beside the checkout"),
  .enabled(if: Python.interpreter != nil, "no Python with the oracles"))
struct FeedOracleTests {
  static let files: [(String, String)] = [
    ("readsb", "readsb-trace/trace_full_ac671b.json"),
    ("readsb", "derived/readsb-trace/trace_full_407918.json"), ("sbs", "sbs1/N66W.sbs1"),
    ("srt", "dji-srt/air2s.srt"), ("srt", "dji-srt/matrice_300.srt"),
    ("srt", "dji-srt/mavic_2_style.SRT"), ("srt", "dji-srt/mavic_air2.srt"),
    ("srt", "dji-srt/mavic_mini.SRT"), ("srt", "dji-srt/mavic_pro.SRT"),
    ("srt", "dji-srt/mavic_pro_buggy.SRT"), ("srt", "dji-srt/mix_p4rtk_mavic2pro.srt"),
    ("srt", "dji-srt/old_format.SRT"), ("srt", "dji-srt/p4_rtk.SRT"),
    ("srt", "dji-srt/sitrec_DJI_0031.srt"), ("srt", "dji-srt/broken_incomplete.SRT"),
    ("srt", "dji-srt/MAVIC3.srt"), ("srt", "dji-srt/m2zoom.SRT"),
    ("srt", "dji-srt/mavic_2pro_new.SRT"),
    ("gpx", "gpx/gpxpy/around-visnjan-with-car.gpx"), ("gpx", "gpx/gpxpy/korita-zbevnica.gpx"),
    ("gpx", "gpx/gpxpy/cerknicko-without-times.gpx"), ("gpx", "gpx/gpxpy/track_with_speed.gpx"),
    ("gpx", "gpx/gpxpy/gpx1.0_with_all_fields.gpx"), ("gpx", "gpx/gpxstudio_with_surface.gpx"),
    ("gpx", "gpx/gpxpy/track-with-extremes.gpx"),
    ("kml", "kml-gxtrack/sitrec_N615UX-track-EGM96.kml"),
    ("kml", "kml-gxtrack/sitrec_N67WV-track-EGM96.kml"), ("kml", "le-aircraft/A68DEE.kml"),
    ("kml", "le-aircraft/le-RTL15030700.log.gz.kml"), ("kml", "le-aircraft/test2.kml"),
    ("nmea", "nmea-gpsd/ais-nmea.log"), ("nmea", "nmea-gpsd/bundg_zeus_9.log"),
    ("nmea", "nmea-gpsd/gpsdf.log"), ("nmea", "nmea-gpsd/haicom-305N.log"),
    ("nmea", "nmea-gpsd/nmea-rtk.log"), ("nmea", "nmea-gpsd/skytraq-dgps.log"),
    ("nmea", "nmea-gpsd/telit-he910.log"), ("nmea", "nmea-gpsd/ublox-8.log"),
    ("ais", "nmea-gpsd/sample.aivdm"), ("ais", "nmea-gpsd/ais-nmea.log"),
    ("ais", "ais-tracktable/pyais_nmea_data_sample.txt"),
  ]

  @Test(
    "every fix of a real file is that of another implementation, value by value", arguments: files)
  func equal(_ oracle: String, _ file: String) throws {
    let script = RealData.package.appendingPathComponent(
      "Tests/TelemetryTests/Oracles/read_feeds.py")
    let run = try Python.run(script: script.path, arguments: [oracle, RealData.path(file)])
    #expect(run.status == 0, "\(run.stderr)")
    let expected = String(decoding: run.stdout, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    let reading = Reading(paths: [RealData.path(file)])
    let speeds = reading[.speed]
    let courses = reading[.course]
    let heights = reading[.height]
    let vehicles = reading.vehicle
    let (times, longitudes, latitudes) = (reading.time, reading.longitude, reading.latitude)
    // Ships and the receiver beside them are told by their names.
    let rows = vehicles.indices.filter { row in
      let isShip = (vehicles[row] ?? "").allSatisfy(\.isNumber)
      return oracle == "nmea" ? !isShip : oracle == "ais" ? isShip : true
    }
    #expect(rows.count == expected.count)
    var wrong = 0
    for (row, line) in zip(rows, expected) {
      // pyais rounds places to a millionth of a degree.
      let tolerance = oracle == "ais" ? 6e-7 : 1e-9
      var isEqual =
        oracle == "ais" || line[0] == (times[row] == .min ? "-" : "\(times[row])")
      isEqual = isEqual && same(longitudes[row], line[1], tolerance)
      isEqual = isEqual && same(latitudes[row], line[2], tolerance)
      isEqual = isEqual && same(heights[row], line[3], 1e-6)
      if oracle != "nmea" {
        isEqual = isEqual && same(speeds[row], line[4], 1e-6) && same(courses[row], line[5], 1e-6)
      }
      if line[6] != "-" { isEqual = isEqual && vehicles[row] == line[6] }
      if !isEqual { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  private func same(_ value: Double, _ text: String, _ tolerance: Double) -> Bool {
    guard let other = Double(text) else { return value.isNaN }
    return abs(value - other) <= tolerance
  }
}
