import Tracks

extension Preset {
  /// Tracks that Flightradar24 gives its users: feet, knots, latitude and longitude in one cell.
  static let flightradar24 = Preset(
    name: "flightradar24", summary: "Flightradar24 tracks: feet, knots, 'Position' is \"lat,lon\"",
    rules: [
      "timestamp": Rule(target: .time), "utc": Rule(target: nil), "position": Rule(target: .place),
      "altitude": Rule(target: .height(.barometric), unit: "ft"),
      "speed": Rule(target: .measure(.speed), unit: "kt"),
      "direction": Rule(target: .measure(.course)),
    ],
    signs: [["callsign", "position", "altitude", "speed", "direction"]])

  /// Messages as Flightradar24's receivers heard them, each by several: feet, knots, feet per minute.
  static let flightradar24Messages = Preset(
    name: "flightradar24-messages",
    summary: "Flightradar24 granular data: feet, knots, feet per minute, the receivers' times",
    rules: [
      "receivertime": Rule(target: .time), "networktime": Rule(target: nil),
      "hex": Rule(target: .vehicle),
      "altitude": Rule(target: .height(.barometric), unit: "ft"),
      "speed": Rule(target: .measure(.speed), unit: "kt"),
      "vspeed": Rule(target: .measure(.climb), unit: "fpm"),
    ],
    signs: [["networktime", "receivertime", "hex", "latitude", "longitude"]])

  /// Track logs of FlightAware: the units are the names of the columns.
  static let flightaware = Preset(
    name: "flightaware", summary: "FlightAware track logs: feet, knots",
    rules: [
      "kts": Rule(target: .measure(.speed), unit: "kt"),
      "feet": Rule(target: .height(.unknown), unit: "ft"),
      "rate": Rule(target: .measure(.climb), unit: "fpm"), "direction": Rule(target: nil),
    ],
    signs: [["latitude", "longitude", "course", "kts", "feet"]])

  /// Positions of FlightAware's AeroAPI: hundreds of feet, knots, `heading` is the course over ground.
  static let aeroAPI = Preset(
    name: "aeroapi", summary: "FlightAware AeroAPI positions: hundreds of feet, knots",
    rules: [
      "faflightid": Rule(target: .vehicle), "altitude": Rule(target: .height(.unknown), unit: "fl"),
      "groundspeed": Rule(target: .measure(.speed), unit: "kt"),
      "heading": Rule(target: .measure(.course)),
    ],
    signs: [["altitude", "altitudechange", "groundspeed", "heading", "latitude", "timestamp"]])

  /// Messages of FlightAware's Firehose: feet, knots, `heading` is the course over ground.
  static let firehose = Preset(
    name: "firehose", summary: "FlightAware Firehose positions: feet, knots",
    rules: [
      "clock": Rule(target: .time), "hexid": Rule(target: .vehicle), "id": Rule(target: nil),
      "alt": Rule(target: .height(.barometric), unit: "ft"),
      "gs": Rule(target: .measure(.speed), unit: "kt"),
      "heading": Rule(target: .measure(.course)),
      "vertrate": Rule(target: .measure(.climb), unit: "fpm"),
    ],
    signs: [["ident", "clock", "lat", "lon", "updatetype"]])

  /// Track logs of ForeFlight, whose header stands behind lines on the flight; −1 is an unknown course.
  ///
  /// Units: ForeFlight, *What format or units are displayed within the Track Log CSV file?*
  static let foreflight = Preset(
    name: "foreflight", summary: "ForeFlight track logs: feet, knots",
    rules: [
      "altitude": Rule(target: .height(.unknown), unit: "ft"),
      "speed": Rule(target: .measure(.speed), unit: "kt", quirk: .unsigned),
      "course": Rule(target: .measure(.course), quirk: .unsigned),
      "bank": Rule(target: .measure(.roll)),
    ],
    signs: [["timestamp", "latitude", "longitude", "altitude", "course", "speed", "bank", "pitch"]])

  /// Data logs of Garmin's avionics: local times beside their distance from UTC, magnetic directions.
  static let garminAvionics = Preset(
    name: "garmin-avionics",
    summary: "Garmin G1000 and G3X data logs: feet, knots, feet per minute",
    rules: [
      "lcldate": Rule(target: .date), "lcltime": Rule(target: .time),
      "utcofst": Rule(target: .utcOffset),
      "altmsl": Rule(target: .height(.meanSeaLevel), unit: "ft"),
      "altgps": Rule(target: .height(.ellipsoid), unit: "ft"),
      "gndspd": Rule(target: .measure(.speed), unit: "kt"),
      "vspd": Rule(target: .measure(.climb), unit: "fpm"),
      // Magnetic.
      "hdg": Rule(target: nil), "trk": Rule(target: nil),
    ],
    signs: [["lcldate", "lcltime", "utcofst", "latitude", "longitude"]])

  /// Aircraft lists of Virtual Radar Server and of ADS-B Exchange until 2020.
  static let virtualRadar = Preset(
    name: "virtual-radar",
    summary: "Virtual Radar Server aircraft lists: feet, knots, feet per minute",
    rules: [
      "id": Rule(target: nil), "icao": Rule(target: .vehicle), "postime": Rule(target: .time),
      "alt": Rule(target: .height(.barometric), unit: "ft"), "galt": Rule(target: nil),
      "spd": Rule(target: .measure(.speed), unit: "kt"),
      "trak": Rule(target: .measure(.course)),
      "vsi": Rule(target: .measure(.climb), unit: "fpm"),
    ],
    signs: [["icao", "lat", "long", "postime"]])
}
