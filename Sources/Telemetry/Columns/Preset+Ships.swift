import Tracks

extension Preset {
  /// AIS of the Danish Maritime Authority: dates begin with the day.
  static let danishAIS = Preset(
    name: "danish-ais",
    summary: "AIS of the Danish Maritime Authority: knots, dates begin with the day",
    rules: shipRules, dateOrder: .dayFirst,
    signs: [["timestamp", "typeofmobile", "mmsi", "latitude", "longitude"]])

  /// AIS of anyone else: the message has knots, and so do the tables made of it.
  static let ais = Preset(
    name: "ais", summary: "AIS: knots, 511, 360 and 102.3 are unknown",
    rules: shipRules,
    signs: [
      ["mmsi", "sog", "cog"], ["mmsi", "speed", "course"],
      ["sourcemmsi", "speedoverground", "courseoverground"],
    ])

  /// Positions that MarineTraffic gives its users: knots times ten.
  static let marineTraffic = Preset(
    name: "marinetraffic",
    summary: "MarineTraffic positions: knots times ten, 511 and 360 are unknown",
    rules: shipRules.merging([
      "speed": Rule(target: .measure(.speed), unit: "dkt", quirk: .speed102)
    ]) { $1 },
    signs: [["mmsi", "shipid", "status", "speed", "lon", "lat", "course", "timestamp"]])

  private static let shipRules: [String: Rule] = {
    let speed = Rule(target: .measure(.speed), unit: "kt", quirk: .speed102)
    let course = Rule(target: .measure(.course), quirk: .unknown360)
    let heading = Rule(target: .measure(.heading), quirk: .heading511)
    return [
      "sog": speed, "speed": speed, "speedoverground": speed, "cog": course, "course": course,
      "courseoverground": course, "heading": heading, "trueheading": heading,
    ]
  }()
}
