import Tracks

/// Makes fixes of JSON records whose columns become known as they come.
final class RecordRows {
  /// Where the records come from.
  let records = JSONRecords()
  /// Batches that are full.
  private(set) var finished: [Fixes] = []
  /// Why the reading has to end.
  private(set) var failure: DwellError?
  /// Where the current record stands.
  var place = RowPlace.record(1)
  /// How much of the input the parser has seen; nil where records are lines.
  var parsedTo: (() -> Int)?

  private let log: FileLog
  /// What dates such as `03/02/2024` begin with; nil where it is not known.
  private let order: DateOrder?
  private var settings: ReadSettings
  private var builder: FixBuilder
  private var count = 0
  /// Whether what is called the vehicle counts the records.
  private var countsRows = false
  /// How often the columns were planned.
  private var plans = 1

  /// Records that may come before the first one with a position.
  private static let mostWithoutPosition = 10_000
  /// Plans after which columns that still come mean nothing: no feed names what it measures so late.
  private static let mostPlans = 256

  /// - Parameters:
  ///   - first: The first records, by which a preset is recognised.
  ///   - order: What dates such as `03/02/2024` begin with; nil takes it from the preset.
  init(
    _ log: FileLog, _ first: FirstRecords, order: DateOrder? = nil
  ) throws(DwellError) {
    self.log = log
    self.order = order
    settings = log.settings
    // What a record means must not depend on those after it, so that its columns are planned in turn.
    builder = try FixBuilder(try Self.plan([], log.settings, log), log, order: order)
    records.takeRecord = { [unowned self] in self.add() }
    records.beginRecord = { [unowned self] in
      if case .record(let number, _) = self.place, let parsedTo = self.parsedTo {
        self.place = .record(number, byte: parsedTo() - 1)
      }
    }
    records.takeOddElement = { [unowned self] in
      self.skip(RowFault(reason: "unreadable record", detail: "the element is no object"))
    }
    if settings.preset == nil { announce(Preset.recognised(first.names.map { HeaderName($0) })) }
    countsRows = first.countsRows { try? Self.plan(first.names, settings, log) }
  }

  /// Whether records without a time are fixes without one, though others have one.
  var takesTimeless: Bool {
    get { builder.takesTimeless }
    set { builder.takesTimeless = newValue }
  }

  /// The number of fixes that are in no finished batch yet.
  var unfinishedCount: Int { builder.count }
  /// The number of fixes not yet taken.
  var heldCount: Int { finished.reduce(builder.count) { $0 + $1.count } }
  /// The number of columns that are planned.
  var columnCount: Int { builder.plan.names.count }

  /// Takes the oldest finished batch, or, when asked, what there is of the next.
  func takeBatch(unfinished: Bool) -> Fixes? {
    if !finished.isEmpty { return finished.removeFirst() }
    return unfinished && builder.count > 0 ? builder.take() : nil
  }

  /// The error when no column of those known holds positions.
  var missingPosition: DwellError? {
    builder.plan.hasPosition ? nil : builder.plan.missingPosition(log)
  }

  /// What the end of the records shows to have been wrong.
  func verdict() -> DwellError? {
    if let failure { return failure }
    if count > 0 {
      let names = builder.plan.names
      if !settings.mapping.isEmpty {
        let headers = names.map { HeaderName($0) }
        for mapped in settings.mapping
        where ColumnPlan.index(of: mapped.column, in: headers) == nil {
          return ColumnPlan.missingColumn(mapped, names, log.name)
        }
      }
      if let missingPosition { return missingPosition }
    }
    return builder.watch.verdict(builder.plan, log)
  }

  /// Skips what stands at ``place``; false when strict.
  func skip(_ fault: RowFault) -> Bool {
    do {
      try log.skip(fault, at: place)
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Makes a fix of cells from elsewhere, as many as the plan has columns.
  func add(_ bytes: Span<UInt8>, _ cells: [Cell]) -> Bool {
    count += 1
    if let fault = builder.add(bytes, cells.span) {
      guard skip(fault) else { return false }
      if builder.watch.isFull, let error = builder.watch.verdict(builder.plan, log) {
        failure = error
      }
      if count > Self.mostWithoutPosition, let missingPosition { failure = missingPosition }
    }
    if builder.count >= builder.mostRows { finished.append(builder.take()) }
    return failure == nil
  }

  /// Makes a fix of the plain record that was just read of `bytes`.
  ///
  /// - Parameter start: Where it begins in the input; nil where ``place`` says it.
  func addPlain(_ bytes: Span<UInt8>, at start: Int? = nil) -> Bool {
    if case .record(let number, _) = place { place = .record(number, byte: start) }
    records.countPlain()
    return add(bytes) { $0.plainCells }
  }

  private func add() -> Bool {
    let bytes = records.bytes
    return add(bytes.span) { $0.cells }
  }

  @inline(__always)
  private func add(_ bytes: Span<UInt8>, _ cells: (JSONRecords) -> [Cell]) -> Bool {
    if records.keyCount != builder.plan.names.count {
      do {
        try meet(records.keys.names)
      } catch {
        failure = error
        return false
      }
    }
    let isGoingOn = add(bytes, cells(records))
    if case .record(let number, _) = place { place = .record(number + 1) }
    return isGoingOn
  }

  /// Takes note of columns that came with the current record.
  func meet(_ names: [String]) throws(DwellError) {
    for name in names[builder.plan.names.count...] {
      guard builder.addExtra(name, surely: plans > Self.mostPlans) else { return try learn(names) }
      if !settings.keepsExtras { records.isWanted.append(false) }
    }
  }

  /// Plans anew for more columns.
  func learn(_ names: [String]) throws(DwellError) {
    if builder.count > 0 { finished.append(builder.take()) }
    plans += 1
    let (watch, takesTimeless) = (builder.watch, builder.takesTimeless)
    var plan = try Self.plan(names, settings, log)
    if countsRows { plan.dropRowCounter(log) }
    builder = try FixBuilder(plan, log, order: order)
    builder.watch = watch
    builder.takesTimeless = takesTimeless
    if settings.preset == nil { announce(builder.plan.preset) }
    markWanted()
  }

  /// Whether records with these columns have positions.
  static func havePosition(_ names: [String], _ log: FileLog) -> Bool {
    // An error is told when the records are read.
    (try? plan(names, log.settings, log))?.hasPosition ?? false
  }

  private static func plan(
    _ names: [String], _ settings: ReadSettings, _ log: FileLog
  ) throws(DwellError) -> ColumnPlan {
    var settings = settings
    if !settings.mapping.isEmpty {
      // A mapping may name columns that come with a later record.
      let headers = names.map { HeaderName($0) }
      settings.mapping.removeAll { ColumnPlan.index(of: $0.column, in: headers) == nil }
    }
    return try ColumnPlan(names, settings: settings, fileName: log.name)
  }

  private func announce(_ preset: Preset) {
    guard preset.name != "generic" else { return }
    // Columns that come later must not change the units.
    settings.preset = preset.name
    log.warnOnce("preset " + preset.name, preset.announcement)
  }

  private func markWanted() {
    guard !settings.keepsExtras else { return }
    let extras = Set(builder.plan.extras)
    records.isWanted = builder.plan.names.indices.map { !extras.contains($0) }
  }
}
