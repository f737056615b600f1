import Telemetry
import Testing
import Tracks

@Suite("presets")
struct PresetTests {
  @Test("OpenSky state vectors are recognised: SI units, and their heading is the course")
  func opensky() {
    let reading = Reading(
      """
      time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,baroaltitude,geoaltitude
      1587094850,407918,50.953583,0.936659,18.52,41.0,4.877,GTEKV,,,,7000,38.1,

      """)
    #expect(reading.warnings.contains { $0.contains("the columns are those of opensky") })
    #expect(reading[.speed] == [18.52])
    #expect(reading[.course] == [41])
    #expect(reading[.climb] == [4.877])
    #expect(reading[.height] == [38.1])
    #expect(reading.heightDatum == ["baro"])
    #expect(reading[extra: "callsign"] == ["GTEKV"])
  }

  private static let traffic =
    "timestamp,icao24,latitude,longitude,groundspeed,track,vertical_rate,callsign,altitude\n"
    + "1558612204000,4b43ac,47.430866,9.383099,44.0,-100,1344.0,REGA1,2525.0\n"

  @Test("flights of the traffic library are recognised: knots, feet, feet per minute")
  func traffic() {
    let reading = Reading(Self.traffic)
    #expect(reading.warnings.contains { $0.contains("the columns are those of traffic") })
    #expect(abs(reading[.speed][0] - 44 * 1852 / 3600) < 1e-12)
    #expect(abs(reading[.height][0] - 2525 * 0.3048) < 1e-9)
    #expect(reading.heightDatum == ["baro"])
    #expect(abs(reading[.climb][0] - 1344 * 0.3048 / 60) < 1e-12)
    #expect(reading[.course] == [260])
    #expect(reading.time == [1_558_612_204_000_000])
  }

