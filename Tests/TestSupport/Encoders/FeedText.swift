import Tracks

/// Text formats of telemetry, as their sources write them.
public enum FeedText {
  /// A trace of readsb, points of 14 values.
  public static func trace(_ fixes: [SampleFix]) -> String {
    let start = fixes.first?.milliseconds ?? 0
    let points = fixes.map { fix in
      "[\(decimal(fix.milliseconds - start)),\(fix.latitude),\(fix.longitude),\(fix.height),\(fix.knots),"
        + "\(fix.course),0,64,null,\"adsb_icao\",\(fix.height + 150),64,80,1.5]"
    }
    return
      "{\"icao\":\"4b1805\",\"r\":\"HB-ABC\",\"t\":\"C172\",\"timestamp\": \(decimal(start)),\n"
      + "\"trace\":[\n\(points.joined(separator: ",\n"))\n]}\n"
  }

  /// `aircraft.json` of one aircraft, a snapshot a line.
  public static func aircraft(_ fixes: [SampleFix]) -> String {
    fixes.map { fix in
      "{\"now\":\(decimal(fix.milliseconds + 500)),\"messages\":7,\"aircraft\":[{\"hex\":\"4b1805\","
        + "\"flight\":\"TEST1  \",\"alt_baro\":\(fix.height),\"gs\":\(fix.knots),\"track\":\(fix.course),"
        + "\"lat\":\(fix.latitude),\"lon\":\(fix.longitude),\"seen_pos\":0.5,\"mlat\":[],\"tisb\":[]}]}\n"
    }.joined()
  }

  /// States of OpenSky, an answer a line.
  public static func states(_ fixes: [SampleFix]) -> String {
    fixes.map { fix in
      let second = fix.milliseconds / 1000
      return
        "{\"time\":\(second + 1),\"states\":[[\"4b1805\",\"TEST1   \",\"Switzerland\",\(second),\(second),"
        + "\(fix.longitude),\(fix.latitude),\(fix.height),false,\(fix.knots),\(fix.course),0,null,"
        + "\(fix.height + 50),\"7000\",false,2]]}\n"
    }.joined()
  }

  /// BaseStation lines, each position after a line of velocity.
  public static func sbs(_ fixes: [SampleFix]) -> String {
    fixes.map { fix in
      let civil = CivilTime(Instant(microseconds: Int64(fix.milliseconds) * 1000))
      let date =
        "\(civil.year)/\(two(civil.month))/\(two(civil.day)),\(two(civil.hour)):\(two(civil.minute)):"
        + "\(two(civil.second)).\(three(civil.microsecond / 1000))"
      let head = "1,1,4B1805,1,\(date),\(date)"
      return "MSG,4,\(head),,,\(fix.knots),\(fix.course),,,64,,,,,0\r\n"
        + "MSG,3,\(head),,\(fix.height),,,\(fix.latitude),\(fix.longitude),,,0,0,0,0\r\n"
    }.joined()
  }

  /// Subtitles of an Air 2.
  public static func subtitles(_ fixes: [SampleFix]) -> String {
    fixes.enumerated().map { index, fix in
      let civil = CivilTime(Instant(microseconds: Int64(fix.milliseconds) * 1000))
      return
        "\(index + 1)\n00:00:\(two(index % 60)),000 --> 00:00:\(two(index % 60)),900\n"
        + "<font size=\"36\">SrtCnt : \(index + 1), DiffTime : 1000ms\n"
        + "\(civil.year)-\(two(civil.month))-\(two(civil.day)) \(two(civil.hour)):\(two(civil.minute)):"
        + "\(two(civil.second)),\(three(civil.microsecond / 1000)),000\n"
        + "[iso : 100] [latitude: \(fix.latitude)] [longitude: \(fix.longitude)] "
        + "[altitude: \(fix.height)] </font>\n\n"
    }.joined()
  }

  /// A log of DroneDeploy: a preamble, a table, an epilogue.
  public static func dronedeploy(_ fixes: [SampleFix]) -> String {
    let rows = fixes.enumerated().map { index, fix in
      let civil = CivilTime(Instant(microseconds: Int64(fix.milliseconds) * 1000))
      return
        "\(two(civil.month))/\(two(civil.day))/\(civil.year) \(two(civil.hour)):\(two(civil.minute)):"
        + "\(two(civil.second))\t\(index).25\t\t\(fix.latitude)\t\(fix.longitude)\t\(fix.height)\t"
        + "\(fix.course)\n"
    }
    return "#DroneDeploy\t2.75.0\nSession ID\t1\n"
      + "Date/Time (GMT)\tElapsed Time (sec)\tInfo\tAircraft Latitude (Degrees)\t"
      + "Aircraft Longitude (Degrees)\tAircraft Barometric Altitude (ft)\tAircraft Heading (Degrees)\n"
      + rows.joined() + "#Flight Recorder Session End\nDate/Time (UTC)\t06/04/2018 20:57:16\n"
  }

  /// GPX 1.0, one track of one segment.
  public static func gpx(_ fixes: [SampleFix]) -> String {
    let points = fixes.map { fix in
      "<trkpt lat=\"\(fix.latitude)\" lon=\"\(fix.longitude)\"><ele>\(fix.height)</ele><time>"
        + "\(Instant(microseconds: Int64(fix.milliseconds) * 1000))</time><course>\(fix.course)</course>"
        + "</trkpt>\n"
    }
    return
      "<?xml version=\"1.0\"?>\n<gpx version=\"1.0\" creator=\"test\"><trk><name>Line</name><trkseg>\n"
      + points.joined() + "</trkseg></trk></gpx>\n"
  }

  /// KML with a `gx:Track`.
  public static func track(_ fixes: [SampleFix]) -> String {
    let instants = fixes.map {
      "<when>\(Instant(microseconds: Int64($0.milliseconds) * 1000))</when>\n"
    }
    let places = fixes.map {
      "<gx:coord>\($0.longitude) \($0.latitude) \($0.height)</gx:coord>\n"
    }
    return kml(
      "<gx:Track><altitudeMode>absolute</altitudeMode>\n" + instants.joined() + places.joined()
        + "</gx:Track>")
  }

  /// KML with a `LineString`.
  public static func line(_ fixes: [SampleFix]) -> String {
    let places = fixes.map { "\($0.longitude),\($0.latitude),\($0.height)" }
    return kml(
      "<LineString><altitudeMode>relativeToGround</altitudeMode><coordinates>\n"
        + places.joined(separator: "\n") + "\n</coordinates></LineString>")
  }

  private static func kml(_ content: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\" "
      + "xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Document><Placemark><name>Line</name>\n"
      + content + "</Placemark></Document></kml>\n"
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  static func three(_ value: Int) -> String {
    String(repeating: "0", count: 3 - "\(value)".count) + "\(value)"
  }

  private static func decimal(_ milliseconds: Int) -> String {
    "\(milliseconds / 1000).\(three(milliseconds % 1000))"
  }
}
