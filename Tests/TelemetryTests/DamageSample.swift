import Telemetry
import TestSupport
import Tracks

/// A small file of a format, sound and with one record damaged.
struct DamageSample: Sendable {
  /// The sound file, of five records that are fixes.
  var sound: [UInt8]
  /// The same with its third record damaged.
  var damaged: [UInt8]
  /// Where the third record begins, and where it ends, in the damaged file.
  var record: Range<Int>
  /// Bytes of the sound file in which three records are whole, and the fourth is not.
  var ofThree: Int

  /// The formats that are refused, each with what to do.
  static let refused: Set = ["parquet", "kmz", "dji-native"]

  /// One of every format that is read, by name; that of Arrow is decoded outside, and cut there.
  static let all: [String: DamageSample] = [
    "misb": misb, "ulog": ulog, "fit": fit, "dataflash": dataflash, "mavlink": mavlink,
    "readsb-trace": text(FeedText.trace), "aircraft-json": text(FeedText.aircraft),
    "opensky-json": text(FeedText.states), "opensky-track": text(PortableText.waypoints),
    "geojson": text { PortableText.collection(PortableText.points($0)) },
    "sbs1": text(FeedText.sbs), "igc": text(IGCText.flight), "plt": text(PortableText.plt),
    "dji-srt": text(FeedText.subtitles), "dronedeploy": text(FeedText.dronedeploy),
    "gpx": text(FeedText.gpx), "tcx": text(PortableText.tcx), "kml": text(FeedText.track),
    "nmea": text(Sentences.receiver), "ndjson": text(ndjson), "json": text(json),
    "delimited": text(delimited),
  ]

  /// A latitude beyond the pole stands in the third record.
  private static func text(_ encode: ([SampleFix]) -> String) -> DamageSample {
    let fixes = SampleFix.line(5)
    var wrong = fixes
    wrong[2].latitude = 95.25
    let (sound, damaged) = (Array(encode(fixes).utf8), Array(encode(wrong).utf8))
    // Two files of which one ends earlier are the same up to its end, and then for the mark with which
    // the next record begins, too.
    let before = common(damaged, Array(encode(Array(wrong.prefix(2))).utf8))
    let end = common(damaged, Array(encode(Array(wrong.prefix(3))).utf8))
    let wrongPlace = common(sound, damaged)
    var other = fixes
    other[3].latitude += 1
    // Where all times stand before all places, the place is what is damaged.
    return DamageSample(
      sound: sound, damaged: damaged,
      record: wrongPlace < end ? before - 1..<end : wrongPlace - 32..<wrongPlace,
      ofThree: common(sound, Array(encode(other).utf8)))
  }

  private static func common(_ first: [UInt8], _ second: [UInt8]) -> Int {
    zip(first, second).prefix { $0 == $1 }.count
  }

  private static func ndjson(_ fixes: [SampleFix]) -> String {
    fixes.map { "{\"time\":\($0.milliseconds),\"lon\":\($0.longitude),\"lat\":\($0.latitude)}\n" }
      .joined()
  }

  private static func json(_ fixes: [SampleFix]) -> String {
    "[" + ndjson(fixes).dropLast().replacing("\n", with: ",") + "]\n"
  }

  private static func delimited(_ fixes: [SampleFix]) -> String {
    "time,lon,lat,z\n"
      + fixes.map { "\($0.milliseconds),\($0.longitude),\($0.latitude),1\n" }.joined()
  }

  /// Records end to end, of which one byte of the third is turned over.
  private static func binary(_ head: [UInt8], _ records: [[UInt8]], at place: Int) -> DamageSample {
    let start = head.count + records[..<2].reduce(0) { $0 + $1.count }
    let sound = head + records.flatMap { $0 }
    var damaged = sound
    damaged[start + place] ^= 0x55
    let end = start + records[2].count
    return DamageSample(sound: sound, damaged: damaged, record: start..<end, ofThree: end)
  }

  private static let misb = binary(
    [],
    (0..<5).map {
      KLVEncoder.packet(KLVEncoder.place(1_600_000_000_000_000 + 1_000_000 * Int64($0), 8, 47))
    }, at: 30)

  private static let mavlink: DamageSample = {
    var log = MAVLinkEncoder()
    log.heartbeat(at: 1_600_000_000_000_000, mode: 7, type: 2, autopilot: 3)
    let head = log.bytes
    let records = (0..<5).map { index in
      let size = log.bytes.count
      log.position(
        at: 1_600_000_000_000_000 + 1_000_000 * Int64(index), boot: UInt32(10_000 + 1000 * index),
        longitude: 8.5, latitude: 47, height: 500)
      return Array(log.bytes[size...])
    }
    return binary(head, records, at: 25)
  }()

  private static let dataflash: DamageSample = {
    var log = DataFlashEncoder()
    log.define("GPS", 46, "QBIHLLe", "TimeUS,Status,GMS,GWk,Lat,Lng,Alt")
    let head = log.bytes
    let records = (0..<5).map { index in
      let size = log.bytes.count
      log.add("GPS") {
        $0.add(UInt64(10_000_000 + 1_000_000 * index))
        $0.bytes.append(3)
        $0.add(UInt32(252_818_000 + 1000 * index))
        $0.add(UInt16(2288))
        for value: Int32 in [470_000_000, 85_000_000, 50_000] { $0.add(value) }
      }
      return Array(log.bytes[size...])
    }
    // Its messages have no checksum: only a mark that is no more is noticed.
    return binary(head, records, at: 0)
  }()

  private static let ulog: DamageSample = {
    var file = ULogEncoder()
    file.define("vehicle_gps_position:uint64_t timestamp;int32_t lat;int32_t lon;uint8_t fix_type;")
    file.subscribe("vehicle_gps_position", 9)
    let head = file.bytes
    let records = (0..<5).map { index in
      let size = file.bytes.count
      file.data(9) {
        $0.add(UInt64(10_000_000 + 200_000 * index))
        $0.add(Int32(470_000_000))
        $0.add(Int32(85_000_000 + index))
        $0.bytes.append(3)
      }
      return Array(file.bytes[size...])
    }
    // Nor have these; the kind of the message is one that there is not.
    return binary(head, records, at: 2)
  }()

  private static let fit: DamageSample = {
    func encode(_ fixes: [SampleFix]) -> [UInt8] {
      var file = FITEncoder()
      file.define(0, message: 20, [.timestamp, .latitude, .longitude])
      for fix in fixes {
        let places = [fix.latitude, fix.longitude].map { Int64($0 / 180 * 0x1p31) }
        file.data(0, [Int64(fix.milliseconds / 1000 - 631_065_600)] + places)
      }
      file.close()
      return file.bytes
    }
    var fixes = SampleFix.line(5)
    let sound = encode(fixes)
    fixes[2].latitude = 95.25
    // Behind the file's header and the definition stand records of 13 bytes.
    let start = 14 + 15 + 2 * 13
    return DamageSample(
      sound: sound, damaged: encode(fixes), record: start..<start + 13, ofThree: start + 13)
  }()
}
