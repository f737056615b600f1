import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("files of tracks")
struct TrackFileTests {
  @Test("each segment and track of GPX is a leg; way and route points are no fixes")
  func segments() {
    let reading = Reading(
      """
      <?xml version="1.0"?><!-- a > b --><gpx version="1.1"><wpt lat="1" lon="2"><time>2020-01-01T00:00:00Z</time></wpt>
      <trk><name> One &amp; two </name><trkseg><trkpt lat="47" lon="8"><name>p</name></trkpt></trkseg>
      <trkseg><trkpt lat="47.5" lon="8"><ele>bad</ele><time>2020-01-01T00:00:00.25+01:00</time>
      <extensions><x:TrackPointExtension><x:speed>2.5</x:speed><x:course>400</x:course></x:TrackPointExtension></extensions>
      </trkpt><trkpt lat="91" lon="8"/></trkseg></trk>
      <rte><rtept lat="1" lon="1"/></rte><trk><trkseg/><trkseg><trkpt lon="-8" lat="-47"/></trkseg></trk></gpx>
      """)
    #expect(reading.error == nil)
    #expect(reading.latitude == [47, 47.5, -47])
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 1, 3])
    #expect(reading.time == [.min, 1_577_833_200_250_000, .min])
    #expect(reading[.speed][1] == 2.5 && reading[.course][1] == 40)
    #expect(reading.labels("track_name") == ["One & two", "One & two", nil])
    #expect(reading.tally["latitude out of range"] == 1)
  }

  @Test(
    "XML that declares entities, nests without end or has an endless tag is refused",
    arguments: [
      (
        "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><gpx>&b;</gpx>",
        "declares entities"
      ),
      ("<gpx>" + String(repeating: "<a>", count: 300), "more than 256 elements"),
      ("<gpx><a b='" + String(repeating: "x", count: 3 << 20), "more than 1 MiB"),
      ("<gpx><trk></gpx>", "mismatched tag"),
    ])
  func hostile(_ text: String, _ words: String) {
    let reading = Reading(text)
    #expect(reading.count == 0)
    #expect(reading.error?.message.contains(words) == true, "\(reading.error?.message ?? "none")")
  }

  @Test("a gx:Track has its own times, an empty place is none, LineStrings are legs without time")
  func placemarks() {
    let reading = Reading(
      """
      <kml xmlns:gx="x"><Folder><name>no</name><Placemark ><name >A</name><gx:Track>
      <altitudeMode>relativeToGround</altitudeMode><when >2020-01-01T00:00:00Z</when><when>nonsense</when><when>2020-01-01T00:00:02Z</when>
      <when>2020-01-01T00:00:03Z</when><gx:coord >8 47 100</gx:coord><gx:coord>8.1  47.1 200</gx:coord><gx:coord/></gx:Track></Placemark>
      <Placemark><name>B</name><Point><coordinates>1,1</coordinates></Point><MultiGeometry>
      <LineString><coordinates>8,47 8.5,47.5,
      9,48,12</coordinates></LineString><LineString><altitudeMode>absolute</altitudeMode><coordinates>1,2,3</coordinates></LineString>
      </MultiGeometry></Placemark></Folder></kml>
      """)
    #expect(reading.error == nil)
    #expect(reading.longitude == [8, 8.1, 8, 8.5, 9, 1])
    #expect(reading.time == [1_577_836_800_000_000, .min, .min, .min, .min, .min])
    #expect(reading.batches.flatMap { $0.legs ?? [] } == [0, 0, 1, 1, 1, 2])
    #expect(reading.heightDatum == ["agl", "agl", nil, nil, "unknown", "msl"])
    #expect(reading.labels("placemark") == ["A", "A", "B", "B", "B", "B"])
    #expect(reading.tally["no position"] == 1)
    #expect(reading.repairs["instant without a place"] == 1)
    let none = Reading(
      "<kml><Placemark><Point><coordinates>1,1</coordinates></Point></Placemark></kml>")
    #expect(none.error?.message.contains("its 1 points and polygons are no flight") == true)
  }

  @Test("a LineString of any length needs no more memory than a batch")
  func longLine() {
    let places = (0..<60_000).map { "8.\($0),47,1" }.joined(separator: " ")
    let reading = Reading(
      "<kml><LineString><coordinates>\(places)</coordinates></LineString></kml>", piece: 65_536)
    #expect(reading.count == 60_000)
    #expect(reading.batches.allSatisfy { $0.count <= 8192 })
  }

  @Test("sentences: signs of the hemispheres, the geoid, voids, wrong checksums, binary between")
  func sentences() {
    var bytes = Array(
      (Sentences.sealed("GPGGA,235959.50,4730.0000,S,00830.0000,W,2,05,1.5,100.5,M,-20.5,M,,")
        + Sentences.sealed("GPGGA,000000.50,4730.0600,S,00830.0000,W,1,05,1.5,,M,,M,,")
        + Sentences.sealed("GPRMC,000001.50,V,,,,,,,020120,,,N")
        + "$GPRMC,000002.50,A,4730.0,N,00830.0,E,1,2,020120,,,A*00\r\n").utf8)
    bytes += [0xB5, 0x62, 1, 7, 0x24, 0, 0xFF]
    bytes += Array(
      (Sentences.sealed("GNGNS,000003.50,4730.0,N,00830.0,E,NA,07,0.8,200.0,50.0,,")
        + Sentences.sealed("GPHDT,123.5,T") + Sentences.sealed("GPVTG,77.5,T,,M,36,N,,K")
        + Sentences.sealed("GPGSV,1,1,00") + "$GPGLL,4731.0,N,00830.0,E,000004.50,A\r\n").utf8)
    for piece in [1, 5, 4096] {
      let reading = Reading(bytes, piece: piece)
      #expect(reading.error == nil)
      #expect(
        reading.time.map { Instant(microseconds: $0).description } == [
          "2020-01-01T23:59:59.500Z", "2020-01-02T00:00:00.500Z", "2020-01-02T00:00:03.500Z",
          "2020-01-02T00:00:04.500Z",
        ])
      #expect(
        reading.latitude.map { ($0 * 1e6).rounded() / 1e6 } == [-47.5, -47.501, 47.5, 47.516667])
      #expect(reading.longitude == [-8.5, -8.5, 8.5, 8.5])
      #expect(reading[.ellipsoidHeight][0] == 80 && reading[.height][2] == 200)
      #expect(reading[.heading][2] == 123.5 && reading[.course][2] == 77.5)
      #expect(abs(reading[.speed][2] - 36 * 1852.0 / 3600) < 1e-12)
      #expect(reading.labels("fix_quality") == ["dgps", "gps", nil, nil])
      #expect(reading.tally["no fix"] == 1 && reading.tally["wrong checksum"] == 1)
      #expect(reading.repairs["sentence without checksum"] == 1)
    }
  }

  @Test("without any date, days are counted from 1970 over midnight, and it is said")
  func dateless() {
    let text = ["235958", "235959", "000000"].map {
      Sentences.sealed("GPGGA,\($0),4730.0,N,00830.0,E,1,05,1.5,1,M,1,M,,")
    }
    let reading = Reading(text.joined())
    #expect(reading.time == [86_398_000_000, 86_399_000_000, 86_400_000_000])
    #expect(reading.warnings.contains { $0.contains("no sentence says the date") })
  }

  @Test("ships: the time of the tag block, else of the receiver beside, else none")
  func ships() {
    let fix = SampleFix(
      milliseconds: 0, longitude: -70.25, latitude: 41.5, height: 0, knots: 12.5, course: 310.5)
    let message = Sentences.ship(2_345_678, fix)
    let reading = Reading(
      message + "\\g:1-2-3,s:r,c:1600000000*00\\" + message
        + Sentences.sealed("GPRMC,000001.00,A,4730.0,N,00830.0,E,1,2,020120,,,A") + message)
    #expect(reading.error == nil)
    #expect(reading.vehicle.filter { $0 == "002345678" }.count == 3)
    let rows = reading.vehicle.indices.filter { reading.vehicle[$0] == "002345678" }
    #expect(rows.map { reading.longitude[$0] } == [-70.25, -70.25, -70.25])
    #expect(rows.map { reading.latitude[$0] } == [41.5, 41.5, 41.5])
    #expect(
      rows.map { reading.time[$0] } == [.min, 1_600_000_000_000_000, 1_577_923_201_000_000])
    #expect(rows.allSatisfy { abs(reading[.speed][$0] - 12.5 * 1852 / 3600) < 1e-12 })
    #expect(rows.allSatisfy { reading[.course][$0] == 310.5 && reading[.heading][$0].isNaN })
  }

  @Test("ships: the time that a recorder put before or behind the sentence; small numbers are none")
  func recordedShips() {
    let sentence = Sentences.ship(
      2_345_678,
      SampleFix(
        milliseconds: 0, longitude: -70.25, latitude: 41.5, height: 0, knots: 12.5, course: 310.5))
    let message = sentence.trimmingCharacters(in: .newlines)
    let lines = [
      "\(message),1600000000", "\(message),s29,d-90,T10.2,r003669959,1600000001",
      "\(message),2020-09-13T12:26:42Z", "1600000003 \(message)",
      "[2020-09-13 12:26:44Z] \(message)",
      "1600000005.5;\(message)", "2020-09-13T12:26:46Z,\\s:r*00\\\(message)",
      "\\c:1600000007*00\\\(message),1", "12 \(message),7",
    ]
    let reading = Reading(lines.joined(separator: "\r\n") + "\r\n")
    #expect(reading.error == nil && reading.count == lines.count)
    let start: Int64 = 1_600_000_000
    #expect(
      reading.time.map { $0 == .min ? -1 : Double($0) / 1e6 - Double(start) }
        == [0, 1, 2, 3, 4, 5.5, 6, 7, -1])
  }

  @Test("ships that a satellite heard: tenths of a minute, whole knots and degrees")
  func longRange() throws {
    // Decoded by pyais 2 to the same values.
    let reading = Reading("!AIVDM,1,1,,B,KC5E2b@U19PFdLbMuc5=ROv62<7m,0*16\r\n")
    #expect(reading.vehicle == ["206914217"])
    let longitude = try #require(reading.longitude.first)
    let latitude = try #require(reading.latitude.first)
    #expect(abs(longitude - 137.023333) < 1e-6 && abs(latitude - 4.84) < 1e-9)
    #expect(abs(reading[.speed][0] - 57 * 1852.0 / 3600) < 1e-12 && reading[.course] == [167])
  }

  @Test("a part of a batch has no columns in which only its other parts have values")
  func partsOfBatches() {
    let reading = Reading(
      """
      <gpx><trk><name>a</name><trkseg><trkpt lat="47" lon="8"><ele>5</ele></trkpt></trkseg></trk>
      <trk><trkseg><trkpt lat="47" lon="9"><speed>2</speed></trkpt></trkseg></trk></gpx>
      """
    ) { $0.batchRows = 1 }
    #expect(reading.longitude == [8, 9] && reading.batches.count == 2)
    #expect(reading.batches.map { $0.measures.present } == [[.height], [.speed]])
    #expect(reading.batches.map { $0.heightDatum.isEmpty } == [false, true])
    #expect(reading.batches.map { $0.extras.map(\.name) } == [["track_name", "leg"], ["leg"]])
  }
}
