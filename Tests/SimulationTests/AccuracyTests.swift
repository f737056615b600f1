import Simulation
import Testing
import Tracks

@Suite("accuracy against the truth")
struct AccuracyTests {
  private let truth = Simulated.truth

  private enum Simulated {
    static let truth = Flown(.exact(seed: 31, flights: 20)).truth
  }

  private func findings() -> [Finding] {
    Set(truth.visits.filter { $0.role == "watch" }.map(\.site)).sorted().map {
      var finding = Finding()
      finding.site = $0
      finding.kind = "known"
      return finding
    }
  }

  @Test("the truth itself scores full marks")
  func perfect() {
    let accuracy = Accuracy(
      of: truth.visits.map(\.visit), findings: findings(), sites: truth.sites, against: truth)
    #expect(accuracy.visits.count >= 4)
    for row in accuracy.visits {
      #expect(row.precision == 1 && row.recall == 1)
      #expect(row.rightShape == row.truths)
      #expect(row.medianOverlap == 1 && row.worstCentreError == 0)
    }
    #expect(accuracy.sites.precision == 1 && accuracy.sites.recall == 1)
    #expect(accuracy.sites.truths == findings().count)
  }

  @Test("nothing detected: nothing found, nothing wrong")
  func nothing() {
    let accuracy = Accuracy(of: [], against: truth)
    #expect(accuracy.visits.allSatisfy { $0.recall == 0 && $0.precision.isNaN })
    #expect(accuracy.sites.recall == 0 && accuracy.sites.claimed == 0)
    #expect(Accuracy(of: [], against: Truth()).visits.isEmpty)
  }

  @Test("a shifted centre, a shortened time, a wrong shape and an invented visit all show")
  func errors() throws {
    let index = try #require(truth.visits.firstIndex { $0.visit.shape == "circle" })
    let circle = truth.visits[index].visit
    var only = Truth()
    only.visits = [truth.visits[index]]
    var near = circle
    near.centreLatitude += 0.01 * circle.radius / 110_600
    near.last.microseconds -= (circle.last.microseconds - circle.first.microseconds) / 4
    near.shape = "racetrack"
    var invented = circle
    invented.vehicle = "nobody"
    let accuracy = Accuracy(of: [invented, near], against: only)
    let rows = Dictionary(uniqueKeysWithValues: accuracy.visits.map { ($0.shape, $0) })
    let row = try #require(rows["circle"])
    #expect(row.found == 1 && row.rightShape == 0 && row.recall == 1)
    #expect(row.detected == 1 && row.wrong == 1)
    #expect(abs(row.medianOverlap - 0.75) < 1e-6)
    #expect(abs(row.medianRelativeError - 0.01) < 2e-4)
    #expect(rows["racetrack"]?.detected == 1 && rows["racetrack"]?.wrong == 0)
    #expect(Accuracy(of: [near], against: only, overlap: 0.76).visits[0].found == 0)
    #expect(Accuracy(of: [near], against: only, overlap: 0.74).visits[0].found == 1)
  }

  @Test("a visit cut in two is found once at most")
  func halves() {
    let visit = truth.visits[0].visit
    var only = Truth()
    only.visits = [truth.visits[0]]
    var first = visit
    var second = visit
    let middle = (visit.first.microseconds + visit.last.microseconds * 2) / 3
    first.last.microseconds = middle
    second.first.microseconds = middle
    let row = Accuracy(of: [first, second], against: only).visits[0]
    #expect(row.found == 1 && row.wrong == 1)
  }

  @Test("a borderline visit counts neither for nor against, found or not")
  func borderline() {
    var only = Truth()
    only.visits = [truth.visits[0]]
    only.visits[0].isBorderline = true
    let visit = only.visits[0].visit
    for detected in [[], [visit]] {
      let row = Accuracy(of: detected, against: only).visits[0]
      #expect(row.truths == 0 && row.found == 0 && row.detected == 0 && row.wrong == 0)
    }
    // But a second claim on it is one too many.
    var second = visit
    second.last.microseconds -= 1_000_000
    #expect(Accuracy(of: [visit, second], against: only).visits[0].wrong == 1)
  }

  @Test("a site that only a borderline visit watched need not be claimed, and may be")
  func borderlineSites() {
    var faint = truth
    let site = findings()[0].site
    for index in faint.visits.indices where faint.visits[index].site == site {
      faint.visits[index].isBorderline = true
    }
    let all = Accuracy(of: [], findings: findings(), sites: truth.sites, against: faint).sites
    #expect(all.truths == findings().count - 1 && all.recall == 1 && all.precision == 1)
    let rest = findings().dropFirst()
    let others = Accuracy(of: [], findings: Array(rest), sites: truth.sites, against: faint).sites
    #expect(others.recall == 1 && others.claimed == rest.count)
  }

  @Test("candidates count within their error, once a site; far or doubled ones are wrong")
  func candidates() {
    let place = truth.sites[0]
    func candidate(_ name: String, metresNorth: Double, ellipse: Double = .nan) -> Site {
      var site = Site()
      site.site = name
      site.kind = "candidate"
      site.longitude = place.longitude
      site.latitude = place.latitude + metresNorth / 110_600
      site.ellipseSemiMajor = ellipse
      return site
    }
    let sites = [
      candidate("candidate-1", metresNorth: 300), candidate("candidate-2", metresNorth: 100),
      candidate("candidate-3", metresNorth: 900),
      candidate("candidate-4", metresNorth: 900, ellipse: 1000),
    ]
    var only = Truth()
    only.sites = [place]
    only.visits = truth.visits.filter { $0.site == place.site }
    func score(_ names: [Int], within: Double = 500) -> Accuracy.SiteRow {
      let findings = names.map { number in
        var finding = Finding()
        finding.site = "candidate-\(number)"
        finding.kind = "candidate"
        return finding
      }
      return Accuracy(
        of: [], findings: findings, sites: sites, against: only, within: .metres(within)
      ).sites
    }
    #expect(score([1]).recall == 1 && score([1]).precision == 1)
    #expect(abs(score([1]).medianDistance - 300) < 3)
    #expect(score([1, 2]).precision == 0.5)
    #expect(score([3]).precision == 0 && score([3]).recall == 0)
    #expect(score([4]).precision == 1)
    #expect(score([1], within: 200).precision == 0)
    #expect(score([1, 1]).claimed == 1)
  }

  @Test("the lines are a table that people can read")
  func lines() {
    let lines = Accuracy(of: truth.visits.map(\.visit), against: truth).lines
    #expect(lines[0].hasPrefix("kind   shape      true  found  detected  wrong  precision"))
    #expect(lines.contains { $0.hasPrefix("orbit  circle") && $0.contains("1.000") })
    #expect(lines.last?.hasPrefix("site") == true)
  }
}
