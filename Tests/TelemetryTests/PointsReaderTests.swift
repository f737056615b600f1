import Telemetry
import Testing
import Tracks

@Suite struct PointsReaderTests {
  private func tables(_ text: String, piece: Int = .max) throws -> [Table] {
    let reader = PointsReader(source: MemorySource(Array(text.utf8), name: "p.csv", piece: piece))
    var tables: [Table] = []
    while let table = try reader.next() { tables.append(table) }
    return tables
  }

  @Test(
    "x, y and weight are numbers, the rest is text, whatever the pieces", arguments: [1, 3, 999])
  func columns(piece: Int) throws {
    let text = "name;x;weight;y\r\n\"a;\"\"b\";1.5;7;2\n\nc;nan;0;-2e3"
    let table = try #require(try tables(text, piece: piece).first)
    try #require(table.rowCount == 2 && table.kind == .points)
    #expect(table["weight"]?.values == .integer([7, 0]))
    #expect(table["y"]?.values == .real([2, -2000]))
    #expect(table["name"]?.values == .text(PackedBytes(["a;\"b", "c"])))
    guard case .real(let x)? = table["x"]?.values else { return #expect(Bool(false)) }
    #expect(x[0] == 1.5 && x[1].isNaN)
  }

  @Test("a header alone is one table without rows")
  func empty() throws {
    let tables = try tables("x,y\n")
    #expect(tables.count == 1 && tables[0].rowCount == 0)
  }

  @Test(
    "text that is no points, and weights that do not add up exactly, are refused",
    arguments: [
      (
        "a,b\n1,2\n",
        "p.csv: carries neither records of dwell nor text with columns 'x' and 'y' in metres; "
          + "for telemetry run 'dwell read' before it"
      ),
      (
        "x,y,weight\n1,2,3\n1,2,0.5\n",
        "p.csv:3: weight '0.5' is no whole number of milliseconds, which add up exactly"
      ),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: DwellError.self) { try tables(text) }
    #expect(error?.message == message)
  }
}
