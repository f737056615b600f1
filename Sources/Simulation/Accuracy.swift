public import Tracks

/// How right detected visits and claimed sites are, against the truth of a simulation.
public struct Accuracy: Equatable, Sendable {
  /// The visits of one kind and shape.
  public struct Row: Equatable, Sendable {
    /// `stop`, `orbit` or `stare`.
    public var kind = ""
    /// `circle`, `racetrack`, `figure-eight`, `drifting`, or empty.
    public var shape = ""
    /// True visits of this kind and shape.
    public var truths = 0
    /// Those that were found: a detected visit of the kind covers half of their joint time.
    public var found = 0
    /// Those that were found with the right shape.
    public var rightShape = 0
    /// Detected visits of this kind and shape.
    public var detected = 0
    /// Those of them that are no true visit of their kind.
    public var wrong = 0
    /// Of those found, time shared ÷ time of either; NaN when none was found.
    public var medianOverlap = Double.nan
    /// Of those found, metres from the true centre.
    public var medianCentreError = Double.nan
    /// Of those found, metres from the true centre.
    public var worstCentreError = Double.nan
    /// Of those found that have a radius: the centre's error ÷ the radius.
    public var medianRelativeError = Double.nan
    /// Of those found that have a radius: the centre's error ÷ the radius.
    public var worstRelativeError = Double.nan

    /// Of the detected ones, the part that is true; NaN when none was detected.
    public var precision: Double { Double(detected - wrong) / Double(detected) }
    /// Of the true ones, the part that was found; NaN when there is none.
    public var recall: Double { Double(found) / Double(truths) }
  }

  /// The claimed sites.
  public struct SiteRow: Equatable, Sendable {
    /// Sites that were watched.
    public var truths = 0
    /// Those that were claimed.
    public var found = 0
    /// Claims: known sites with a finding, and candidates.
    public var claimed = 0
    /// Claims near no watched site, or of one claimed before.
    public var wrong = 0
    /// Of the candidates that are right, metres from the true site.
    public var medianDistance = Double.nan
    /// Of the candidates that are right, metres from the true site.
    public var worstDistance = Double.nan

    /// Of the claims, the part that is right; NaN when there is none.
    public var precision: Double { Double(claimed - wrong) / Double(claimed) }
    /// Of the watched sites, the part that was claimed; NaN when there is none.
    public var recall: Double { Double(found) / Double(truths) }
  }

  /// One row for each kind and shape that is true or was detected, stops first.
  public var visits: [Row]
  /// The sites.
  public var sites: SiteRow

  /// Compares detected with true visits, and claimed with watched sites.
  ///
  /// A detected visit is matched with the true visit of its vehicle and kind that it shares most
  /// time with, one with one, the best pairs first; it is found when they share half of their
  /// joint time (`overlap`). A borderline visit (``TrueVisit/isBorderline``) counts neither for nor
  /// against. A candidate is right when it lies within `within` of a watched site,
  /// or within its own 95 % ellipse's semi-major axis where that is more; a known site when it
  /// was watched.
  ///
  /// - Parameters:
  ///   - truth: What is true.
  ///   - detected: What was detected.
  ///   - findings: What was claimed; those of kind `none` are no claims.
  ///   - sites: The records of the sites that `findings` name.
  ///   - within: The greatest error of a candidate, metres.
  ///   - overlap: Shared time ÷ joint time from which a visit counts as found.
  /// - Complexity: O(*t* · *d*) for each vehicle and kind.
  public init(
    of detected: [Visit], findings: [Finding] = [], sites: [Site] = [], against truth: Truth,
    within: Metres = .metres(500), overlap: Double = 0.5
  ) {
    visits = VisitMatching(truth: truth.visits, detected: detected, overlap: overlap).rows()
    self.sites = SiteMatching(truth: truth, within: within.value).row(findings, sites)
  }

  /// The rows as aligned text for people, a heading first.
  public var lines: [String] {
    let heading = [
      "kind", "shape", "true", "found", "detected", "wrong", "precision", "recall", "overlap",
      "centre error", "÷ radius",
    ]
    var table = [heading]
    for row in visits {
      table.append([
        row.kind, row.shape, "\(row.truths)", "\(row.found)", "\(row.detected)", "\(row.wrong)",
        Self.text(row.precision, 3), Self.text(row.recall, 3), Self.text(row.medianOverlap, 3),
        Self.text(row.medianCentreError, 1, "m"),
        Self.text(row.medianRelativeError * 100, 2, "%"),
      ])
    }
    table.append([
      "site", "", "\(sites.truths)", "\(sites.found)", "\(sites.claimed)", "\(sites.wrong)",
      Self.text(sites.precision, 3), Self.text(sites.recall, 3), "",
      Self.text(sites.medianDistance, 1, "m"), "",
    ])
    let widths = heading.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { cells in
      let padded = cells.indices.map { column -> String in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return column < 2 ? cells[column] + space : space + cells[column]
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// A number with a fixed count of decimals; empty for NaN.
  private static func text(_ value: Double, _ decimals: Int, _ unit: String = "") -> String {
    guard value.isFinite else { return "" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int64(clampedRounding: abs(value) * scale)
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && whole != 0 ? "-" : ""
    let cut = padded.index(padded.endIndex, offsetBy: -decimals)
    return sign + padded[..<cut] + "." + padded[cut...] + (unit.isEmpty ? "" : " " + unit)
  }
}
