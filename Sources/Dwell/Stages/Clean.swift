public import ArgumentParser
internal import Cleaning
public import Tracks

/// `clean`: fixes → fixes in order, without duplicates and spikes, cut into flights and sorties.
public struct Clean: Stage {
  /// `clean`.
  public static let name = "clean"
  /// One line.
  public static let summary = "Order fixes, drop duplicates and spikes, cut flights at gaps."
  /// The rest of the help.
  public static let discussion = """
    Streams; holds the fixes of the reorder window of every vehicle. Every drop is counted by its \
    reason. A flight ends at a gap, a sortie at a gap of hours: sorties are the independent evidence.
    """
  /// Fixes.
  public static let takes = [RecordKind.fixes]
  /// Fixes.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .fixes }
  /// What to do when handed something else.
  public static let advice = "Run 'dwell read' before it."

  /// A flight ends where the next fix is later than this.
  @Option(help: ArgumentHelp("A gap longer than this ends a flight.", valueName: "duration"))
  public var flightGap = Seconds.minutes(30)
  /// A sortie ends where the next fix is later than this.
  @Option(help: ArgumentHelp("A gap longer than this ends a sortie.", valueName: "duration"))
  public var sortieGap = Seconds.hours(2)
  /// Fixes that come late by no more than this are put in order.
  @Option(
    help: ArgumentHelp(
      "Fixes late by no more than this are put in order; later ones are dropped and counted.",
      valueName: "duration"))
  public var reorderWindow = Seconds.minutes(1)
  /// Fixes that would need more than this, both ways, are spikes.
  @Option(
    help: ArgumentHelp(
      "A fix that would need more than this speed to reach and to leave is a spike.",
      valueName: "speed"))
  public var maxSpeed = MetresPerSecond.metresPerSecond(400)

  /// The defaults.
  public init() {}

  /// Refuses windows that cannot work.
  public func validate() throws {
    if flightGap.value <= 0 { throw ValidationError("--flight-gap \(flightGap): must be above 0s") }
    if sortieGap < flightGap {
      throw ValidationError(
        "--sortie-gap \(sortieGap): must be at least --flight-gap (\(flightGap))")
    }
    if reorderWindow.value < 0 {
      throw ValidationError("--reorder-window \(reorderWindow): must be 0s or more")
    }
    if maxSpeed.value <= 0 { throw ValidationError("--max-speed \(maxSpeed): must be above 0mps") }
  }

  /// Streams.
  public var footprint: Footprint {
    Footprint(
      isStreaming: true, holds: "\(reorderWindow) of fixes of each vehicle, 150 bytes a fix")
  }

  /// Makes the worker.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    CleanWorker(
      warn: workshop.warn,
      Cleaner(
        settings: CleaningSettings(
          flightGap: flightGap, sortieGap: sortieGap, reorderWindow: reorderWindow,
          maxSpeed: maxSpeed)))
  }
}

private final class CleanWorker: StageWorker {
  private var cleaner: Cleaner
  private let warn: (String) -> Void
  private var taken = 0

  init(warn: @escaping (String) -> Void, _ cleaner: Cleaner) {
    self.warn = warn
    self.cleaner = cleaner
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    guard case .fixes(let fixes) = consume packet else { return }
    taken += fixes.count
    try cleaner.take(consume fixes) { (clean: consuming Fixes) throws(DwellError) in
      try emit(.fixes(clean))
    }
  }

  func finish(emit: Emit) throws(DwellError) {
    try cleaner.finish { (clean: consuming Fixes) throws(DwellError) in try emit(.fixes(clean)) }
    if cleaner.turnedCount > 0 {
      warn(
        "\(grouped(cleaner.turnedCount)) fixes came newest first and were turned round; they were all held "
          + "for that")
    }
    let late = cleaner.tally["out of order"]
    if late * 10 > taken {
      warn(
        "\(grouped(late)) of \(grouped(taken)) fixes came out of order and were dropped; "
          + "--reorder-window sorts what is late by no more than it")
    }
  }

  /// Drops first, then repairs, then what was made.
  var tally: Tally {
    var tally = cleaner.tally
    tally.add(cleaner.repairs)
    tally.count("flights", cleaner.flightCount)
    tally.count("sorties", cleaner.sortieCount)
    return tally
  }
}
