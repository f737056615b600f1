import Tracks

/// One meaning and the column names that carry it, the best first.
///
/// Names are squashed (``HeaderName/key``): `geo_altitude` and `GeoAltitude` are `geoaltitude`. A name
/// may end in a unit; without one the numbers are in ``unit``.
struct Synonym {
  let target: ColumnTarget
  let unit: String?
  let names: [String]

  init(_ target: ColumnTarget, unit: String? = nil, _ names: String) {
    self.target = target
    self.unit = unit
    self.names = names.split(separator: " ").map(String.init)
  }

  /// Where a squashed name stands: its synonym and how good the name is, 0 the best.
  static func named(_ key: String) -> (synonym: Synonym, rank: Int)? { byName[key] }

  private static let all: [Synonym] = [
    Synonym(
      .time,
      """
      time timestamp t datetime basedatetime ts timeutc utctime utc timestamputc datetimeutc \
      instant epoch unixtime unixtimestamp posixtime gpstime updatetime timeposition recordedat \
      aispostimestamp dateandtime dt utcdatetime gpsdatetime tstamp fixtime devicetime servertime \
      positiontime postime rxtime timestampms receivedtime gpsutctime utcdateandtime zeit uhrzeit
      """),
    Synonym(.date, "date utcdate dateutc gpsdate localdate datelocal datum"),
    Synonym(
      .vehicle,
      """
      vehicle icao24 hex mmsi trackid icao objectid vehicleid aircraftid tailnumber droneid uavid \
      uasid deviceid registration platformtailnumber trajectoryid sourcemmsi shipid vesselid \
      individuallocalidentifier id
      """),
    Synonym(
      .longitude,
      """
      lon long longitude lng xlon lond positionlongitude gpslongitude sensorlongitude gpslon gpslong \
      gpslng longitudedegrees längengrad laengengrad länge
      """),
    Synonym(
      .latitude,
      """
      lat latitude ylat latd positionlatitude gpslatitude sensorlatitude gpslat latitudedegrees \
      breitengrad breite
      """),
    Synonym(.longitude, unit: "e7", "longitudee7 lone7 lnge7"),
    Synonym(.latitude, unit: "e7", "latitudee7 late7"),
    Synonym(.place, "position latlon latlng latlong latitudelongitude"),

    // The datum is in the name.
    Synonym(
      .height(.ellipsoid),
      """
      geoaltitude geometricaltitude altgeom altgeo ellipsoidalheight altitudeellipsoid altellipsoid \
      altitudehae althae hae heighthae sensorellipsoidheight heightaboveellipsoid
      """),
    Synonym(
      .height(.meanSeaLevel),
      """
      altitudeabovesealevel altitudemsl altmsl msl amsl altitudeamsl altamsl heightmsl \
      sensortruealtitude
      """),
    Synonym(
      .height(.barometric), "baroaltitude barometricaltitude altbaro altitudebaro pressurealtitude"),
    Synonym(
      .height(.aboveGround),
      """
      heightabovetakeoff relalt relativealtitude altituderelative altrel heightagl \
      altitudeagl altagl agl \
      heightabovegroundatdronelocation
      """),
    // `height_m` is ours; a column `height_datum` says the datum.
    Synonym(.height(.unknown), "height altitude alt ele elevation z gpsalt gpsaltitude höhe"),
    Synonym(.heightDatum, "heightdatum"),

    Synonym(
      .measure(.speed),
      "speed groundspeed velocity speedoverground platformgroundspeed spd geschwindigkeit"),
    Synonym(.measure(.speed), unit: "kt", "gs sog"),
    Synonym(
      .measure(.course),
      "course track cog courseoverground groundtrack trackangle bearing direction kurs"),
    Synonym(.measure(.heading), "heading trueheading compassheading platformheadingangle hdg yaw"),
    Synonym(
      .measure(.climb), "climb verticalrate vertrate climbrate verticalspeed barorate geomrate"),
    Synonym(.measure(.pitch), "pitch platformpitchangle"),
    Synonym(.measure(.roll), "roll platformrollangle"),
    Synonym(
      .measure(.frameLongitude),
      "framelon framelongitude framecenterlongitude framecentrelongitude framecenterlon framecentrelon"
    ),
    Synonym(
      .measure(.frameLatitude),
      "framelat framelatitude framecenterlatitude framecentrelatitude framecenterlat framecentrelat"
    ),
    Synonym(
      .measure(.frameHeight),
      "frameheight framecenterelevation framecentreelevation frameelevation"),
    Synonym(.measure(.slantRange), "slantrange"),
    Synonym(.measure(.sensorAzimuth), "sensorazimuth sensorrelativeazimuthangle"),
    Synonym(.measure(.sensorElevation), "sensorelevation sensorrelativeelevationangle"),
    Synonym(.measure(.sensorRoll), "sensorroll sensorrelativerollangle"),
    Synonym(.measure(.horizontalView), "hfov sensorhorizontalfov sensorhorizontalfieldofview"),
    Synonym(.measure(.verticalView), "vfov sensorverticalfov sensorverticalfieldofview"),
    // `ellipsoid_height_m` is ours; other names of such columns are heights with their datum.
    Synonym(.measure(.ellipsoidHeight), "ellipsoidheight"),

    Synonym(.flight, "flight"),
    Synonym(.sortie, "sortie"),
    Synonym(.x, "x"),
    Synonym(.y, "y"),
    Synonym(.system, "crs"),
  ]

  private static let byName: [String: (synonym: Synonym, rank: Int)] = {
    var table: [String: (synonym: Synonym, rank: Int)] = [:]
    for synonym in all {
      for (rank, name) in synonym.names.enumerated() where table[name] == nil {
        table[name] = (synonym, rank)
      }
    }
    return table
  }()
}