  @Test("the user's preset is taken without a word, and generic leaves SI units")
  func chosen() {
    let generic = Reading(Self.traffic) { $0.preset = "generic" }
    #expect(generic[.speed] == [44])
    #expect(generic.heightDatum == ["unknown"])
    #expect(!generic.warnings.contains { $0.contains("the columns are those of") })
    let forced = Reading("timestamp,latitude,longitude,groundspeed\n1558612204000,47,9,100\n") {
      $0.preset = "traffic"
    }
    #expect(abs(forced[.speed][0] - 51.4444444) < 1e-6)
    let unknown = Reading(Self.traffic) { $0.preset = "trafic" }
    #expect(unknown.error?.kind == .usage)
    #expect(
      unknown.error?.message
        == "preset 'trafic' is unknown; known are " + Preset.all.map(\.name).joined(separator: ", ")
    )
  }

  @Test("a mapping keeps the preset's units where it names the same kind of column")
  func mappedPreset() {
    let reading = Reading(Self.traffic) { $0.mapping = [("speed", "groundspeed")] }
    #expect(abs(reading[.speed][0] - 44 * 1852 / 3600) < 1e-12)
  }

  @Test("Airdata's whole seconds are refined by its milliseconds, its heights are above sea level")
  func airdata() {
    let reading = Reading(
      """
      time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet),altitude_above_seaLevel(feet),speed(mph), compass_heading(degrees), pitch(degrees), roll(degrees),flycState
      0,2023-12-22 19:56:32,38.72,-121.17,0,466.1,10,325.9, 2.7, -0.1,P-GPS
      100,2023-12-22 19:56:32,38.72,-121.17,0,466.1,10,325.9, 2.7, -0.1,P-GPS
      1000,2023-12-22 19:56:33,38.72,-121.17,0,466.1,10,325.9, 2.7, -0.1,P-GPS
      0,2023-12-22 20:10:00,38.72,-121.17,0,466.1,10,325.9, 2.7, -0.1,P-GPS
      200,2023-12-22 20:10:00,38.72,-121.17,0,466.1,10,325.9, 2.7, -0.1,P-GPS

      """, name: "flight.csv")
    let first = CivilTime(year: 2023, month: 12, day: 22, hour: 19, minute: 56, second: 32).instant
    let again = CivilTime(year: 2023, month: 12, day: 22, hour: 20, minute: 10).instant
    #expect(
      reading.time.map { $0 - first.microseconds }.prefix(3) == [0, 100_000, 1_000_000])
    #expect(reading.time.map { $0 - again.microseconds }.suffix(2) == [0, 200_000])
    #expect(abs(reading[.height][0] - 466.1 * 0.3048) < 1e-9)
    #expect(reading.heightDatum.first == "msl")
    #expect(abs(reading[.speed][0] - 4.4704) < 1e-12)
    #expect(reading[.heading][0] == 325.9)
    #expect(reading[.pitch][0] == 2.7)
    #expect(reading[.roll][0] == -0.1)
    #expect(reading.vehicle.first == "flight")
  }

  @Test("AIS has its own words for unknown, and courses that were stored with a sign")
  func marinecadastre() {
    let reading = Reading(
      """
      MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName
      1,2020-06-30T00:00:00,40.6,-74.0,19.0,-61.8,349.0,A
      2,2020-06-30T00:00:00,40.6,-74.0,102.3,-49.6,511.0,B
      3,2020-06-30T00:00:00,40.6,-74.0,10,115.4,0,C

      """)
    #expect(abs(reading[.course][0] - 347.8) < 1e-9)
    #expect(reading[.course][1].isNaN)
    #expect(reading[.course][2] == 115.4)
    #expect(abs(reading[.speed][0] - 19.0 * 1852 / 3600) < 1e-12)
    #expect(reading[.speed][1].isNaN)
    #expect(reading[.heading][0] == 349)
    #expect(reading[.heading][1].isNaN)
    #expect(reading.vehicle == ["1", "2", "3"])
  }

  @Test("MarineTraffic's speeds are tenths of a knot; Traccar's are knots, of the device")
  func services() {
    let ships = Reading(
      """
      MMSI,STATUS,SPEED,LON,LAT,COURSE,HEADING,TIMESTAMP,SHIP_ID
      219000001,0,105,10.5,55.5,181,511,2020-04-15T10:00:00,12345

      """)
    #expect(abs(ships[.speed][0] - 10.5 * 1852 / 3600) < 1e-12)
    #expect(ships[.heading][0].isNaN && ships[.course] == [181])
    #expect(ships.vehicle == ["219000001"])
    let devices = Reading(
      """
      id,deviceid,protocol,servertime,devicetime,fixtime,valid,latitude,longitude,altitude,speed,course
      7,5,osmand,2023-05-01 10:00:05,2023-05-01 10:00:01,2023-05-01 10:00:00,true,47,8,432,36,91
      8,5,osmand,2023-05-01 10:00:15,2023-05-01 10:00:11,2023-05-01 10:00:10,true,47,8,432,36,91

      """)
    #expect(devices.vehicle == ["5", "5"])
    #expect(devices.time.map { $0 / 1_000_000 } == [1_682_935_200, 1_682_935_210])
    #expect(abs(devices[.speed][0] - 36 * 1852 / 3600) < 1e-12)
  }

  @Test("tables made of .DAT and of DataFlash logs have their positions, times and datums")
  func decodedLogs() {
    for unit in ["", "[degrees [-180;180]]"] {
      let reading = Reading(
        """
        Clock:Tick#,Clock:offsetTime[seconds],IMU_ATTI(0):Longitude\(unit),IMU_ATTI(0):Latitude\(unit),IMU_ATTI(0):yaw:C,GPS(0):Long\(unit),GPS(0):Lat\(unit),GPS(0):Date,GPS(0):Time,GPS(0):heightMSL[meters],GPS:dateTimeStamp
        1,0.25,9,48,-90,8.5,47.25,20190601,100000,432.5,2019-06-01T10:00:00Z
        2,0.50,9,48,-90,8.5,47.25,20190601,100000,432.5,2019-06-01T10:00:00Z

        """)
      #expect(reading.longitude == [8.5, 8.5] && reading.latitude == [47.25, 47.25])
      #expect(reading[.height] == [432.5, 432.5] && reading.heightDatum.first == "msl")
      #expect(reading[.heading] == [270, 270])
      #expect(reading.time.count == 2 && reading.time[1] - reading.time[0] == 250_000)
    }
    let bare = Reading(
      "time,IMU:Latitude[degrees [-90;90]],IMU:Longitude[degrees [-180;180]]\n1600000000,47,8\n")
    #expect(bare.longitude == [8] && bare.latitude == [47])
    let log = Reading(
      """
      timestamp,TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,Yaw,U
      1682935200.125,123456,0,4,100000,2200,15,0.7,47,8,432.5,5.5,91,0.5,0,1

      """)
    #expect(log.time == [1_682_935_200_125_000] && log.heightDatum == ["msl"])
    #expect(log[.course] == [91] && log[.heading][0].isNaN && log[.speed] == [5.5])
  }

  @Test("heights and speeds of aircraft without a unit are not read as metres without a word")
  func aircraftUnits() {
    func warnings(_ header: String, _ change: (inout ReadSettings) -> Void = { _ in }) -> Int {
      Reading("\(header)\n1600000000,a12345,8,47,10500,250\n", change).warnings
        .count { $0.contains("without a unit") }
    }
    #expect(warnings("Time,ICAO,Longitude,Latitude,Altitude,Speed") == 1)
    #expect(warnings("Time,ICAO,Longitude,Latitude,Altitude_ft,Speed") == 1)
    #expect(warnings("Time,ICAO,Longitude,Latitude,Altitude_ft,Speed_kt") == 0)
    #expect(warnings("Time,Vehicle,Longitude,Latitude,Altitude,Speed") == 0)
    #expect(
      warnings("Time,ICAO,Longitude,Latitude,Altitude,Speed") { $0.preset = "generic" } == 0)
    #expect(
      warnings("Time,ICAO,Longitude,Latitude,Altitude,Speed") {
        $0.mapping = [("altitude_ft", "Altitude"), ("speed_kt", "Speed")]
      } == 0)
  }

  @Test("a name of the vehicle wins over the number of the row")
  func rowNumbers() {
    let reading = Reading(
      "id,time,registration,lon,lat\n1,1600000000,HB-A,8,47\n2,1600000001,HB-A,8,47\n")
    #expect(reading.vehicle == ["HB-A", "HB-A"] && reading[extra: "id"] == ["1", "2"])
    #expect(Reading("id,time,lon,lat\n1,1600000000,8,47\n").vehicle == ["1"])
  }

  @Test("every preset and format has a name of its own and can be asked for by it")
  func registries() throws {
    for preset in Preset.all { #expect(try Preset.named(preset.name).name == preset.name) }
    for format in Format.all { #expect(try Format.named(format.name).name == format.name) }
    #expect(Set(Preset.all.map(\.name)).count == Preset.all.count)
    #expect(Set(Format.all.map(\.name)).count == Format.all.count)
    let unknown = Reading("") { $0.format = "cvs" }
    let names = Format.all.map(\.name).joined(separator: ", ")
    #expect(unknown.error?.message == "format 'cvs' is unknown; known are \(names)")
  }
}
