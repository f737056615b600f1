import Foundation
import Telemetry
import Testing
import Tracks

/// Everything that reading gave, for a test to look at.
struct Reading {
  var batches: [Fixes] = []
  var warnings: [String] = []
  var tally = Tally()
  var repairs = Tally()
  var error: DwellError?

  /// Reads text as one source, handed out at most `piece` bytes at a time.
  init(
    _ text: String, name: String = "memory", piece: Int = .max,
    _ change: (inout ReadSettings) -> Void = { _ in }
  ) {
    self.init(Array(text.utf8), name: name, piece: piece, change)
  }

  /// Reads bytes as one source.
  init(
    _ bytes: [UInt8], name: String = "memory", piece: Int = .max,
    _ change: (inout ReadSettings) -> Void = { _ in }
  ) {
    read(change) { settings, warn throws(DwellError) in
      try TelemetryReader(
        source: MemorySource(bytes, name: name, piece: piece), settings: settings, warn: warn)
    }
  }

  /// Reads files.
  init(paths: [String], _ change: (inout ReadSettings) -> Void = { _ in }) {
    read(change) { settings, warn throws(DwellError) in
      try TelemetryReader(paths: paths, settings: settings, warn: warn)
    }
  }

  private mutating func read(
    _ change: (inout ReadSettings) -> Void,
    _ open: (ReadSettings, @escaping (String) -> Void) throws(DwellError) -> TelemetryReader
  ) {
    var settings = ReadSettings()
    change(&settings)
    let said = Said()
    var reader: TelemetryReader?
    do {
      let opened = try open(settings) { said.lines.append($0) }
      reader = opened
      while let batch = try opened.next() { batches.append(batch) }
    } catch {
      self.error = error
    }
    warnings = said.lines
    tally = reader?.tally ?? Tally()
    repairs = reader?.repairs ?? Tally()
  }

  private final class Said { var lines: [String] = [] }

  /// Whether it was said and counted that the input ends within a record.
  var endsShort: Bool { repairs["files that end short"] == 1 }
  /// The number of fixes.
  var count: Int { batches.reduce(0) { $0 + $1.count } }
  /// Longitudes of all batches.
  var longitude: [Double] { batches.flatMap(\.longitude) }
  /// Latitudes of all batches.
  var latitude: [Double] { batches.flatMap(\.latitude) }
  /// Times of all batches.
  var time: [Int64] { batches.flatMap(\.time) }
  /// Vehicles of all batches.
  var vehicle: [String?] {
    batches.flatMap { batch in (0..<batch.count).map { batch.vehicle[$0] } }
  }
  /// Height datums of all batches.
  var heightDatum: [String?] {
    batches.flatMap { batch in (0..<batch.count).map { batch.heightDatum[$0] } }
  }
  /// A measure of all batches; NaN where a batch lacks it.
  subscript(measure: Measure) -> [Double] {
    batches.flatMap { batch in
      batch.measures[measure].isEmpty
        ? [Double](repeating: .nan, count: batch.count) : batch.measures[measure]
    }
  }
  /// A carried column of all batches.
  subscript(extra name: String) -> [String?] {
    batches.flatMap { batch -> [String?] in
      guard let column = batch.extras.first(where: { $0.name == name }),
        case .text(let texts) = column.values
      else { return Array(repeating: nil, count: batch.count) }
      return (0..<texts.count).map { texts[$0] }
    }
  }
  /// A column of numbers of all batches.
  func numbers(_ name: String) -> [Double] {
    batches.flatMap { batch -> [Double] in
      guard case .real(let values)? = batch.extras.first(where: { $0.name == name })?.values else {
        return Array(repeating: .nan, count: batch.count)
      }
      return values
    }
  }

  /// A column of labels of all batches.
  func labels(_ name: String) -> [String?] {
    batches.flatMap { batch -> [String?] in
      guard case .coded(let labels)? = batch.extras.first(where: { $0.name == name })?.values else {
        return Array(repeating: nil, count: batch.count)
      }
      return (0..<batch.count).map { labels[$0] }
    }
  }
  /// Names of the carried columns.
  var extraNames: [String] { batches.first?.extras.map(\.name) ?? [] }

  /// Every fix as a line of text, sorted by vehicle and time: what must not depend on files.
  var sortedRows: [String] { orderedRows.sorted() }

  /// Every fix as a line of text, as they came.
  var orderedRows: [String] {
    batches.flatMap { batch -> [String] in
      let table = batch.table()
      return (0..<batch.count).map { row in
        let cells = table.columns.sorted { $0.name < $1.name }.compactMap { column -> String? in
          guard let text = column.values.text(row) else { return nil }
          return "\(column.name)=\(text)"
        }
        return "\(batch.vehicle[row] ?? "") \(batch.time[row]) " + cells.joined(separator: " ")
      }
    }
  }
}

extension ColumnValues {
  /// A row as text, nil for null.
  func text(_ row: Int) -> String? {
    switch self {
    case .real(let values): values[row].isNaN ? nil : "\(values[row])"
    case .instant(let values): "\(Instant(microseconds: values[row]))"
    case .coded(let labels): labels[row]
    case .text(let texts): texts[row]
    case .integer(let values): values[row] == .min ? nil : "\(values[row])"
    default: "?"
    }
  }
}

/// A folder of a test's own, removed with it.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "dwell-telemetry-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, as name: String) throws -> String {
    try write(Data(text.utf8), as: name)
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ data: Data, as name: String) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: file))
    return file
  }

  /// What a tool packs text into.
  func packed(_ text: String, by packer: Packer, options: [String] = []) throws -> Data {
    try packed(Data(text.utf8), by: packer, options: options)
  }

  /// What a tool packs bytes into.
  func packed(_ bytes: Data, by packer: Packer, options: [String] = []) throws -> Data {
    let plain = try write(bytes, as: "plain-\(UUID().uuidString)")
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments =
      (packer == .gzip ? ["gzip", "-nc"] : ["zstd", "--quiet", "--stdout"]) + options
    // Without the file's name the tool does not know how much will come.
    tool.standardInput = FileHandle(forReadingAtPath: plain)
    let output = Pipe()
    tool.standardOutput = output
    try tool.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    try FileManager.default.removeItem(atPath: plain)
    return data
  }
}
