public import Tracks

/// What one stage hands to the next: a batch of records of one kind.
public enum Packet: Sendable {
  /// Position reports.
  case fixes(Fixes)
  /// Episodes of dwelling.
  case visits([Visit])
  /// Outlines of clusters.
  case areas([Area])
  /// Areas against sites.
  case findings([Finding])
  /// Places given or inferred.
  case sites([Site])
  /// Passages through boundaries.
  case crossings([Crossing])
  /// Rows of any origin with columns `x` and `y`.
  case points(Table)

  /// The kind of its records.
  public var kind: RecordKind {
    switch self {
    case .fixes: .fixes
    case .visits: .visits
    case .areas: .areas
    case .findings: .findings
    case .sites: .sites
    case .crossings: .crossings
    case .points: .points
    }
  }

  /// The number of its records.
  public var count: Int {
    switch self {
    case .fixes(let fixes): fixes.count
    case .visits(let rows): rows.count
    case .areas(let rows): rows.count
    case .findings(let rows): rows.count
    case .sites(let rows): rows.count
    case .crossings(let rows): rows.count
    case .points(let table): table.rowCount
    }
  }

  /// The records as columns, for the wire and the sinks.
  public consuming func table() -> Table {
    switch consume self {
    case .fixes(let fixes): fixes.table()
    case .visits(let rows): Visit.table(rows)
    case .areas(let rows): Area.table(rows)
    case .findings(let rows): Finding.table(rows)
    case .sites(let rows): Site.table(rows)
    case .crossings(let rows): Crossing.table(rows)
    case .points(let table): table
    }
  }

  /// The records of a table that came over the wire.
  public init(_ table: consuming Table) throws(DwellError) {
    switch table.kind {
    case .fixes: self = .fixes(try Fixes(consume table))
    case .visits: self = .visits(try Visit.rows(table))
    case .areas: self = .areas(try Area.rows(table))
    case .findings: self = .findings(try Finding.rows(table))
    case .sites: self = .sites(try Site.rows(table))
    case .crossings: self = .crossings(try Crossing.rows(table))
    case .points: self = .points(table)
    case .trailer: throw DwellError(.bug, "a trailer is no packet")
    }
  }

  /// A packet of a kind with no records: it says what kind was to come when none came.
  public static func empty(_ kind: RecordKind) -> Packet? {
    switch kind {
    case .fixes: .fixes(Fixes())
    case .visits: .visits([])
    case .areas: .areas([])
    case .findings: .findings([])
    case .sites: .sites([])
    case .crossings: .crossings([])
    case .points, .trailer: nil
    }
  }
}
