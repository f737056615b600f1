import Tracks

/// Tracks as apps and services hand them on: GeoJSON, MF-JSON, TCX, PLT, OpenSky's tracks.
public enum PortableText {
  /// The instant of a fix, ISO 8601.
  private static func instant(_ fix: SampleFix) -> String {
    "\(Instant(microseconds: Int64(fix.milliseconds) * 1000))"
  }

  private static func place(_ fix: SampleFix) -> String {
    "[\(fix.longitude),\(fix.latitude),\(fix.height)]"
  }

  /// A feature that is one line, its times before or behind its coordinates.
  public static func line(
    _ fixes: [SampleFix], times name: String = "coordTimes", isTimeLast: Bool = false
  ) -> String {
    let times = fixes.map { "\"\(instant($0))\"" }.joined(separator: ",")
    let properties =
      "\"properties\":{\"icao24\":\"4b1805\",\"time\":\"2001-01-01T00:00:00Z\",\"\(name)\":[\(times)]}"
    let geometry =
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[\(fixes.map(place).joined(separator: ","))]}"
    return "{\"type\":\"Feature\","
      + (isTimeLast ? "\(geometry),\(properties)" : "\(properties),\(geometry)") + "}"
  }

  /// A feature a fix, each a point with a time.
  public static func points(_ fixes: [SampleFix]) -> [String] {
    fixes.map { fix in
      "{\"type\":\"Feature\",\"properties\":{\"timestamp\":\(fix.milliseconds),\"mmsi\":\"211\","
        + "\"sog\":\(fix.knots)},\"geometry\":{\"type\":\"Point\",\"coordinates\":\(place(fix))}}"
    }
  }

  /// A collection of features.
  public static func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }

  /// A moving feature of MF-JSON.
  public static func moving(_ fixes: [SampleFix]) -> String {
    let times = fixes.map { "\"\(instant($0))\"" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"id\":\"ship-1\",\"temporalGeometry\":{\"type\":\"MovingPoint\","
      + "\"datetimes\":[\(times)],\"coordinates\":[\(fixes.map(place).joined(separator: ","))],"
      + "\"interpolation\":\"Linear\"},\"properties\":{\"label\":\"x\"}}\n"
  }

  /// TCX, one activity whose laps have a point each.
  public static func tcx(_ fixes: [SampleFix]) -> String {
    let laps = fixes.map { fix in
      "<Lap StartTime=\"\(instant(fix))\"><Track><Trackpoint><Time>\(instant(fix))</Time><Position>"
        + "<LatitudeDegrees>\(fix.latitude)</LatitudeDegrees><LongitudeDegrees>\(fix.longitude)"
        + "</LongitudeDegrees></Position><AltitudeMeters>\(fix.height)</AltitudeMeters><Extensions>"
        + "<ns3:TPX><ns3:Speed>\(fix.knots)</ns3:Speed></ns3:TPX></Extensions></Trackpoint></Track></Lap>\n"
    }
    return "<?xml version=\"1.0\"?>\n<TrainingCenterDatabase xmlns:ns3=\"x\"><Activities>"
      + "<Activity Sport=\"Other\"><Id>2020</Id>\n\(laps.joined())</Activity></Activities>"
      + "</TrainingCenterDatabase>\n"
  }

  /// PLT as GeoLife has it.
  public static func plt(_ fixes: [SampleFix]) -> String {
    let head =
      "Geolife trajectory\r\nWGS 84\r\nAltitude is in Feet\r\nReserved 3\r\n0,2,255,a,0,0,2,8421376\r\n0\r\n"
    return head
      + fixes.map { fix in
        let parts = instant(fix).dropLast().split(separator: "T")
        let days = Double(fix.milliseconds) / 86_400_000 + 25_569
        return
          "\(fix.latitude),\(fix.longitude),0,\(fix.height),\(days),\(parts[0]),\(parts[1])\r\n"
      }.joined()
  }

  /// OpenSky's answer to a question for a track.
  public static func waypoints(_ fixes: [SampleFix]) -> String {
    let path = fixes.map { fix in
      "[\(fix.milliseconds / 1000),\(fix.latitude),\(fix.longitude),\(fix.height),\(fix.course),false]"
    }
    return
      "{\"icao24\":\"4b1805\",\"callsign\":\"TEST1   \",\"startTime\":1,\"endTime\":2,\"path\":["
      + path.joined(separator: ",") + "]}\n"
  }
}
