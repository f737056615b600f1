import Export
import Testing
import Tracks

@Suite("Tables for a terminal")
struct TextTableTests {
  var table: Table {
    Table(
      kind: .findings,
      columns: [
        Column("rank", .integer([1, 2, 10])),
        Column("site", .text(PackedBytes(["tower", nil, "é\nü"]))),
        Column("distance_m", .real([12.54, .nan, 3])), Column("dwell_s", .real([1234.6, 5, 60])),
        Column("overlap", .real([.nan, .nan, .nan])),
        Column("hidden", .integer([1, 2, 3]), isInternal: true),
        Column("first", .instant([1_599_300_672_250_000, .min, 0])),
        Column("visit_ids", .texts([["a", "b", "c"], [], ["z"]])),
        Column("centre_lon", .real([8.1234567, -0.5, 100])),
      ], rowCount: 3)
  }

  @Test("columns are aligned, units stand in the header, empty and internal columns do not show")
  func golden() {
    #expect(
      TextTable.render(table, limit: 5) == """
        rank  site   distance (m)  dwell (s)  first (UTC)          visit ids  centre lon
           1  tower          12.5       1235  2020-09-05 10:11:12  a +2          8.12346
           2  –                 –          5  –                    –            -0.50000
          10  éü              3.0         60  1970-01-01 00:00:00  z           100.00000

        """)
  }

  @Test(
    "of a kind what a person looks for stands first, whatever its columns' order, and nothing is lost"
  )
  func order() {
    let header = TextTable.render(Visit.table([Visit()]), limit: 0).prefix { $0 != "\n" }
    #expect(header.hasPrefix("visit  kind  shape  first (UTC)  observed (s)  radius (m)  turns"))
    let shown = Visit.fields.filter { !$0.isInternal && $0.name != "geometry" }
    #expect(header.split(separator: "  ").count == shown.count)
  }

  @Test("rows beyond the limit are counted, columns beyond the width named")
  func limits() {
    #expect(
      TextTable.render(table, limit: 1, width: 26) == """
        rank  site   distance (m)
           1  tower          12.5
        … 2 more findings
        … more columns: dwell_s, first, visit_ids, centre_lon

        """)
    #expect(
      TextTable.render(table, limit: 0, width: 1) == """
        rank
        … 3 more findings
        … more columns: site, distance_m, dwell_s, overlap, first, visit_ids, centre_lon

        """)
    #expect(TextTable.render(Area.table([]), limit: 3).hasPrefix("area  dwell (s)  visits"))
  }
}
