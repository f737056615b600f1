import Simulation
import Tracks

/// Gathers what reaches the output of a run and holds it against the truth of a simulation.
final class AccuracyTap: Tap {
  private let truth: Truth
  private var visits: [Visit] = []
  private var findings: [Finding] = []
  private var sites: [Site] = []

  /// Reads a truth that `dwell simulate --truth` wrote.
  init(path: String) throws(DwellError) { truth = try TruthFile.read(path) }

  func see(_ packet: Packet) {
    switch packet {
    case .visits(let rows): visits += rows
    case .findings(let rows): findings += rows
    case .sites(let rows): sites += rows
    case .fixes, .areas, .crossings, .points: break
    }
  }

  /// How right it is.
  var accuracy: Accuracy {
    Accuracy(of: visits, findings: findings, sites: sites, against: truth)
  }

  /// The same as aligned text.
  var text: String { accuracy.lines.joined(separator: "\n") }
}
