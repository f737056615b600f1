import Export
import Foundation
import Testing
import Tracks

@Suite("Files appear whole or not at all")
struct CommitTests {
  @Test(
    "a sink dropped without commit leaves the old file and nothing else",
    arguments: OutputFormat.allCases)
  func dropped(format: OutputFormat) throws {
    let scratch = try Scratch()
    let name = "out.\(format.extensions[0])"
    try Data("old".utf8).write(to: scratch.folder.appending(path: name))
    do {
      let sink = try recordSink(path: scratch.path(name), format: format)
      try sink.write(Samples.fixes(2000).table())
      try sink.write(Area.table(Samples.areas))
      #expect(try scratch.text(name) == "old")
    }
    #expect(try scratch.names == [name])
    #expect(try scratch.text(name) == "old")
  }

  @Test("commit replaces the old file and leaves nothing else", arguments: OutputFormat.allCases)
  func committed(format: OutputFormat) throws {
    let scratch = try Scratch()
    let name = "out.\(format.extensions[0])"
    try Data("old".utf8).write(to: scratch.folder.appending(path: name))
    let sink = try recordSink(path: scratch.path(name), format: format)
    try sink.write(Samples.fixes(20).table())
    try sink.commit()
    #expect(try scratch.names == [name])
    let data = try Data(contentsOf: scratch.folder.appending(path: name))
    #expect(data.count > 100)
  }

  @Test("a log that SQLite left beside the old GeoPackage is not played into the new one")
  func staleLog() throws {
    let scratch = try Scratch()
    for name in ["out.gpkg", "out.gpkg-wal", "out.gpkg-shm", "out.gpkg-journal"] {
      try Data("old".utf8).write(to: scratch.folder.appending(path: name))
    }
    let sink = try recordSink(path: scratch.path("out.gpkg"), format: .geoPackage)
    try sink.write(Area.table(Samples.areas))
    #expect(try scratch.names.contains("out.gpkg-wal"))
    try sink.commit()
    #expect(try scratch.names == ["out.gpkg"])
  }

  @Test("nothing written gives a file that is empty but whole", arguments: OutputFormat.allCases)
  func nothing(format: OutputFormat) throws {
    let scratch = try Scratch()
    try recordSink(path: scratch.path("out"), format: format).commit()
    let data = try Data(contentsOf: scratch.folder.appending(path: "out"))
    switch format {
    case .geoPackage: #expect(data.starts(with: "SQLite format 3".utf8))
    case .geoJSON: #expect(try JSONSerialization.jsonObject(with: data) is [String: Any])
    case .kml: #expect(String(decoding: data, as: UTF8.self).hasSuffix("</Document></kml>\n"))
    case .geoJSONSequence, .geoJSONLines, .csv, .ndjson: #expect(data.isEmpty)
    }
  }

  @Test("the same records give the same bytes, file after file", arguments: OutputFormat.allCases)
  func deterministic(format: OutputFormat) throws {
    let scratch = try Scratch()
    for name in ["one", "two"] {
      let sink = try recordSink(path: scratch.path(name), format: format)
      try sink.write(Area.table(Samples.areas))
      try sink.commit()
    }
    let one = try Data(contentsOf: scratch.folder.appending(path: "one"))
    #expect(try Data(contentsOf: scratch.folder.appending(path: "two")) == one)
  }

  @Test(
    "a folder that is not there is an error of input and output", arguments: OutputFormat.allCases)
  func noFolder(format: OutputFormat) throws {
    let scratch = try Scratch()
    let path = scratch.path("none/out.x")
    let error = #expect(throws: DwellError.self) { _ = try recordSink(path: path, format: format) }
    #expect(error?.kind == .inputOutput)
    #expect(error?.message == "\(path): cannot be written: No such file or directory")
  }

  @Test(
    "a full disk is an error of input and output, and the device stays a device",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"),
    arguments: [OutputFormat.geoJSON, .geoJSONSequence, .csv, .ndjson])
  func full(format: OutputFormat) throws {
    let sink = try recordSink(path: "/dev/full", format: format)
    let error = #expect(throws: DwellError.self) {
      try sink.write(Samples.fixes(5000).table())
      try sink.commit()
    }
    #expect(error?.kind == .inputOutput)
    #expect(error?.message == "/dev/full: cannot be written: No space left on device")
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/full")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("a GeoPackage refuses streams and devices")
  func noStream() throws {
    let error = #expect(throws: DwellError.self) {
      _ = try recordSink(to: MemorySink(), format: .geoPackage)
    }
    #expect(error?.kind == .usage)
    #expect(
      error?.message
        == "a GeoPackage cannot be written to memory: give a file, or another format")
    #expect(throws: DwellError.self) { _ = try recordSink(path: "/dev/null", format: .geoPackage) }
  }

  @Test("a format is told by a file's extension")
  func extensions() {
    for format in OutputFormat.allCases {
      for ending in format.extensions {
        #expect(OutputFormat.of(path: "a.b/out.\(ending.uppercased())") == format)
      }
      #expect(!format.summary.isEmpty)
    }
    #expect(OutputFormat.of(path: "a.csv/out") == nil)
    #expect(OutputFormat.of(path: "out.shp") == nil)
    #expect(OutputFormat.allCases.filter { !$0.isStream } == [.geoPackage])
  }
}
