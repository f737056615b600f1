import Foundation
import Telemetry
import Testing
import Tracks

@Suite("naming inputs")
struct InputTests {
  private let text = "time,lon,lat\n1600000000,8,47\n"

  @Test("folders are searched all through, other files in them are passed over with a word")
  func folders() throws {
    let folder = try Folder()
    for name in ["a.csv", "deep/er/b.TSV", "deep/c.csv.gz", "d.txt"] {
      try folder.write(
        name.hasSuffix("gz") ? try folder.packed(text, by: .gzip) : Data(text.utf8), as: name)
    }
    try folder.write("# words", as: "README.md")
    try folder.write("words", as: ".hidden.csv")
    let reading = Reading(paths: [folder.path])
    #expect(Set(reading.vehicle) == ["a", "b", "c", "d"])
    #expect(reading.warnings.contains { $0.contains("README.md: passed over in a folder") })
  }

  @Test("patterns are expanded; a file named like a pattern is that file")
  func patterns() throws {
    let folder = try Folder()
    for name in ["a1.csv", "a2.csv", "b1.csv", "[x].csv"] { try folder.write(text, as: name) }
    #expect(Set(Reading(paths: [folder.path + "/a*.csv"]).vehicle) == ["a1", "a2"])
    #expect(Set(Reading(paths: [folder.path + "/?1.csv"]).vehicle) == ["a1", "b1"])
    #expect(Reading(paths: [folder.path + "/[x].csv"]).vehicle == ["[x]"])
  }

  @Test("a file named twice is read once")
  func twice() throws {
    let folder = try Folder()
    let path = try folder.write(text, as: "a.csv")
    #expect(Reading(paths: [path, folder.path, folder.path + "/./a.csv"]).count == 1)
  }

  @Test("what does not exist is an error of its own kind")
  func missing() throws {
    let folder = try Folder()
    try folder.write("words", as: "README.md")
    let cases = [
      ("/nowhere/a.csv", "/nowhere/a.csv: there is no such file or folder"),
      ("/nowhere/*.csv", "/nowhere/*.csv: no file matches this pattern"),
    ]
    for (path, message) in cases {
      #expect(Reading(paths: [path]).error == DwellError(.noInput, message))
    }
    let empty = Reading(paths: [folder.path]).error
    #expect(empty?.kind == .noInput)
    #expect(empty?.message.hasPrefix("\(folder.path): no telemetry in this folder") == true)
    let words = (empty?.message ?? "").split { $0 == " " || $0 == "," }
    #expect(words.count { $0 == ".csv" } == 1 && words.count { $0 == ".json" } == 1)
    #expect(Reading(paths: []).error?.kind == .usage)
  }

  @Test("progress ends at the number of files and bytes there are")
  func progress() throws {
    let folder = try Folder()
    for name in ["a.csv", "b.csv"] { try folder.write(text, as: name) }
    let reader = try TelemetryReader(
      paths: [folder.path], settings: ReadSettings(), warn: { _ in })
    while try reader.next() != nil {}
    let progress = reader.progress
    #expect(progress.filesDone == 2 && progress.filesTotal == 2)
    #expect(progress.bytesRead == 2 * text.utf8.count)
    #expect(progress.bytesTotal == 2 * text.utf8.count)
  }

  @Test("rows on a pipe are handed on as they come")
  func live() throws {
    let pipe = Pipe()
    let source = FileSource(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe", isOwned: false)
    let reader = try TelemetryReader(source: source, settings: ReadSettings(), warn: { _ in })
    let writer = pipe.fileHandleForWriting
    // More than the opening that is looked at, and the beginning of a row.
    writer.write(Data("time,vehicle,lon,lat\n1600000000,a,8,47\n1600000001,a,8,48\n16000".utf8))
    // Would wait for ever if it wanted more than there is.
    #expect(try reader.next()?.latitude == [47, 48])
    writer.write(Data("00002,a,8,49\n".utf8))
    #expect(try reader.next()?.latitude == [49])
    try writer.close()
    #expect(try reader.next() == nil)
  }

  @Test("JSON lines on a pipe are handed on as they come")
  func liveLines() throws {
    let pipe = Pipe()
    let source = FileSource(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe", isOwned: false)
    let reader = try TelemetryReader(source: source, settings: ReadSettings(), warn: { _ in })
    let writer = pipe.fileHandleForWriting
    writer.write(Data(#"{"time":1600000000,"lon":8,"lat":47}"#.utf8 + [0x0A]))
    #expect(try reader.next()?.latitude == [47])
    writer.write(Data(#"{"time":1600000001,"lon":8,"lat":48}"#.utf8 + [0x0A]))
    #expect(try reader.next()?.latitude == [48])
    try writer.close()
    #expect(try reader.next() == nil)
  }
}
