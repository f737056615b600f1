import Detection
import Tracks

/// What makes visits of fixes, by its own rules or those of another tool.
protocol VisitFinder {
  /// What was found and rejected, by reason.
  var tally: Tally { get }
  /// Takes fixes; gives the visits that are over.
  mutating func take(
    _ fixes: consuming Fixes, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError)
  /// Gives the visits that are still open.
  mutating func finish(emit: (Visit) throws(DwellError) -> Void) throws(DwellError)
}

extension Detector: VisitFinder {}

extension PresetDetector: VisitFinder {
  /// Nothing: the rules of other tools reject nothing by name.
  var tally: Tally { Tally() }
}

/// The worker of `detect`.
final class DetectWorker<Finder: VisitFinder>: StageWorker {
  private var finder: Finder
  private var found = Tally()

  /// - Parameter kinds: The kinds that may be found, counted even where there is none.
  init(_ finder: Finder, kinds: [VisitKind]) {
    self.finder = finder
    found.count("visits", 0)
    for kind in kinds { found.count(kind.rawValue + "s", 0) }
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    guard case .fixes(let fixes) = consume packet else { return }
    var ready: [Visit] = []
    try finder.take(consume fixes) { (visit: Visit) throws(DwellError) in ready.append(visit) }
    try hand(ready, to: emit)
  }

  func finish(emit: Emit) throws(DwellError) {
    var ready: [Visit] = []
    try finder.finish { (visit: Visit) throws(DwellError) in ready.append(visit) }
    try hand(ready, to: emit)
  }

  private func hand(_ visits: [Visit], to emit: Emit) throws(DwellError) {
    guard !visits.isEmpty else { return }
    found.count("visits", visits.count)
    for visit in visits { found.count(visit.kind + "s") }
    try emit(.visits(visits))
  }

  var tally: Tally {
    var all = found
    all.add(finder.tally)
    return all
  }
}
