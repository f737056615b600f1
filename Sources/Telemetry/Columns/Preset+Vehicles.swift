import Tracks

extension Preset {
  /// DJI flight records made readable (PhantomHelp's log viewer, CsvView, DroneLog): local times.
  static let djiCSV = Preset(
    name: "dji-csv",
    summary: "DJI flight records exported as CSV: units from the header, local times",
    rules: [
      "customdate": Rule(target: .date), "customupdatetime": Rule(target: .time),
      "osdlatitude": Rule(target: .latitude), "osdlongitude": Rule(target: .longitude),
      "osdheight": Rule(target: .height(.aboveGround)),
      "osdaltitude": Rule(target: .height(.meanSeaLevel)),
      "osdhspeed": Rule(target: .measure(.speed)),
      "osdpitch": Rule(target: .measure(.pitch)), "osdroll": Rule(target: .measure(.roll)),
      "osdyaw": Rule(target: .measure(.heading)),
      "gimbalyaw": Rule(target: .cameraYaw), "gimbalpitch": Rule(target: .cameraPitch),
      "gimbalroll": Rule(target: .measure(.sensorRoll)),
    ],
    dateOrder: .monthFirst, signs: [["osdlatitude", "osdlongitude"]])

  /// What DatCon and CsvView make of a flight controller's `.DAT`.
  static let djiDATCSV = Preset(
    name: "dji-dat-csv", summary: "DJI .DAT logs exported as CSV (DatCon, CsvView): degrees, UTC",
    rules: [
      "gps0long": Rule(target: .longitude), "gps0lat": Rule(target: .latitude),
      "gpsdatetimestamp": Rule(target: .time),
      "gps0heightmsl": Rule(target: .height(.meanSeaLevel)),
      "imuatti0yaw": Rule(target: .measure(.heading)),
      "imuatti0yawc": Rule(target: .measure(.heading)),
      "imuatti0pitch": Rule(target: .measure(.pitch)),
      "imuatti0pitchc": Rule(target: .measure(.pitch)),
      "imuatti0roll": Rule(target: .measure(.roll)),
      "imuatti0rollc": Rule(target: .measure(.roll)),
    ],
    elapsed: "clockoffsettime", signs: [["gps0long", "gps0lat"]])

  /// Receiver messages of an ArduPilot log as a table (`mavlogdump --types GPS --format csv`).
  static let dataFlashCSV = Preset(
    name: "dataflash-csv", summary: "ArduPilot receiver positions as CSV: metres above sea level",
    rules: [
      "timestamp": Rule(target: .time), "alt": Rule(target: .height(.meanSeaLevel)),
      "gcrs": Rule(target: .measure(.course)), "yaw": Rule(target: nil),
    ],
    signs: [["timestamp", "timeus", "gms", "gwk", "lat", "lng", "gcrs"]])

  /// Positions of a Traccar server: knots, and an id for every one of them.
  static let traccar = Preset(
    name: "traccar", summary: "Traccar positions: knots, the device is the vehicle",
    rules: [
      "id": Rule(target: nil), "deviceid": Rule(target: .vehicle),
      "servertime": Rule(target: nil), "devicetime": Rule(target: nil),
      "speed": Rule(target: .measure(.speed), unit: "kt"),
    ],
    signs: [["deviceid", "protocol", "servertime", "fixtime", "speed"]])

  /// Locations that the OwnTracks app reports: kilometres per hour.
  static let owntracks = Preset(
    name: "owntracks", summary: "OwnTracks locations: kilometres per hour",
    rules: [
      "tst": Rule(target: .time), "tid": Rule(target: .vehicle), "t": Rule(target: nil),
      "createdat": Rule(target: nil), "vel": Rule(target: .measure(.speed), unit: "kmh"),
      "alt": Rule(target: .height(.meanSeaLevel)),
    ],
    signs: [["type", "tid", "tst", "lat", "lon"]])

  /// Flight logs of Litchi and FlyTrex: heights above take-off.
  static let litchi = Preset(
    name: "litchi", summary: "Litchi flight logs: units from the header, heights above take-off",
    rules: [
      "time": Rule(target: nil), "datetime": Rule(target: .time),
      "timestamp": Rule(target: nil), "altitude": Rule(target: .height(.aboveGround)),
      "yaw": Rule(target: .measure(.heading)),
      "gimbalheading": Rule(target: .cameraYaw), "gimbalpitch": Rule(target: .cameraPitch),
      "gimbalroll": Rule(target: .measure(.sensorRoll)),
    ],
    signs: [["latitude", "longitude", "altitude", "time", "datetime", "maxaltitude", "satellites"]])

