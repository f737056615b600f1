import Telemetry
import Testing
import Tracks

@Suite("Arrow through another module")
struct ArrowFileTests {
  /// Hands out tables that are ready, as a decoder of Arrow would.
  private final class Tables: TableReader {
    private var tables: [Table]
    init(_ tables: [Table]) { self.tables = tables }
    func next() throws(DwellError) -> Table? { tables.isEmpty ? nil : tables.removeFirst() }
  }

  private func read(
    _ columns: [Column], kind: RecordKind = .fixes,
    _ change: (inout ReadSettings) -> Void = { _ in }
  ) -> Reading {
    let table = Table(kind: kind, columns: columns, rowCount: columns[0].values.count)
    return Reading(Array("ARROW1\0\0".utf8)) {
      $0.tableOpener = { _, _ in Tables([table, table]) }
      change(&$0)
    }
  }

  @Test("columns mean what they would in a header, in their units and types")
  func columns() {
    let reading = read(
      [
        Column("timestamp", .instant([1_600_000_000_000_000, .min, 5])),
        Column("icao24", .coded(Labels(codes: [0, -1, 0], names: ["abc"]))),
        Column("Longitude", .real([8.5, 190, .nan])), Column("lat", .real([47, -47, 1])),
        Column("altitude_ft", .integer32([1000, .min, 1])), Column("gs", .integer([90, 1, 2])),
        Column("n", .boolean([true, nil, false])), Column("lon", .text(PackedBytes())),
      ].dropLast())
    #expect(reading.error == nil)
    #expect(reading.count == 4 && reading.tally["no position"] == 2)
    #expect(reading.longitude == [8.5, -170, 8.5, -170])
    #expect(reading.time[0...1] == [1_600_000_000_000_000, .min])
    #expect(reading.vehicle[0...1] == ["abc", "memory"])
    #expect(abs(reading[.height][0] - 304.8) < 1e-9 && reading[.height][1].isNaN)
    #expect(abs(reading[.speed][0] - 46.3) < 1e-9)
    #expect(reading.batches[0].extras.map(\.name) == ["n"])
  }

  @Test(
    "times are numbers since 1970 of any size, or text",
    arguments: [1_600_000_000, 1_600_000_000_000, 1_600_000_000_000_000, 1_600_000_000_000_000_000])
  func times(_ number: Int64) {
    let place = [Column("lon", .real([8])), Column("lat", .real([47]))]
    #expect(read([Column("time", .integer([number]))] + place).time[0] == 1_600_000_000_000_000)
    #expect(
      read([Column("time", .real([1_600_000_000.25]))] + place).time[0] == 1_600_000_000_250_000)
    let text = Labels(codes: [0], names: ["2020-09-13 12:26:40"])
    let zoned = read([Column("time", .coded(text))] + place) {
      $0.timeZone = try? TimeZoneOffset("+01:00")
    }
    #expect(zoned.time[0] == 1_599_996_400_000_000)
  }

  @Test("large batches are handed on in small ones")
  func pieces() {
    let reading = read([
      Column("lon", .real((0..<100).map { Double($0) })),
      Column("lat", .real(Array(repeating: 1, count: 100))),
    ]) { $0.batchRows = 30 }
    #expect(reading.batches.map(\.count) == [30, 30, 30, 10, 30, 30, 30, 10])
    #expect(reading.longitude == (0..<200).map { Double($0 % 100) })
  }

  @Test(
    "records of another kind, columns of another type, Parquet and zip are errors that say what to do"
  )
  func refusals() {
    let place = [Column("lon", .real([8])), Column("lat", .real([47]))]
    #expect(read(place, kind: .visits).error?.message.contains("it carries visits") == true)
    let texts = Column("speed", .coded(Labels(repeating: "fast", count: 1)))
    #expect(
      read(place + [texts]).error?.message == "memory: column 'speed' holds text, not numbers")
    #expect(read([place[0]]).error?.message.contains("no column for 'lat'") == true)
    #expect(Reading("PAR1xxxx").error?.message.contains("duckdb -c") == true)
    #expect(Reading(Array("PK".utf8) + [3, 4, 0]).error?.message.contains("unzip -p") == true)
  }
}
