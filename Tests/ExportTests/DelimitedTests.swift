import Export
import Foundation
import Testing
import Tracks

@Suite("CSV and NDJSON")
struct DelimitedTests {
  @Test("findings become these bytes: WKT, quoted lists, empty nulls")
  func golden() throws {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .csv)
    var finding = Samples.finding(rank: 1, site: "a, \"b\"\nc ")
    finding.visitIds = ["v1", "v2"]
    try sink.write(Finding.table([finding, Samples.finding(rank: 2, site: "")]))
    try sink.commit()
    #expect(
      String(decoding: memory.bytes, as: UTF8.self) == #"""
        rank,site,area,kind,distance_m,score,none_score,overlap,visits,sorties,dwell_s,first,last,basis,visit_ids,geometry
        1,"a, ""b""
        c ",1,known,12.35,0.1235,,,0,0,0,,,,"[""v1"",""v2""]",POINT (8.25 47.25)
        2,,2,none,,0.1235,,,0,0,0,,,,[],POINT (8.25 47.25)

        """#)
    #expect(sink.notes.isEmpty)
  }

  @Test(
    "Python's csv module reads every field as it was",
    .enabled(if: isInstalled("python3"), "python3 is not installed"))
  func pythonReads() throws {
    let scratch = try Scratch()
    let texts = ["plain", "", "a,b", "\"", "\"\"", "line\nbreak", "\r\n", " blank ", "é☃", ","]
    var column = PackedBytes(texts)
    column.appendNull()
    let table = Table(
      kind: .points,
      columns: [
        Column("t", .text(column)), Column("n", .integer(Array(0..<10) + [.min])),
        Column("b", .boolean([true, false, nil] + Array(repeating: true, count: 8))),
      ], rowCount: 11)
    let sink = try recordSink(path: scratch.path("o.csv"), format: .csv)
    try sink.write(table)
    try sink.commit()
    let script = """
      import csv, json, sys
      rows = list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))
      json.dump(rows, sys.stdout)
      """
    let outcome = try #require(try run("python3", ["-c", script, scratch.path("o.csv")]))
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String]]
    try #require(rows?.count == 12 && rows?.allSatisfy { $0.count == 3 } == true)
    #expect(rows?.first == ["t", "n", "b"])
    #expect(rows?.dropFirst().map { $0[0] } == texts + [""])
    #expect(rows?.dropFirst().map { $0[1] } == (0..<10).map(String.init) + [""])
    #expect(rows?[2...4].map { $0[2] } == ["false", "", "true"])
  }

  @Test("each further kind goes to a file beside the named one, which has the first in order")
  func siblings() throws {
    let scratch = try Scratch()
    let sink = try recordSink(path: scratch.path("out.csv"), format: .csv)
    try sink.write(Finding.table([Samples.finding(rank: 1, site: "s")]))
    try sink.write(Visit.table([Samples.visit("v", first: "2020-01-01T00:00:00", vehicle: "a")]))
    try sink.write(Area.table(Samples.areas))
    try sink.commit()
    #expect(try scratch.names == ["out-findings.csv", "out-visits.csv", "out.csv"])
    #expect(try scratch.text("out.csv").hasPrefix("area,dwell_s,"))
    #expect(try scratch.text("out-visits.csv").hasPrefix("visit,flight,"))
    #expect(try scratch.text("out-findings.csv").hasPrefix("rank,site,"))
    #expect(
      sink.notes == [
        "\(scratch.path("out-visits.csv")): the visits",
        "\(scratch.path("out-findings.csv")): the findings",
      ])
  }

  @Test("a stream takes the first kind and says what it left out")
  func streamHasRoomForOne() throws {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .csv)
    try sink.write(Visit.table([Samples.visit("v", first: "2020-01-01T00:00:00", vehicle: "a")]))
    try sink.write(Area.table(Samples.areas))
    try sink.commit()
    let text = String(decoding: memory.bytes, as: UTF8.self)
    #expect(text.hasPrefix("area,") && text.split(separator: "\n").count == 3)
    #expect(
      sink.notes == [
        "memory: CSV has room for one kind, the areas; 1 visits were left out: write a file, or "
          + "another format"
      ])
  }

  @Test(
    "the kind goes before the extension",
    arguments: [
      ("a/b.csv", "a/b-visits.csv"), ("a.b/c", "a.b/c-visits"), (".csv", ".csv-visits"),
      ("x.tar.csv", "x.tar-visits.csv"),
    ])
  func names(path: String, expected: String) {
    #expect(pathBeside(path, kind: .visits) == expected)
  }

  @Test("a batch with fewer columns fits, one with a new column is an error that names it")
  func differingBatches() throws {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .csv)
    var extra = Samples.fixes(1, from: 2)
    extra.extras = [Column("squawk", .integer([7000]))]
    try sink.write(Samples.fixes(2).table())
    var bare = Samples.fixes(1)
    bare.measures[.height] = []
    try sink.write(bare.table())
    let error = #expect(throws: DwellError.self) { try sink.write(extra.table()) }
    #expect(
      error?.message
        == "memory: column 'squawk' came after the CSV header was written: write GeoPackage or "
        + "NDJSON, which take new columns, or read inputs with the same columns")
    try sink.commit()
    #expect(
      String(decoding: memory.bytes, as: UTF8.self) == """
        vehicle,time,lon,lat,height_m
        N0,2020-09-05T10:11:12Z,8,47,500.12
        N1,2020-09-05T10:11:13.500Z,8.001,46.9995,
        N0,2020-09-05T10:11:12Z,8,47,

        """)
  }

  @Test("NDJSON is flat, with WKT, and ends in the trailer")
  func objects() throws {
    let memory = MemorySink()
    let sink = try recordSink(to: memory, format: .ndjson)
    try sink.write(
      Table(kind: .trailer, columns: [Column("rows", .integer([5]))], rowCount: 1))
    var area = Area()
    area.extent = Samples.clockwiseSquare
    try sink.write(Crossing.table([Crossing()]))
    try sink.write(Samples.fixes(1).table())
    try sink.commit()
    #expect(
      String(decoding: memory.bytes, as: UTF8.self) == """
        {"layer":"fix","vehicle":"N0","time":"2020-09-05T10:11:12Z","lon":8,"lat":47,"height_m":500.12}
        {"layer":"crossing","boundary":null,"flight":null,"vehicle":null,"entered":null,"left":null,"inside_s":0,"gap_s":0,"censored":"none","fixes":0,"geometry":null}
        {"trailer":{"rows":5}}

        """)
  }

  @Test("every type of geometry has its WKT")
  func wellKnownText() throws {
    let point = Extent.point(Position(longitude: -1.5, latitude: 2))
    let line = Extent.line(Samples.ring([(1, 2), (3, 4)]))
    let polygon = Samples.ring([(0, 0), (1, 0), (1, 1), (0, 0)])
    let cases: [(Extent, String)] = [
      (point, "POINT (-1.5 2)"), (line, "LINESTRING (1 2, 3 4)"),
      (.polygon([polygon, polygon]), "POLYGON ((0 0, 1 0, 1 1, 0 0), (0 0, 1 0, 1 1, 0 0))"),
      (.multiPolygon([[polygon]]), "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"),
      (.collection([point, point]), "MULTIPOINT ((-1.5 2), (-1.5 2))"),
      (.collection([line, line]), "MULTILINESTRING ((1 2, 3 4), (1 2, 3 4))"),
      (.collection([point, line]), "GEOMETRYCOLLECTION (POINT (-1.5 2), LINESTRING (1 2, 3 4))"),
      (.collection([]), "GEOMETRYCOLLECTION EMPTY"), (.multiPolygon([]), "MULTIPOLYGON EMPTY"),
    ]
    for (extent, expected) in cases {
      let memory = MemorySink()
      let sink = try recordSink(to: memory, format: .ndjson)
      var finding = Finding()
      finding.extent = extent
      try sink.write(Finding.table([finding]))
      try sink.commit()
      let text = String(decoding: memory.bytes, as: UTF8.self)
      #expect(text.hasSuffix("\"geometry\":\"\(expected)\"}\n"))
    }
  }
}
