import Telemetry
import Testing
import Tracks

/// Tables as other programs write them, each with what a reader has to know of its source.
@Suite("tables of other programs")
struct SourceTableTests {
  private static let may13 = CivilTime(
    year: 2023, month: 5, day: 13, hour: 14, minute: 2, second: 24
  )
  .instant.microseconds
  private static let knot = 1852.0 / 3600

  private func close(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  @Test("DJI flight records: a separator line, local dates of the United States, feet and miles")
  func djiRecord() {
    let reading = Reading(
      """
      sep=,
      CUSTOM.date [local],CUSTOM.updateTime [local],OSD.flyTime [s],OSD.latitude,OSD.longitude,OSD.height [ft],OSD.altitude [ft],OSD.hSpeed [MPH],OSD.pitch,OSD.roll,OSD.yaw,OSD.yaw [360],GIMBAL.pitch,GIMBAL.roll,GIMBAL.yaw,HOME.latitude,HOME.longitude
      5/13/2023,2:02:24.50 PM,0.1,40.5,-75.25,10,1000,10,1,2,-90,270,-30,0,-90,40,-75
      5/6/2023,2:02:24.50 PM,0.2,40.5,-75.25,10,1000,10,1,2,-90,270,-30,0,-90,40,-75

      """)
    #expect(reading.time[0] == Self.may13 + 500_000)
    #expect(reading.time[1] == Self.may13 + 500_000 - 7 * 86_400_000_000)
    #expect(reading.latitude == [40.5, 40.5] && reading.longitude == [-75.25, -75.25])
    #expect(close(reading[.height], [304.8, 304.8]))
    #expect(reading.heightDatum == ["msl", "msl"])
    #expect(close(reading[.speed], [4.4704, 4.4704]))
    #expect(reading[.heading] == [270, 270])
    #expect(reading[.sensorElevation].allSatisfy { $0 < -28 && $0 > -32 })
    #expect(reading.warnings.contains { $0.contains("name no zone") })
  }

  @Test("Litchi: the time is the column in UTC, whatever stands beside it; heights above take-off")
  func litchi() {
    for times in ["datetime(utc),datetime(local)", "datetime(local),datetime(utc)"] {
      let isUTCFirst = times.hasPrefix("datetime(utc)")
      let (utc, local) = ("2023-05-13 14:02:24.500", "2023-05-13 07:02:24.500")
      let cells = isUTCFirst ? "\(utc),\(local)" : "\(local),\(utc)"
      let reading = Reading(
        """
        latitude,longitude,altitude(feet),speed(mph),max_altitude(feet),time(millisecond),\(times),satellites,pitch(deg),roll(deg),yaw(deg)
        36.5,-115.25,10,10,20,100,\(cells),15,1,2,-3

        """)
      #expect(reading.time == [Self.may13 + 500_000])
      #expect(close(reading[.height], [3.048]) && reading.heightDatum == ["agl"])
      #expect(reading[.heading] == [357])
    }
  }

  @Test("MAVLink as CSV: degrees times 10⁷, millimetres, hundredths of degrees, 65535 is unknown")
  func mavlink() {
    let reading = Reading(
      """
      timestamp,time_boot_ms,lat,lon,alt,relative_alt,vx,vy,vz,hdg
      1683986544.5,1000,-353632610,1491652300,584120,10,1,2,3,35200
      1683986544.75,1250,-353632611,1491652301,584120,10,1,2,3,65535

      """)
    #expect(reading.latitude == [-35.363261, -35.3632611])
    #expect(reading.longitude == [149.16523, 149.1652301])
    #expect(close(reading[.height], [584.12, 584.12]) && reading.heightDatum == ["msl", "msl"])
    #expect(reading[.heading][0] == 352 && reading[.heading][1].isNaN)
    #expect(reading.time == [Self.may13 + 500_000, Self.may13 + 750_000])
  }

  @Test("PX4 topics as CSV: the receiver's UTC is the time, not the count since the start")
  func ulog() {
    let reading = Reading(
      """
      timestamp,time_utc_usec,lat,lon,alt,alt_ellipsoid,vel_m_s,cog_rad,fix_type
      112574307,1683986544500000,473977420,85455940,488123,540000,2.5,1.5,3

      """)
    #expect(reading.time == [Self.may13 + 500_000])
    #expect(reading.latitude == [47.397742] && reading.longitude == [8.545594])
    #expect(close(reading[.height], [488.123]) && close(reading[.ellipsoidHeight], [540]))
    #expect(reading[.speed] == [2.5] && close(reading[.course], [1.5 * 180 / .pi]))
  }

  @Test("positions that no metres reach are degrees times 10⁷, said so; metres stay an error")
  func timesTenMillion() {
    let reading = Reading(
      "time,lat,lon\n1683986544,473977420,85455940\n1683986545,473977421,-1800000000\n")
    #expect(reading.latitude == [47.397742, 47.3977421])
    #expect(reading.longitude == [8.545594, -180])
    #expect(reading.warnings.contains { $0.contains("degrees times 10⁷") })
    let metres = Reading("time,lat,lon\n1683986544,5300000,600000\n1683986544,20000000,-20000000\n")
    #expect(metres.count == 0 && metres.error != nil)
    let named = Reading(
      #"{"locations":[{"timestampMs":"1683986544500","latitudeE7":473977420,"longitudeE7":85455940}]}"#
    )
    #expect(named.latitude == [47.397742] && named.time == [Self.may13 + 500_000])
    let radians = Reading("time,lat (rad),lon (rad)\n1683986544,0.5,-1\n")
    #expect(close(radians.latitude, [90 / .pi]) && close(radians.longitude, [-180 / .pi]))
  }

  @Test("Flightradar24: one cell with latitude and longitude, feet and knots")
  func flightradar() {
    let reading = Reading(
      """
      Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction
      1683986544,2023-05-13T14:02:24Z,UAL1,"40.5,-74.25",1000,100,90
      1683986545,2023-05-13T14:02:25Z,UAL1,40.5,1000,100,90

      """)
    #expect(reading.latitude == [40.5] && reading.longitude == [-74.25])
    #expect(reading.time == [Self.may13])
    #expect(close(reading[.height], [304.8]) && reading.heightDatum == ["baro"])
    #expect(close(reading[.speed], [100 * Self.knot]) && reading[.course] == [90])
    #expect(reading.tally["rows"] == 2)
  }

  @Test("Flightradar24's messages: the receivers' times, whose fraction stands behind the zone")
  func flightradarMessages() {
    let reading = Reading(
      """
      network_time,receiver_time,hex,callsign,latitude,longitude,no_position,altitude,squawk,speed,track,vspeed,on_ground,flags,position_class,,,
      2023-05-13 14:02:25Z.115,2023-05-13 14:02:24Z.500,0x4b1811,SWR1,47.5,8.25,P,1000,1000,100,90,600,A,4,ADS-B,P:8,C:25,MCPA:40000,MACH:756,HDG:93
      2023-05-13 14:02:25Z.884,2023-05-13 14:02:25Z.250,0x4b1811,,0,0,N,1000,0,100,90,600,N,2,ADS-B,P:8,,

      """)
    #expect(reading.time == [Self.may13 + 500_000])
    #expect(reading.latitude == [47.5] && reading.longitude == [8.25])
    #expect(close(reading[.height], [304.8]) && reading.heightDatum == ["baro"])
    #expect(close(reading[.speed], [100 * Self.knot]) && reading[.course] == [90])
    #expect(close(reading[.climb], [3.048]))
    #expect(reading.warnings.contains { $0.contains("flightradar24-messages") })
  }

  @Test(
    "Garmin's avionics: a day, a time and its distance from UTC in three columns; feet and knots")
  func garmin() {
    let reading = Reading(
      """
      #airframe_info, log_version="1.00", airframe_name="Diamond DA40", system_id="1234"
      #yyy-mm-dd, hh:mm:ss,   hh:mm,  ident,      degrees,      degrees,  ft msl,     kt,     fpm,    deg,    deg,   deg,   deg,  ft wgs
        Lcl Date, Lcl Time, UTCOfst, AtvWpt,     Latitude,    Longitude,  AltMSL, GndSpd,    VSpd,  Pitch,   Roll,   HDG,   TRK, AltGPS
      2023-05-13, 06:02:24,  -08:00,   KPAO,   37.5000000, -122.2500000,    1000,  100.0,   600.0,   1.50,  -2.50, 120.0, 121.0,    900
      2023-05-13, 19:47:25,  +05:45,   KPAO,   37.5000000, -122.2500000,    1000,  100.0,   600.0,   1.50,  -2.50, 120.0, 121.0,    900
                ,         ,        ,       ,             ,             ,        ,       ,        ,       ,       ,      ,      ,

      """)
    #expect(reading.time == [Self.may13, Self.may13 + 1_000_000])
    #expect(reading.latitude == [37.5, 37.5] && reading.longitude == [-122.25, -122.25])
    #expect(close(reading[.height], [900 * 0.3048, 900 * 0.3048]))
    #expect(reading.heightDatum == ["ellipsoid", "ellipsoid"])
    #expect(close(reading[.speed], [100 * Self.knot, 100 * Self.knot]))
    #expect(close(reading[.climb], [3.048, 3.048]) && reading[.pitch] == [1.5, 1.5])
    // Magnetic ones are none.
    let measured = Set(reading.batches.flatMap { $0.measures.present })
    #expect(measured.isDisjoint(with: [.heading, .course]))
    #expect(reading.tally["no position"] == 1)
    #expect(!reading.warnings.contains { $0.contains("name no zone") })
  }

  @Test("ForeFlight: the header stands behind lines on the flight; feet, knots, -1 is unknown")
  func foreflight() {
    let text = """
      Pilot,Tail Number,Start Latitude,Start Longitude,End Latitude,End Longitude,Start Time,Total Distance
      ,N1,37.5,-122.25,37.6,-122.26,1683986544,20.1

      Timestamp,Latitude,Longitude,Altitude,Course,Speed,Bank,Pitch,Horizontal Error,Vertical Error,g Load
      1683986544.500,37.5,-122.25,1000,90,100,-2.5,1.5,5,5,1.0
      1683986545.500,37.5,-122.25,1000,-1,-1,-2.5,1.5,5,5,1.0
      1683986546.500,95,-122.25,1000,-1,-1,-2.5,1.5,5,5,1.0

      """
    for piece in [1, 50, Int.max] {
      let reading = Reading(text, piece: piece)
      #expect(reading.error == nil)
      #expect(reading.time == [Self.may13 + 500_000, Self.may13 + 1_500_000])
      #expect(close(reading[.height], [304.8, 304.8]))
      #expect(reading.heightDatum == ["unknown", "unknown"])
      #expect(close([reading[.speed][0]], [100 * Self.knot]) && reading[.speed][1].isNaN)
      #expect(reading[.course][0] == 90 && reading[.course][1].isNaN)
      #expect(reading[.roll] == [-2.5, -2.5])
      #expect(reading.warnings.contains { $0.contains("its header is on line 4") })
      #expect(reading.warnings.contains { $0.contains("memory:7:") })
    }
  }

  @Test("where no line is a header, the error is of the first that could be one")
  func noHeader() {
    let lines = ["one,two,three"] + (0..<30).map { "\($0),a,b" }
    let reading = Reading(lines.joined(separator: "\n") + "\n")
    #expect(reading.error?.message.contains("among one, two, three") == true)
    let late = lines.prefix(18) + ["time,lat,lon", "1683986544,47.5,8.25"]
    #expect(Reading(late.joined(separator: "\n") + "\n").error != nil)
    let soon = lines.prefix(12) + ["time,lat,lon", "1683986544,47.5,8.25"]
    #expect(Reading(soon.joined(separator: "\n") + "\n").count == 1)
  }

  @Test(
    "FlightAware's AeroAPI and Firehose: hundreds of feet or feet, knots, the heading is the course"
  )
  func flightawareJSON() {
    let aero = Reading(
      #"{"actual_distance":9,"positions":[{"fa_flight_id":"SWR1-1","altitude":350,"altitude_change":"-","#
        + #""groundspeed":100,"heading":90,"latitude":47.5,"longitude":8.25,"#
        + #""timestamp":"2023-05-13T14:02:24Z","update_type":"A"}]}"#)
    #expect(aero.time == [Self.may13] && aero.vehicle == ["SWR1-1"])
    #expect(close(aero[.height], [10668]) && close(aero[.speed], [100 * Self.knot]))
    #expect(aero[.course] == [90] && aero[.heading].allSatisfy { $0.isNaN })
    let firehose = Reading(
      #"{"type":"position","ident":"SWR1","alt":"1000","clock":"1683986544","id":"SWR1-1","gs":"100","#
        + #""heading":"90","lat":"47.5","lon":"8.25","hexid":"4B1811","updateType":"A"}"# + "\n")
    #expect(firehose.time == [Self.may13] && firehose.vehicle == ["4B1811"])
    #expect(close(firehose[.height], [304.8]) && firehose.heightDatum == ["baro"])
    #expect(close(firehose[.speed], [100 * Self.knot]) && firehose[.course] == [90])
  }

  @Test("AIS-catcher: the time of reception is a run of digits")
  func aisCatcher() {
    let reading = Reading(
      #"{"class":"AIS","rxtime":"20230513140224","channel":"A","nmea":["!AIVDM"],"mmsi":257058700,"#
        + #""speed":100,"lon":8.25,"lat":47.5,"course":90,"heading":511,"second":2}"# + "\n")
    #expect(reading.time == [Self.may13] && reading.vehicle == ["257058700"])
    #expect(close(reading[.speed], [100 * Self.knot]))
  }

  @Test("a line of units below the header is read as if they stood in it")
  func unitsBelow() {
    let text = """
      time,lat,lon,alt,speed,climb,course,note
      s,deg,deg,ft MSL,kt,furlongs,°,
      1683986544,47.5,8.25,1000,100,2,90,a
      1683986545,47.5,x,1000,100,2,90,b

      """
    for piece in [1, 20, Int.max] {
      let reading = Reading(text, piece: piece)
      #expect(reading.time == [Self.may13] && reading.tally["rows"] == 2)
      #expect(close(reading[.height], [304.8]) && reading.heightDatum == ["msl"])
      #expect(close(reading[.speed], [100 * Self.knot]) && reading[.course] == [90])
      #expect(reading[.climb] == [2] && reading[extra: "note"] == ["a"])
      #expect(reading.warnings.contains { $0.contains("memory:4:") })
    }
    let mapped = Reading(text) { $0.mapping = [("height_m", "alt")] }
    #expect(mapped[.height] == [1000])
    // Where places stand below the names, they are places.
    #expect(Reading("time,lat,lon\n1683986544,47.5,8.25\n").count == 1)
  }

  @Test("a column that counts rows is no vehicle, unless the user says so")
  func rowNumbers() {
    let rows = (0..<20).map { "\($0 + 7),\(1_683_986_544 + $0),47.5,8.25\n" }
    let text = "id,time,lat,lon\n" + rows.joined()
    let reading = Reading(text, name: "f.csv")
    #expect(Set(reading.vehicle) == ["f"] && reading[extra: "id"][0] == "7")
    #expect(reading.warnings.contains { $0.contains("'id' counts rows") })
    let chosen = Reading(text) { $0.mapping = [("vehicle", "id")] }
    #expect(Set(chosen.vehicle).count == 20)
    let ships = text.replacing("10,1683986547", with: "12,1683986547")
    #expect(Set(Reading(ships).vehicle).count == 19)
    let swarm = (0..<20).map { "\($0),1683986544,47.5,8.25\n" }
    #expect(Set(Reading("id,time,lat,lon\n" + swarm.joined()).vehicle).count == 20)
    let records = (0..<20).map {
      #"{"id":\#($0 + 7),"time":\#(1_683_986_544 + $0),"lat":47.5,"lon":8.25}"#
    }
    for json in [
      "[" + records.joined(separator: ",") + "]", records.joined(separator: "\n") + "\n",
    ] {
      let reading = Reading(json, name: "f.json")
      #expect(Set(reading.vehicle) == ["f"] && reading[extra: "id"][19] == "26")
      #expect(reading.warnings.contains { $0.contains("'id' counts rows") })
    }
    let few = "id,time,lat,lon\n" + rows.prefix(5).joined()
    #expect(Set(Reading(few).vehicle).count == 5)
  }

  @Test("columns with blanks between, aligned or not, below a comment or a plain header")
  func blanks() {
    for head in ["# time  lat lon    alt_ft", "time  lat lon    alt_ft", "  time lat lon alt_ft  "]
    {
      let text = head + "\n1683986544   47.5  8.25   1000\r\n  1683986545  47.5 8.25 1000  \r\n"
      for piece in [1, 40, Int.max] {
        let reading = Reading(text, piece: piece)
        #expect(reading.error == nil && reading.tally["rows"] == 2)
        #expect(reading.time == [Self.may13, Self.may13 + 1_000_000])
        #expect(reading.latitude == [47.5, 47.5] && reading.longitude == [8.25, 8.25])
        #expect(close(reading[.height], [304.8, 304.8]))
      }
    }
    let parted = Reading("date time lat lon\n2023-05-13 14:02:24 47.5 8.25\n")
    #expect(parted.time == [Self.may13])
  }

  @Test("lines that end with a carriage return alone, Latin-1, a degree sign")
  func oldText() {
    let mac = "time,lat,lon\r1683986544,47.5°,8.25°\r1683986545,-47.5°,8.25\r"
    for piece in [1, 30, Int.max] {
      let reading = Reading(mac, piece: piece)
      #expect(reading.time == [Self.may13, Self.may13 + 1_000_000])
      #expect(reading.latitude == [47.5, -47.5] && reading.longitude == [8.25, 8.25])
    }
    let german = "Zeit;Breite;Länge;Höhe (m)\n1683986544;47,5;8,25;430\n"
    let reading = Reading(german.unicodeScalars.map { UInt8($0.value) })
    #expect(reading.longitude == [8.25] && reading[.height] == [430])
    let degrees = Reading("time,lat,lon\n1683986544,47.5\u{B0},8.25'\n")
    #expect(degrees.count == 0, "minutes alone are no place")
  }

  @Test("OwnTracks: seconds since 1970 and kilometres an hour")
  func owntracks() {
    let reading = Reading(
      #"{"_type":"location","tid":"ab","lat":47.5,"lon":8.25,"tst":1683986544,"alt":430,"vel":36,"cog":90}"#
        + "\n")
    #expect(reading.time == [Self.may13] && reading.vehicle == ["ab"])
    #expect(close(reading[.speed], [10]) && reading[.course] == [90])
  }

  @Test("Virtual Radar Server: the aircraft stand behind a list of receivers")
  func virtualRadarLists() {
    let feeds = #""feeds":[{"id":1,"name":"here","polarPlot":false}],"bounds":[1,2],"#
    let reading = Reading(
      #"{"src":1,\#(feeds)"acList":[{"Id":4921361,"Icao":"4B1811","Lat":47.5,"Long":8.25,"Alt":1000,"#
        + #""PosTime":1683986544000,"Spd":100,"Trak":90,"Vsi":600},{"Id":2,"Icao":"4B1812","Alt":5}],"#
        + #""totalAc":2}"#)
    #expect(reading.error == nil)
    #expect(reading.vehicle == ["4B1811"] && reading.time == [Self.may13])
    #expect(close(reading[.height], [304.8]) && close(reading[.speed], [100 * Self.knot]))
    #expect(reading.tally["rows"] == 2 && reading.tally["no position"] == 1)
  }

  @Test("EdgeTX radios: one cell with a blank between, kilometres an hour, a date column")
  func edgeTX() {
    let reading = Reading(
      """
      Date,Time,1RSS(dB),GPS,GSpd(kmh),Hdg(@),Alt(m),Sats
      2023-05-13,14:02:24.500,-56,40.5 -74.25,36,120.5,123,14
      2023-05-13,14:02:25.500,-56,,36,120.5,123,0

      """)
    #expect(reading.latitude == [40.5] && reading.longitude == [-74.25])
    #expect(reading.time == [Self.may13 + 500_000])
    #expect(close(reading[.speed], [10]) && reading[.course] == [120.5])
    #expect(reading[.height] == [123] && reading.heightDatum == ["unknown"])
  }

  @Test("blackbox_decode: the parts of a place have numbers, time runs from power-up")
  func blackbox() {
    let reading = Reading(
      """
      time (us), GPS_fixType, GPS_coord[0], GPS_coord[1], GPS_altitude, GPS_speed (m/s), GPS_ground_course
      1500000, 2, 40.5, -74.25, 123, 5.25, 120.5

      """)
    #expect(reading.latitude == [40.5] && reading.longitude == [-74.25])
    #expect(reading.time == [1_500_000])
    #expect(reading[.height] == [123] && reading.heightDatum == ["msl"])
    #expect(reading[.speed] == [5.25] && reading[.course] == [120.5])
  }

  @Test(
    "what a height is above may stand beside its unit",
    arguments: [
      ("ft HAE", 304.8, "ellipsoid"), ("m MSL", 1000, "msl"), ("m AGL", 1000, "agl"),
      ("ft", 304.8, "unknown"),
    ])
  func surfaces(_ unit: String, _ height: Double, _ datum: String) {
    let reading = Reading("time,lat,lon,Altitude (\(unit))\n1683986544,47.5,8.25,1000\n")
    #expect(close(reading[.height], [height]) && reading.heightDatum == [datum])
  }

  @Test("Danish AIS: dates begin with the day even where no row shows it, 511 and 360 are unknown")
  func danish() {
    let reading = Reading(
      """
      # Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,Name
      03/02/2024 00:00:01,Class A,219000873,56.5,10.25,Moored,0.0,102.3,360,511,"A, B"
      03/02/2024 00:00:02,Class A,219000873,56.5,10.25,Moored,0.0,10,90,91,

      """)
    let day = CivilTime(year: 2024, month: 2, day: 3).instant.microseconds
    #expect(reading.time == [day + 1_000_000, day + 2_000_000])
    #expect(reading[.speed][0].isNaN && abs(reading[.speed][1] - 10 * Self.knot) < 1e-12)
    #expect(reading[.course][0].isNaN && reading[.course][1] == 90)
    #expect(reading[.heading][0].isNaN && reading[.heading][1] == 91)
    #expect(reading.vehicle == ["219000873", "219000873"])
  }

  @Test("every table of AIS is in knots and names its ships, MarineCadastre's new heads included")
  func ships() {
    let heads = [
      "mmsi,base_date_time,longitude,latitude,sog,cog,heading",
      "MMSI,TSTAMP,LONGITUDE,LATITUDE,SOG,COG,HEADING",
      "mmsi,timestamp,lon,lat,speed,course,heading",
      "sourcemmsi,t,lon,lat,speedoverground,courseoverground,trueheading",
    ]
    for head in heads {
      let reading = Reading(head + "\n219000873,2023-05-13 14:02:24,-74.5,40.25,10,90,511\n")
      #expect(reading.time == [Self.may13], "\(head)")
      #expect(reading.vehicle == ["219000873"], "\(head)")
      #expect(close(reading[.speed], [10 * Self.knot]), "\(head)")
      #expect(reading[.heading][0].isNaN, "\(head)")
    }
  }

  @Test("Virtual Radar Server: feet and knots, the aircraft is its ICAO address")
  func virtualRadar() {
    let reading = Reading(
      #"{"acList":[{"Id":4921892,"Icao":"4B1A1B","Alt":1000,"GAlt":1010,"Lat":47.5,"Long":8.25,"#
        + #""PosTime":1683986544500,"Spd":100.0,"Trak":90.5,"Vsi":60}]}"#)
    #expect(reading.vehicle == ["4B1A1B"] && reading.time == [Self.may13 + 500_000])
    #expect(close(reading[.height], [304.8]) && close(reading[.speed], [100 * Self.knot]))
    #expect(close(reading[.climb], [0.3048]))
  }

  @Test("positions are found by the ends of names, never those of a home or a target")
  func endsOfNames() {
    let reading = Reading(
      """
      GPS:dateTimeStamp,HOME.latitude,HOME.longitude,IMU_ATTI(0):Longitude,IMU_ATTI(0):Latitude,GPS(1):Long,GPS(1):Lat
      2023-05-13T14:02:24Z,1,2,-75.25,40.5,-75,40

      """)
    #expect(reading.longitude == [-75.25] && reading.latitude == [40.5])
    #expect(reading.time == [Self.may13])
    let home = Reading("time,home_lat,home_lon\n1683986544,47,8\n", name: "f.csv")
    #expect(home.error?.message.contains("no column for 'lon' and 'lat'") == true)
  }

  @Test("semicolons and tabs take decimal commas; headers may be German")
  func decimalCommas() {
    let german = Reading("Datum;Uhrzeit;Breite;Länge;Höhe\n13.05.2023;14:02:24;47,5;8,25;400,5\n")
    #expect(german.latitude == [47.5] && german.longitude == [8.25] && german[.height] == [400.5])
    #expect(german.time == [Self.may13])
    let tabs = Reading("time\tlat\tlon\n1683986544\t47,5\t8,25\n")
    #expect(tabs.latitude == [47.5] && tabs.longitude == [8.25])
  }

  @Test(
    "degrees are read as people write them",
    arguments: [
      ("47.5N", 47.5), ("S 47.5", -47.5), ("47°30'00.0\"S", -47.5), ("47 30 N", 47.5),
      ("-47°30'", -47.5),
      ("47º30′18″", 47.505), ("47:30:00", 47.5),
    ])
  func angles(_ text: String, _ degrees: Double) {
    let quoted = text.contains("\"") ? text.replacing("\"", with: "\"\"") : text
    let reading = Reading("time,lat,lon\n1683986544,\"\(quoted)\",8.25\n")
    #expect(close(reading.latitude, [degrees]))
  }

  @Test(
    "what is no angle is none",
    arguments: ["47°60'", "N47.5S", "-47.5S", "47'", "NE", "47 30 0 0", "N", "1.2.3 N"])
  func noAngles(_ text: String) {
    let reading = Reading("time,lat,lon\n1683986544,\(text),8.25\n")
    #expect(reading.count == 0 && reading.tally["unreadable number"] == 1)
  }
}
