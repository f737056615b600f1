import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("real files", .enabled(if: RealData.folder != nil, "no real data beside the checkout"))
struct RealFileTests {
  @Test("every traffic file has the rows that its label counts")
  func labels() throws {
    let labels = try String(contentsOfFile: RealData.path("truth/labels.csv"), encoding: .utf8)
    var files = 0
    for line in labels.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells[0].hasPrefix("adsb-traffic/"), let rows = Int(cells[1]), rows < 50_000 else {
        continue
      }
      let reading = Reading(paths: [RealData.path(String(cells[0]))]) { $0.keepsExtras = false }
      #expect(reading.error == nil, "\(cells[0])")
      #expect(reading.tally["rows"] == rows, "\(cells[0])")
      #expect(reading.count == rows - reading.tally["no position"], "\(cells[0])")
      #expect(Set(reading.vehicle).count == Int(cells[2]), "\(cells[0])")
      files += 1
    }
    #expect(files > 45)
  }

  @Test("one data set is the same fixes as CSV in SI units and as JSON in feet and knots")
  func twoFormats() {
    let csv = Reading(paths: [RealData.path("derived/opensky-csv/calfire.csv")])
    let json = Reading(paths: [RealData.path("adsb-traffic/firefighting/calfire.json.gz")])
    #expect(csv.count == 9955 && json.count == 9955)
    func rows(_ reading: Reading) -> [(key: String, row: Int)] {
      zip(reading.vehicle, reading.time).enumerated()
        .map { row, name in
          ("\(name.0 ?? "") \(name.1) \((reading.longitude[row] * 1e9).rounded())", row)
        }.sorted { $0.0 < $1.0 }
    }
    let speeds = (csv[.speed], json[.speed])
    let heights = (csv[.height], json[.height])
    let climbs = (csv[.climb], json[.climb])
    for (left, right) in zip(rows(csv), rows(json)) {
      #expect(left.key == right.key)
      // The CSV was made from the JSON by way of floating point, its numbers rounded to thousandths.
      #expect(abs(csv.latitude[left.row] - json.latitude[right.row]) < 1e-12)
      #expect(abs(csv.longitude[left.row] - json.longitude[right.row]) < 1e-12)
      let pairs = [
        (speeds.0[left.row], speeds.1[right.row]), (climbs.0[left.row], climbs.1[right.row]),
        (heights.0[left.row], heights.1[right.row]),
      ]
      for (a, b) in pairs { #expect(abs(a - b) < 0.01 || (a.isNaN && b.isNaN)) }
    }
  }

  @Test("harbour traffic: courses agree with the headings of ships under way")
  func harbour() {
    let reading = Reading(
      paths: [RealData.path("ais-tracktable/NYHarbor_2020_06_30_first_hour.csv")])
    #expect(reading.count == 8689)
    #expect(reading.tally["rows"] == 8689)
    let course = reading[.course]
    let heading = reading[.heading]
    let speed = reading[.speed]
    var off: [Double] = []
    for row in 0..<reading.count where speed[row] > 5 && !heading[row].isNaN && !course[row].isNaN {
      let turn = (course[row] - heading[row] + 540).truncatingRemainder(dividingBy: 360) - 180
      off.append(abs(turn))
    }
    // A wrong unwrapping of the signed courses would put half of them 49.6° off.
    #expect(off.count > 400)
    #expect(off.sorted()[off.count / 2] < 3)
    #expect(off.sorted()[off.count * 8 / 10] < 10)
    #expect(course.allSatisfy { $0.isNaN || (0..<360).contains($0) })
  }

  @Test("an Airdata log has ten fixes a second, in metres")
  func airdata() {
    let reading = Reading(paths: [RealData.path("dji-airdata-csv/sitrec_2023-12-22_airdata.csv")])
    #expect(reading.count == 6074)
    let steps = zip(reading.time, reading.time.dropFirst()).map { $1 - $0 }
    #expect(steps.filter { $0 == 100_000 }.count > 5900)
    #expect(steps.allSatisfy { $0 >= 0 })
    #expect(abs(reading[.height][0] - 142.0665) < 1e-3)
    #expect(reading.heightDatum.allSatisfy { $0 == "msl" })
    #expect(reading[.speed].allSatisfy { $0 >= 0 && $0 < 30 })
  }

  @Test("boats with day and month: a day above 12 tells which is which, as the user would")
  func boats() {
    let path = RealData.path("ais-tracktable/movingpandas_boat-positions.csv")
    let told = Reading(paths: [path]) { $0.timeFormat = "%d/%m/%Y %H:%M" }
    let reading = Reading(paths: [path])
    #expect(reading.count == 22_287)
    #expect(reading.error == nil)
    #expect(reading.time == told.time)
    let first = CivilTime(year: 2021, month: 3, day: 20, minute: 22).instant
    #expect(reading.time[0] == first.microseconds)
  }

  @Test("a file whose header exchanges the position is recognised, and read when told")
  func exchanged() {
    let path = RealData.path("ais-tracktable/SampleFlightsUS.csv")
    let reading = Reading(paths: [path])
    #expect(reading.error?.message.contains("say --map lon=latitude,lat=longitude") == true)
    #expect(reading.warnings.contains { $0.contains("has 8 cells but the header names 7") })
    let right = Reading(paths: [path]) { $0.mapping = [("lon", "latitude"), ("lat", "longitude")] }
    #expect(right.error == nil)
    #expect(right.count > 6900)
    #expect(right.longitude.allSatisfy { (-128...(-70)).contains($0) })
  }

  @Test("the log of a drone's camera gives platform and frame centre")
  func camera() {
    let reading = Reading(paths: [RealData.path("misb-csv/sitrec_misb2-agua.csv")])
    #expect(reading.count == 7028)
    #expect(reading[.frameLongitude].filter { !$0.isNaN }.count > 7000)
    #expect(reading[.frameLatitude].filter { $0.isNaN || (18...19).contains($0) }.count == 7028)
  }

  @Test("raw messages, most without a position, give those that have one")
  func messages() {
    let reading = Reading(paths: [RealData.path("adsb-traffic/tutorial.jsonl.gz")]) {
      $0.keepsExtras = false
    }
    #expect(reading.tally["rows"] == 71_939)
    #expect(reading.count == 13_465)
  }
}
