import Detection
import Tracks

/// The worker of `detect --semantics`: stops by the rule of another tool.
final class PresetWorker: StageWorker {
  private var detector: PresetDetector
  private(set) var tally = Tally()

  init(_ detector: PresetDetector) {
    self.detector = detector
    for name in ["visits", "stops"] { tally.count(name, 0) }
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    guard case .fixes(let fixes) = consume packet else { return }
    var ready: [Visit] = []
    try detector.take(consume fixes) { (visit: Visit) throws(DwellError) in ready.append(visit) }
    try hand(ready, to: emit)
  }

  func finish(emit: Emit) throws(DwellError) {
    var ready: [Visit] = []
    try detector.finish { (visit: Visit) throws(DwellError) in ready.append(visit) }
    try hand(ready, to: emit)
  }

  private func hand(_ visits: [Visit], to emit: Emit) throws(DwellError) {
    guard !visits.isEmpty else { return }
    tally.count("visits", visits.count)
    tally.count("stops", visits.count)
    try emit(.visits(visits))
  }
}