  /// What QGroundControl writes beside its telemetry log.
  static let qgroundcontrol = Preset(
    name: "qgroundcontrol", summary: "QGroundControl's CSV log: SI units, local times",
    rules: [
      "heading": Rule(target: .measure(.heading)),
      "gpscourseoverground": Rule(target: .measure(.course)),
      "altituderelative": Rule(target: .height(.aboveGround)),
    ],
    signs: [["timestamp", "gpslat", "gpslon", "altitudeamsl"]])

  /// Positions of a MAVLink log as a table, in the units of the message.
  static let mavlinkCSV = Preset(
    name: "mavlink-csv",
    summary: "MAVLink positions as CSV: degrees times 10⁷, millimetres, centimetres per second",
    rules: [
      "lat": Rule(target: .latitude, unit: "e7"), "lon": Rule(target: .longitude, unit: "e7"),
      "alt": Rule(target: .height(.meanSeaLevel), unit: "mm"),
      "relativealt": Rule(target: .height(.aboveGround), unit: "mm"),
      "altellipsoid": Rule(target: .measure(.ellipsoidHeight), unit: "mm"),
      "hdg": Rule(target: .measure(.heading), unit: "cdeg", quirk: .unknown65535),
      "cog": Rule(target: .measure(.course), unit: "cdeg", quirk: .unknown65535),
      "vel": Rule(target: .measure(.speed), unit: "cms", quirk: .unknown65535),
      "yaw": Rule(target: nil),
    ],
    signs: [
      ["timestamp", "timebootms", "lat", "lon", "alt", "relativealt", "hdg"],
      ["timestamp", "timeusec", "fixtype", "lat", "lon", "alt", "vel", "cog"],
    ])

  /// A receiver's topic of a PX4 log as a table: its `timestamp` counts from the vehicle's start.
  static let ulogCSV = Preset(
    name: "ulog-csv",
    summary: "PX4 receiver positions as CSV (ulog2csv): degrees times 10⁷, millimetres",
    rules: [
      "timestamp": Rule(target: nil), "timestampsample": Rule(target: nil),
      "timeutcusec": Rule(target: .time, unit: "us"),
      "lat": Rule(target: .latitude, unit: "e7"), "lon": Rule(target: .longitude, unit: "e7"),
      "alt": Rule(target: .height(.meanSeaLevel), unit: "mm"),
      "altellipsoid": Rule(target: .measure(.ellipsoidHeight), unit: "mm"),
      "velms": Rule(target: .measure(.speed)),
      "cograd": Rule(target: .measure(.course), unit: "rad"),
      "heading": Rule(target: nil),
    ],
    signs: [["timestamp", "timeutcusec"]])

  /// Telemetry logs of EdgeTX and OpenTX radios: the clock is the radio's, the position one cell.
  static let edgeTX = Preset(
    name: "edgetx",
    summary:
      "EdgeTX and OpenTX radio logs: units from the header, 'GPS' is \"lat lon\", local times",
    rules: [
      "gps": Rule(target: .place), "gspd": Rule(target: .measure(.speed), unit: "kt"),
      "hdg": Rule(target: .measure(.course)), "ptch": Rule(target: nil),
      "galt": Rule(target: .height(.meanSeaLevel)),
      "alt": Rule(target: .height(.unknown), rank: 1), "vspd": Rule(target: .measure(.climb)),
    ],
    signs: [["date", "time", "gps", "gspd"]])

  /// Positions of a Betaflight or INAV blackbox as a table (blackbox_decode): time since power-up.
  static let blackbox = Preset(
    name: "blackbox",
    summary: "Betaflight and INAV blackbox positions as CSV: microseconds since power-up",
    rules: [
      "time": Rule(target: .time), "gpscoord0": Rule(target: .latitude),
      "gpscoord1": Rule(target: .longitude),
      "gpsaltitude": Rule(target: .height(.meanSeaLevel)),
      "gpsspeed": Rule(target: .measure(.speed)),
      "gpsgroundcourse": Rule(target: .measure(.course)),
    ],
    signs: [["gpscoord0", "gpscoord1"]])
}
