internal import ArgumentParser
internal import Export
import Tracks
internal import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How records leave a stage that is not `write`.
enum WireFormat: String, CaseIterable, ExpressibleByArgument {
  /// Arrow IPC streams.
  case arrow
  /// A JSON object a line.
  case ndjson
  /// Columns for a person.
  case table

  /// Standard output in this format.
  func outlet(_ workshop: Workshop) -> any Outlet {
    let output = DescriptorSink.standardOutput()
    return switch self {
    case .arrow:
      WireOutlet(workshop) {
        WireWriter(output, settings: workshop.settings, version: DwellVersion.current)
      }
    case .ndjson:
      WireOutlet(workshop) {
        NDJSONWriter(output, settings: workshop.settings, version: DwellVersion.current)
      }
    case .table: TableOutlet(output)
    }
  }
}

/// Standard output as a person's terminal.
enum Terminal {
  /// Whether standard output is one.
  static var isOutput: Bool { isatty(1) == 1 }

  /// Characters a line has; 100 where nobody says.
  static var width: Int {
    var size = winsize()
    if unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 100
  }
}

extension RunReport {
  /// The report as the last record of a pipe.
  var trailer: Trailer { Trailer(rows: rowsRead, tallies: tallies) }
}

/// What the writers of both forms of the wire have in common.
private protocol WireWriting: AnyObject {
  func write(_ table: consuming Table, crs: String?) throws(DwellError)
  func finish(_ trailer: Trailer) throws(DwellError)
}

extension WireWriter: WireWriting {}

extension NDJSONWriter: WireWriting {}

/// Records for the next stage, with the trailer that proves them whole.
private final class WireOutlet: Outlet {
  private let open: () -> any WireWriting
  /// Opened at the first record, when the settings of the stages before are known.
  private lazy var writer = open()
  private let workshop: Workshop

  init(_ workshop: Workshop, _ open: @escaping () -> any WireWriting) {
    self.workshop = workshop
    self.open = open
  }

  func write(_ packet: consuming Packet) throws(DwellError) {
    let table = (consume packet).table()
    try writer.write(table, crs: workshop.system(of: table))
  }

  func finish(_ report: RunReport) throws(DwellError) { try writer.finish(report.trailer) }
}

/// The first rows of each kind, for a person.
private final class TableOutlet: Outlet {
  private let sink: any ByteSink
  private var first: [Table] = []
  private var counts: [RecordKind: Int] = [:]
  /// In the order they came, the stage's own first.
  private var kinds: [RecordKind] = []
  private static let limit = 20

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ packet: consuming Packet) throws(DwellError) {
    let kind = packet.kind
    if counts[kind] == nil { kinds.append(kind) }
    counts[kind, default: 0] += packet.count
    let shown = first.filter { $0.kind == kind }.reduce(0) { $0 + $1.rowCount }
    if shown < Self.limit { first.append((consume packet).table()) }
  }

  func finish(_ report: RunReport) throws(DwellError) {
    for kind in kinds {
      guard let count = counts[kind] else { continue }
      var text = "\(kind.rawValue): \(grouped(count))\n"
      for table in first where table.kind == kind {
        text += TextTable.render(table, limit: Self.limit, width: Terminal.width) + "\n"
      }
      try sink.write(Array(text.utf8))
    }
  }
}
