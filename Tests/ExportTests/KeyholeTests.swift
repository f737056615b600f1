import Export
import Foundation
import Testing
import Tracks

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("KML")
struct KeyholeTests {
  private func written(_ tables: [Table]) throws -> String {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .kml)
    for table in tables { try sink.write(table) }
    try sink.commit()
    return String(decoding: memory.bytes, as: UTF8.self)
  }

  private func nodes(_ text: String, _ path: String) throws -> [XMLNode] {
    // Foundation's XPath knows no default namespace.
    let plain = text.replacingOccurrences(of: " xmlns=\"http://www.opengis.net/kml/2.2\"", with: "")
    return try XMLDocument(xmlString: plain).nodes(forXPath: path)
  }

  @Test("a kind is a folder, a row a placemark with its name, its span and its columns")
  func folders() throws {
    let text = try written([
      Finding.table([Samples.finding(rank: 1, site: "a <b> & \"c\"")]), Area.table(Samples.areas),
    ])
    #expect(try nodes(text, "//Folder/name").map(\.stringValue) == ["areas", "findings"])
    #expect(
      try nodes(text, "//Placemark/name").map(\.stringValue) == ["area 1", "area 2", "finding 1"])
    #expect(
      try nodes(text, "//Placemark/TimeSpan/*").map(\.stringValue) == [
        "2020-09-05T10:11:12Z", "2020-09-05T12:00:00.250Z",
      ])
    #expect(try nodes(text, "//Data[@name='site']/value").map(\.stringValue) == ["a <b> & \"c\""])
    #expect(try nodes(text, "//Data[@name='hour_s']/value").first?.stringValue == "[0,1.5,null]")
    #expect(try nodes(text, "//Data[@name='median_revisit_s']").isEmpty)
    #expect(try nodes(text, "//styleUrl").first?.stringValue == "#area")
  }

  @Test("rings are anticlockwise, holes stay holes, parts stay parts")
  func shapes() throws {
    let text = try written([Area.table(Samples.areas)])
    let outer = try nodes(text, "//Placemark[1]//outerBoundaryIs//coordinates")
    #expect(outer.map(\.stringValue) == ["8,47 8.5,47 8.5,47.5 8,47.5 8,47"])
    #expect(try nodes(text, "//Placemark[1]//innerBoundaryIs").count == 1)
    #expect(try nodes(text, "//Placemark[2]/MultiGeometry/Polygon").count == 1)
  }

  @Test("a fix is a point with its instant and no name; characters XML forbids are left out")
  func fixes() throws {
    var visit = Samples.visit("v\u{1}\u{FFFF}\n☃", first: "2020-01-01T00:00:00", vehicle: "ü")
    visit.last = .unknown
    let text = try written([Visit.table([visit])])
    #expect(try nodes(text, "//Placemark/name").map(\.stringValue) == ["v\n☃"])
    #expect(
      try nodes(text, "//Placemark/TimeStamp/when").map(\.stringValue) == ["2020-01-01T00:00:00Z"])
    #expect(try nodes(text, "//Point/coordinates").map(\.stringValue) == ["7,46"])
  }

  @Test("no records at all are a document all the same")
  func empty() throws {
    #expect(try nodes(try written([]), "/kml/Document").count == 1)
    #expect(try nodes(try written([Area.table([])]), "//Placemark").isEmpty)
  }

  @Test("its extension says KML")
  func named() { #expect(OutputFormat.of(path: "a/b.KML") == .kml) }
}
