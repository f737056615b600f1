import Telemetry
import TestSupport
import Testing
import Tracks

/// What feeds and files of others have that the first samples of their formats did not.
@Suite("more of the world's feeds")
struct WorldFeedTests {
  @Test("ADS-B Exchange's interface: 'ac' for the aircraft, the time behind them, in milliseconds")
  func lateTime() {
    let aircraft =
      #"{"hex":"a1b2c3","flight":"N1 ","alt_baro":1000,"gs":100,"lat":51.5,"lon":-0.5,"seen_pos":0.5}"#
    let late = Reading(#"{"ac":[\#(aircraft)],"msg":"No error","now":1683000000500,"total":1}"#)
    #expect(late.time == [1_683_000_000_000_000])
    #expect(late.vehicle == ["a1b2c3"] && late.longitude == [-0.5])
    let early = Reading(#"{"now":1683000000.5,"aircraft":[\#(aircraft)],"messages":1}"#)
    #expect(early.orderedRows == late.orderedRows)
    let never = Reading(#"{"ac":[\#(aircraft)],"msg":"No error"}"#)
    #expect(never.count == 0 && never.tally["no time"] == 1)
    // The time of one snapshot is not that of the next.
    let two = Reading(
      (0..<2).map { #"{"ac":[\#(aircraft)],"now":\#(1_683_000_000_500 + $0 * 60_000)}"# }
        .joined(separator: "\n") + "\n")
    #expect(two.time == [1_683_000_000_000_000, 1_683_000_060_000_000])
  }

  private static func point(_ second: Int, _ longitude: Double) -> String {
    """
    <Placemark><name>\(second)</name><TimeStamp><when>2023-05-01T10:00:0\(second)Z</when></TimeStamp>
    <Point><altitudeMode>absolute</altitudeMode><coordinates> \(longitude),47.5,400 </coordinates></Point>
    </Placemark>
    """
  }
  private static let line =
    "<Placemark><LineString><coordinates>8,47 9,47</coordinates></LineString></Placemark>"
  private static let noon = CivilTime(year: 2023, month: 5, day: 1, hour: 10).instant.microseconds

  @Test("KML: points with times are one flight, and the line through them is not read again")
  func timedPoints() {
    let points = (0..<3).map { Self.point($0, 8 + Double($0) / 4) }.joined()
    let reading = Reading("<kml><Document>" + points + Self.line + "</Document></kml>")
    #expect(reading.time == (0..<3).map { Self.noon + $0 * 1_000_000 })
    #expect(reading.longitude == [8, 8.25, 8.5])
    #expect(reading[.height] == [400, 400, 400])
    #expect(reading.heightDatum == ["msl", "msl", "msl"])
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 0, 0])
  }

  @Test("KML: one timed point beside a line is no track; a time span gives its begin")
  func photoAndSpan() {
    let photo = Reading("<kml><Document>" + Self.point(0, 8) + Self.line + "</Document></kml>")
    #expect(photo.longitude == [8, 8, 9])
    let span = Reading(
      "<kml><Placemark><TimeSpan><begin>2023-05-01T10:00:00Z</begin><end>2023-05-01T11:00:00Z</end>"
        + "</TimeSpan><Point><coordinates>8,47</coordinates></Point></Placemark></kml>")
    #expect(span.time == [Self.noon])
    // The time of a view is not that of a place.
    let view = Reading(
      "<kml><Placemark><LookAt><gx:TimeStamp><when>2023-05-01T10:00:00Z</when></gx:TimeStamp></LookAt>"
        + "<Point><coordinates>8,47</coordinates></Point></Placemark>" + Self.line + "</kml>")
    #expect(view.longitude == [8, 9])
    let bare = Reading(
      "<kml><Placemark><Point><coordinates>8,47</coordinates></Point></Placemark></kml>")
    #expect(bare.error?.message.contains("no points with times") == true)
  }

  @Test("NMEA without checksums is known by its positions, and read")
  func noChecksums() {
    let reading = Reading(
      "$GNRMC,100000.00,A,4730.0000,N,00815.0000,E,10.0,90.0,010523,,,A\n"
        + "$GNGGA,100000.00,4730.0000,N,00815.0000,E,4,20,0.6,400.0,M,47.0,M,,\n")
    #expect(reading.time == [Self.noon] && reading.latitude == [47.5])
    #expect(reading[.height] == [400])
    #expect(reading.repairs["sentence without checksum"] == 2)
    let prose = Reading("$HELLO,a,b\n$GPRMC,see the manual\n", name: "f.txt")
    #expect(prose.error?.message.contains("no column for") == true)
  }

  @Test("DJI's newer cameras tell where the gimbal looks; Autel names the sides of the globe")
  func subtitles() {
    let gimbal = Reading(
      """
      1
      00:00:00,000 --> 00:00:00,033
      <font size="28">FrameCnt: 1, DiffTime: 33ms
      2023-05-01 10:00:00.250
      [focal_len: 24.00] [latitude: 47.5] [longitude: 8.25] [rel_alt: 1.300 abs_alt: 428.100] [gb_yaw: 137.7 gb_pitch: -17.6 gb_roll: 0.0] </font>


      """)
    #expect(gimbal.time == [Self.noon + 250_000])
    #expect(gimbal.numbers("gimbal_yaw_deg") == [137.7])
    #expect(gimbal.numbers("gimbal_pitch_deg") == [-17.6])
    for (side, place) in [
      ("W: 102.5, N: 37.25", (-102.5, 37.25)), ("S:37.25, E:102.5", (102.5, -37.25)),
    ] {
      let autel = Reading(
        """
        1
        00:00:00,000 --> 00:00:01,000
        HOME(W: 1.5, N: 2.5) 2023-05-01 10:00:00
        GPS(\(side), 220.50m)
        ISO:100 SHUTTER:60 EV:0.0 F-NUM:2.8


        """)
      #expect(autel.longitude == [place.0] && autel.latitude == [place.1])
      #expect(autel[.height] == [220.5] && autel.heightDatum == ["unknown"])
      #expect(autel.time == [Self.noon])
    }
  }

  @Test(
    "KLV packets that begin within their keys are read, whatever the keys lack", arguments: 1...8)
  func beheaded(_ lost: Int) {
    let packets = MISBTests.track(4)
    let whole = Reading(packets.flatMap { $0 }, name: "a.klv")
    let cut = packets.flatMap { $0.dropFirst(lost) }
    for piece in [Int.max, 7] {
      let reading = Reading(cut, name: "a.klv", piece: piece)
      #expect(reading.error == nil)
      #expect(reading.orderedRows == whole.orderedRows)
      #expect(reading.count == 4)
    }
    // Where only the first is cut, the others are found by their keys.
    let first = Reading(Array(packets.flatMap { $0 }.dropFirst(lost)), name: "a.klv")
    #expect(first.count == 3)
    // A byte that was changed shows in the checksum.
    var damaged = cut
    damaged[damaged.count - 5] ^= 1
    #expect(Reading(damaged, name: "a.klv").tally["bad checksum"] == 1)
  }

  @Test("bytes of something else behind zstd data are named, after the fixes before them")
  func foreignBytes() throws {
    let folder = try Folder()
    let packed = try folder.packed("time,lon,lat\n1600000000,8,47\n", by: .zstd)
    let reading = Reading(paths: [try folder.write(packed + Array("README".utf8), as: "f.csv.zst")])
    #expect(reading.count == 1)
    #expect(
      reading.error?.message.contains(
        "behind its zstd data, at compressed byte \(packed.count), stand bytes of something else")
        == true)
  }
}
