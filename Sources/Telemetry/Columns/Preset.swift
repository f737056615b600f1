public import Tracks

/// What the columns of a known source mean where their names alone do not say it.
public struct Preset: Sendable {
  /// The name a user gives: `opensky`.
  public let name: String
  /// What it is, in one line.
  public let summary: String

  /// What a column is in this preset, by ``HeaderName/key``.
  struct Rule: Sendable {
    /// nil: it means nothing, whatever its name.
    var target: ColumnTarget?
    var unit: String?
    var rank = 0
    var quirk = ColumnReading.Quirk.none
  }
  let rules: [String: Rule]
  /// The ``HeaderName/key`` of the column that counts the time since the log began.
  var elapsed: String?
  /// The key of the column that says when the position was heard.
  var positionTime: String?
  /// How its times are written; nil for ISO 8601 and numbers since 1970.
  var timeFormat: String?
  /// What its dates such as `03/02/2024` begin with; nil where it is not known.
  var dateOrder: DateOrder?
  /// Columns that together are found in this source only; empty when it cannot be told.
  let signs: [Set<String>]

  /// Every preset; the first one is for unknown sources.
  public static let all: [Preset] = [
    generic, opensky, traffic, flightradar24, flightradar24Messages, flightaware, aeroAPI, firehose,
    virtualRadar, foreflight, garminAvionics, marinecadastre, danishAIS, marineTraffic, ais,
    traccar, owntracks, airdata, dronedeploy, djiCSV, djiDATCSV, litchi, dataFlashCSV,
    qgroundcontrol, mavlinkCSV, ulogCSV, edgeTX, blackbox,
  ]

  /// The preset of a name.
  /// - Throws: When there is none; the message lists the names.
  public static func named(_ name: String) throws(DwellError) -> Preset {
    if let preset = all.first(where: { $0.name == name }) { return preset }
    let known = all.map(\.name).joined(separator: ", ")
    throw DwellError(.usage, "preset '\(name)' is unknown; known are \(known)")
  }

  /// The preset whose columns these are, else ``generic``.
  static func recognised(_ names: [HeaderName]) -> Preset {
    let keys = Set(names.map(\.key))
    return all.first { $0.signs.contains { $0.isSubset(of: keys) } } ?? generic
  }

  /// What is said when the preset was taken unasked.
  var announcement: String {
    "the columns are those of \(name) (\(summary)) and are read so; --preset generic if they are not"
  }

  /// Columns mean what their names say; numbers without a unit are metres, metres per second, degrees.
  static let generic = Preset(
    name: "generic", summary: "names and units as in the header; SI where no unit is given",
    rules: [:],
    signs: [])

  /// State vectors of the OpenSky Network: SI units, `heading` is the course over ground.
  static let opensky = Preset(
    name: "opensky", summary: "OpenSky Network state vectors: metres, metres per second",
    rules: [
      "heading": Rule(target: .measure(.course)), "vertrate": Rule(target: .measure(.climb)),
      "velocity": Rule(target: .measure(.speed)),
    ],
    positionTime: "lastposupdate",
    signs: [["icao24", "time", "lat", "lon", "velocity", "baroaltitude"]])

  /// Flights of the Python library *traffic*: feet, knots, feet per minute.
  static let traffic = Preset(
    name: "traffic", summary: "the Python library traffic: feet, knots, feet per minute",
    rules: [
      "altitude": Rule(target: .height(.barometric), unit: "ft"),
      "geoaltitude": Rule(target: .height(.ellipsoid), unit: "ft"),
      "groundspeed": Rule(target: .measure(.speed), unit: "kt"),
      "verticalrate": Rule(target: .measure(.climb), unit: "fpm"),
    ],
    signs: [
      ["timestamp", "latitude", "longitude", "altitude", "groundspeed", "track", "icao24"],
      ["timestamp", "latitude", "longitude", "altitude", "groundspeed", "track", "callsign"],
    ])

  /// Flight logs of DJI drones exported by Airdata UAV; the units stand in the header.
  static let airdata = Preset(
    name: "airdata", summary: "Airdata UAV exports of DJI logs: units from the header",
    rules: [
      "datetime": Rule(target: .time), "time": Rule(target: nil),
      "compassheading": Rule(target: .measure(.heading)),
      "altitude": Rule(target: nil), "altitudeabovesealevel": Rule(target: .height(.meanSeaLevel)),
      "gimbalheading": Rule(target: .cameraYaw), "gimbalpitch": Rule(target: .cameraPitch),
      "gimbalroll": Rule(target: .measure(.sensorRoll)),
    ],
    elapsed: "time",
    signs: [["time", "datetime", "latitude", "longitude", "heightabovetakeoff", "flycstate"]])

  /// Flight logs of the DroneDeploy app: its heights are the drone's barometer above take-off.
  static let dronedeploy = Preset(
    name: "dronedeploy",
    summary: "DroneDeploy flight logs: units from the header, heights above take-off",
    rules: [
      "datetime": Rule(target: .time),
      "aircraftlatitude": Rule(target: .latitude), "aircraftlongitude": Rule(target: .longitude),
      "aircraftbarometricaltitude": Rule(target: .height(.aboveGround)),
      "aircraftspeed": Rule(target: .measure(.speed), quirk: .unsigned),
      "aircraftheading": Rule(target: .measure(.heading)),
      "aircraftpitch": Rule(target: .measure(.pitch)),
      "aircraftroll": Rule(target: .measure(.roll)),
      "gimbalyaw": Rule(target: .cameraYaw), "gimbalpitch": Rule(target: .cameraPitch),
      "gimbalroll": Rule(target: .measure(.sensorRoll)),
    ],
    elapsed: "elapsedtime", timeFormat: "%m/%d/%Y %H:%M:%S",
    signs: [["datetime", "elapsedtime", "aircraftlatitude", "aircraftlongitude"]])

  /// United States AIS: knots; course and heading have their own words for "unknown".
  static let marinecadastre = Preset(
    name: "marinecadastre", summary: "MarineCadastre AIS: knots, 511 and 102.3 are unknown",
    rules: [
      "sog": Rule(target: .measure(.speed), unit: "kt", quirk: .speed102),
      "cog": Rule(target: .measure(.course), quirk: .signedCourse),
      "heading": Rule(target: .measure(.heading), quirk: .heading511),
    ],
    signs: [
      ["mmsi", "basedatetime", "lat", "lon", "sog", "cog"],
      ["mmsi", "basedatetime", "latitude", "longitude", "sog", "cog"],
    ])
}
