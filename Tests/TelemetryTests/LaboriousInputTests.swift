import Telemetry
import TestSupport
import Testing
import Tracks

/// Small inputs that once took a minute or gigabytes: work and room must be worth the bytes.
///
/// Each takes a second; the limit is for what hangs, on a busy machine too.
@Suite("inputs made to be laborious", .timeLimit(.minutes(5)))
struct LaboriousInputTests {
  private static func record(_ number: Int, _ more: String) -> String {
    #"{"time":\#(1_600_000_000 + number),"lon":8.5,"lat":47,\#(more)}"#
  }

  @Test(
    "a column that comes with every record holds that record's value only, up to 4,096 columns",
    arguments: ["ndjson", "json"])
  func columnsThatKeepComing(format: String) {
    let records = (0..<4200).map { Self.record($0, #""key\#($0)":"value \#($0)""#) }
    let text =
      format == "json"
      ? "[" + records.joined(separator: ",") + "]" : records.joined(separator: "\n") + "\n"
    let reading = Reading(text) { $0.format = format }
    #expect(reading.error == nil)
    #expect(reading.count == 4200)
    // Time, longitude and latitude are columns as well.
    for (number, isThere) in [(0, true), (1, true), (4000, true), (4092, true), (4093, false)] {
      let values = reading[extra: "key\(number)"]
      #expect(values.count { $0 != nil } == (isThere ? 1 : 0), "key\(number)")
      #expect(values[number] == (isThere ? "value \(number)" : nil))
    }
  }

  @Test("columns that come late mean what they say, be they never so many ways of writing one")
  func lateColumns() {
    var records = (0..<3).map { Self.record($0, #""key\#($0)":1"#) }
    records.append(Self.record(3, #""altitude_ft":1000"#))
    // Each is another name of what was named before.
    records += (4..<2000).map {
      Self.record($0, "\"altitude\(String(repeating: "_", count: $0 % 700))ft\":1")
    }
    let reading = Reading(records.joined(separator: "\n") + "\n") { $0.format = "ndjson" }
    #expect(reading.error == nil)
    #expect(reading[.height][2].isNaN && reading[.height][3] == 304.8)
    #expect(reading.count == 2000)
  }

  @Test(
    "a JSON value of megabytes ends the reading, whether or not it ends",
    arguments: ["json", "geojson", "readsb-trace"], [#""x,"#, "1"])
  func longValues(format: String, start: String) throws {
    let heads = [
      "json": "[" + Self.record(0, #""a":1"#) + #",{"a":"#,
      "geojson": #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"#,
      "readsb-trace": #"{"icao":"4b1811","timestamp":1600000000,"trace":[[0,47,8,0,1,1,0,1,"#,
    ]
    let long = String(repeating: start == "1" ? "11" : "x,", count: 3 << 20)
    let text = try #require(heads[format]) + start + long
    for end in ["", start == "1" ? "}]" : "\"}]"] {
      let reading = Reading(text + end) { $0.format = format }
      #expect(reading.error?.message.contains("a value of more than 4 MiB") == true)
    }
  }

  @Test("keys of a thousand bytes and more are passed over")
  func longKeys() {
    let long = String(repeating: "k", count: 200_000)
    let inner = (0..<2000).map { "\"x\($0)\":1" }.joined(separator: ",")
    let reading = Reading("[" + Self.record(0, "\"\(long)\":{\(inner)},\"a\":2") + "]")
    #expect(reading.error == nil)
    #expect(reading.extraNames == ["a"])
  }

  @Test("of fifty thousand columns 4,096 are carried, in batches of few rows")
  func wideRows() {
    let names = (0..<50_000).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<1100).map { "\(1_600_000_000 + $0),8.5,47,\($0)\n" }.joined()
    let reading = Reading("time,lon,lat,\(names)\n" + rows) { $0.format = "delimited" }
    #expect(reading.error == nil)
    #expect(reading.count == 1100)
    #expect(reading.extraNames.count == 4096)
    #expect(reading.batches.allSatisfy { $0.count * $0.extras.count <= 1 << 22 })
    #expect(reading[extra: "c0"] == (0..<1100).map { "\($0)" })
    #expect(reading[extra: "c1"].allSatisfy { $0 == nil })
    #expect(
      reading.warnings.contains {
        $0.contains("of its 50003 columns that mean nothing here the first 4096 are carried")
      })
  }

  @Test("columns of one name are numbered")
  func sameNames() {
    let header = "time,lon,lat" + String(repeating: ",a", count: 30_000) + "\n"
    let reading = Reading(header + "1600000000,8.5,47,x,y,z\n") { $0.format = "delimited" }
    #expect(reading.extraNames.prefix(3) == ["a", "a_2", "a_3"])
    #expect(reading.extraNames.last == "a_4096")
    #expect(reading[extra: "a_3"] == ["z"])
  }

  @Test("formats that nest in each other cost no more than the log is worth")
  func nestedFormats() {
    var log = ULogEncoder()
    log.flags()
    log.define("vehicle_global_position:uint64_t timestamp;double lat;double lon;float alt;")
    log.subscribe("vehicle_global_position", 0)
    log.define("a:" + String(repeating: "uint8_t x;", count: 3000))
    log.define("b:a[60000] x;")
    log.define("c:b[60000] x;")
    log.define("vehicle_gps_position:c[2] x;uint64_t timestamp;")
    for number: UInt16 in 1...2000 { log.subscribe("vehicle_gps_position", number) }
    log.data(0) {
      $0.add(UInt64(1_000_000))
      $0.add(47.0)
      $0.add(8.5)
      $0.add(Float(500))
    }
    let reading = Reading(log.bytes)
    #expect(reading.error == nil)
    #expect(reading.longitude == [8.5] && reading[.height] == [500])
  }

  @Test("of multipliers said again and again the last holds")
  func manyMultipliers() {
    var log = DataFlashEncoder()
    log.define("FMTU", 1, "QBNN", "TimeUS,FmtType,UnitIds,MultIds")
    log.define("MULT", 2, "Qbd", "TimeUS,Id,Mult")
    let types: Range<UInt8> = 140..<250
    for type in types {
      log.define("POS", type, "QLLi" + String(repeating: "B", count: 12), "TimeUS,Lat,Lng,Alt")
      log.add("FMTU") {
        $0.add(UInt64(0))
        $0.bytes.append(type)
        $0.add("sDUm", length: 16)
        $0.add("FGGB", length: 16)
      }
    }
    for number in 0..<20_000 {
      log.add("MULT") {
        $0.add(UInt64(0))
        $0.bytes.append(UInt8(ascii: "B"))
        $0.add(number % 2 == 0 ? 1 : 0.01)
      }
    }
    log.add("POS") {
      $0.add(UInt64(5))
      $0.add(Int32(470_000_000))
      $0.add(Int32(85_000_000))
      $0.add(Int32(50_000))
      $0.bytes += [UInt8](repeating: 0, count: 12)
    }
    #expect(Reading(log.bytes)[.height] == [500])
  }
}
