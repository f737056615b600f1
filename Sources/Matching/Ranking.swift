import Tracks

/// The order of findings.
enum Ranking {
  /// Findings with their ranks, and their candidates numbered in the same order.
  ///
  /// Areas whose candidates are one place share the best supported of them.
  static func ranked(_ matched: [MatchedArea]) -> (findings: [Finding], candidates: [Site]) {
    let ordered = matched.sorted { precedes($0.finding, $1.finding) }
    var findings: [Finding] = []
    var candidates: [Site] = []
    var reaches: [CandidateReach] = []
    for entry in ordered {
      var finding = entry.finding
      finding.rank = findings.count + 1
      if var site = entry.candidate {
        let reach = CandidateReach(site)
        let twin = candidates.indices.first {
          reaches[$0].mayMeet(reach) && candidates[$0].isSamePlace(as: site)
        }
        if let twin {
          finding.site = candidates[twin].site
        } else {
          site.site = "candidate-\(candidates.count + 1)"
          finding.site = site.site
          candidates.append(site)
          reaches.append(reach)
        }
      }
      findings.append(finding)
    }
    return (findings, candidates)
  }

  private static func tier(_ finding: Finding) -> Int {
    switch finding.kind {
    case "known": finding.score >= 0.5 ? 0 : 2
    case "candidate": 1
    default: 3
    }
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    func support(_ finding: Finding) -> Double {
      (finding.score.isNaN ? 1 : finding.score) * Double(finding.sorties)
    }
    if tier(left) != tier(right) { return tier(left) < tier(right) }
    return (-support(left), -left.dwellSeconds, left.area, left.site)
      < (-support(right), -right.dwellSeconds, right.area, right.site)
  }
}
