import Tracks

/// Removes single heights that cannot be from the fixes of one flight.
///
/// A height that the last good one cannot reach is removed; when such heights agree with each
/// other, five or more for longer than `jumpStay`, they are the new level. Nothing is taken back:
/// the heights removed meanwhile stay removed.
struct HeightCheck {
  private var good: Level?
  private var rival: Level?
  private var rivalCount = 0
  private var rivalFirst: Int64 = 0

  private struct Level {
    var time: Int64
    var height: Double

    func reaches(_ time: Int64, _ height: Double, _ limits: Limits) -> Bool {
      abs(height - self.height) <= Double(time &- self.time) * limits.maxClimb + limits.heightSlack
    }
  }

  /// Checks the height of a fix.
  mutating func check(_ row: Int, at time: Int64, _ bench: inout Workbench) {
    guard !bench.store.fixes.measures[.height].isEmpty else { return }
    let height = bench.store.fixes.measures[.height][row]
    guard !height.isNaN else { return }
    if height > bench.limits.maxHeight || height < bench.limits.minHeight {
      bench.store.removeHeight(row)
      bench.note(.wildHeight)
      return
    }
    if good?.reaches(time, height, bench.limits) ?? true {
      good = Level(time: time, height: height)
      rival = nil
      return
    }
    if let rival, rival.reaches(time, height, bench.limits) {
      rivalCount += 1
    } else {
      rivalCount = 1
      rivalFirst = time
    }
    rival = Level(time: time, height: height)
    if rivalCount >= bench.limits.agreeing && time &- rivalFirst >= bench.limits.jumpStay {
      good = rival
      rival = nil
      return
    }
    bench.store.removeHeight(row)
    bench.note(.heightSpike)
  }
}
