import Foundation
import Telemetry
import TestSupport
import Testing
import Tracks

@Suite("several inputs")
struct MergeTests {
  /// Rows of five vehicles, one a second each, in the order of time, with a column that says where a
  /// row stood.
  private static let header = "time,vehicle,lon,lat,speed_mps,note"
  private static let rows: [String] = (0..<3000).map { row in
    "\(1_600_000_000 + row / 5),v\(row % 5),\(Double(row) * 0.001),47.5,\(row % 7),n\(row)"
  }

  private func file(_ rows: [String], _ folder: Folder, _ name: String) throws -> String {
    try folder.write(([Self.header] + rows).joined(separator: "\n") + "\n", as: name)
  }

  @Test("neither the order of the paths nor the way rows are spread over files changes the fixes")
  func spread() throws {
    let folder = try Folder()
    let whole = Reading(paths: [try file(Self.rows, folder, "whole.csv")]).sortedRows
    #expect(whole.count == 3000)
    var random = SplitMix(seed: 3)
    let ways: [(Int) -> Int] = [
      { $0 % 3 }, { $0 / 1000 }, { $0 % 5 }, { $0 * 7 / 3000 }, { _ in Int(random.next() % 4) },
    ]
    for (number, way) in ways.enumerated() {
      var parts: [Int: [String]] = [:]
      for (row, text) in Self.rows.enumerated() { parts[way(row), default: []].append(text) }
      let paths = try parts.map { part, rows in
        try file(rows, folder, "way\(number)/\(9 - part).csv")
      }
      let reading = Reading(paths: paths.sorted())
      #expect(reading.error == nil)
      #expect(reading.sortedRows == whole)
      #expect(Reading(paths: paths.sorted().reversed()).time == reading.time)
      #expect(Reading(paths: [folder.path + "/way\(number)"]).time == reading.time)
      #expect(Reading(paths: paths) { $0.batchRows = 100 }.sortedRows == whole)
    }
  }

  @Test("rows of overlapping inputs are given within ten seconds of the order of time")
  func disorder() throws {
    let folder = try Folder()
    for part in 0..<3 {
      let rows = Self.rows.enumerated().filter { $0.offset % 3 == part }.map(\.element)
      _ = try file(rows, folder, "\(part).csv")
    }
    var latest: Int64 = 0
    for time in Reading(paths: [folder.path]).time {
      #expect(time >= latest - 10_000_000)
      latest = max(latest, time)
    }
  }

  @Test("files that follow one another come in the order of time, whatever they are called")
  func sequence() throws {
    let folder = try Folder()
    var paths: [String] = []
    for part in 0..<6 {
      paths.append(
        try file(Array(Self.rows[part * 500..<(part + 1) * 500]), folder, "\(9 - part).csv"))
    }
    let reading = Reading(paths: paths.sorted())
    #expect(reading.time == reading.time.sorted())
    #expect(reading.count == 3000)
  }

  @Test("inputs of different columns are one stream, with gaps where a column is missing")
  func differentColumns() throws {
    let folder = try Folder()
    let first = try folder.write(
      "time,vehicle,lon,lat,alt_m,note\n"
        + (0..<20).map { "160000000\($0 % 10),a,8,47,5,x\n" }.joined(),
      as: "a.csv")
    let second = try folder.write(
      "["
        + (0..<20).map {
          #"{"time":160000000\#($0 % 10),"hex":"b","lon":9,"lat":48,"gs":10,"tag":"y"}"#
        }
        .joined(separator: ",") + "]", as: "b.json")
    let reading = Reading(paths: [first, second])
    #expect(reading.error == nil)
    #expect(reading.count == 40)
    for batch in reading.batches {
      let table = batch.table()  // Traps when columns are not of one length.
      #expect(table.rowCount == batch.count)
    }
    for (vehicle, row) in zip(reading.vehicle, 0...) {
      #expect(reading[.height][row].isNaN == (vehicle == "b"))
      #expect(reading[.speed][row].isNaN == (vehicle == "a"))
      #expect(reading[extra: "note"][row] == (vehicle == "a" ? "x" : nil))
      #expect(reading[extra: "tag"][row] == (vehicle == "b" ? "y" : nil))
      #expect(reading.heightDatum[row] == (vehicle == "a" ? "unknown" : nil))
    }
  }

  @Test("more inputs than may be open at once are all read, and that is said once")
  func many() throws {
    let folder = try Folder()
    for number in 0..<300 {
      try folder.write(
        "time,lon,lat\n1600000000,8,47\n1600000100,8,47.\(number)\n", as: "d/v\(number).csv")
    }
    let reading = Reading(paths: [folder.path])
    #expect(reading.error == nil)
    #expect(reading.count == 600)
    #expect(Set(reading.vehicle).count == 300)
    #expect(reading.warnings.filter { $0.contains("more than 256 inputs overlap") }.count == 1)
    #expect(reading.tally["rows"] == 600)
  }

  @Test("a cut file among others gives the fixes before the cut, in their turn")
  func cutAmongOthers() throws {
    let folder = try Folder()
    _ = try file(Array(Self.rows[0..<500]), folder, "a.csv")
    let cut = try folder.write(
      ([Self.header] + Self.rows[500..<600]).joined(separator: "\n") + "\n1600000", as: "b.csv")
    let reading = Reading(paths: [folder.path])
    #expect(reading.count == 600 && reading.error == nil)
    #expect(
      reading.warnings.contains {
        $0.hasPrefix("\(cut):102: byte ") && $0.contains(": the file ends within a row")
      })
  }

  @Test("rows are counted once, though files are looked at before they are read")
  func countedOnce() throws {
    let folder = try Folder()
    _ = try file(Array(Self.rows[0..<5]) + ["1600000009,v,8,95,,"], folder, "a.csv")
    _ = try file(["1600000009,v,8,95,,"] + Array(Self.rows[5..<9]), folder, "b.csv")
    let reading = Reading(paths: [folder.path])
    #expect(reading.tally["rows"] == 11)
    #expect(reading.tally["latitude out of range"] == 2)
    #expect(reading.warnings.count == 1)
  }
}
