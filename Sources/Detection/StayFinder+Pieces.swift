extension StayFinder {
  /// Cuts a run into stays: the longest windows that do not overlap, then, left to right, what they left
  /// of others.
  ///
  /// Rests too short to stand alone go with the stay before (at the start, after), so that the stays
  /// together are the run: their total is all that the settings allow.
  func pieces(of kept: [Int], _ run: Run) -> [Stay] {
    var cuts: [ClosedRange<Int>] = []
    let order = run.windows.sorted {
      (observed(kept, $1), $0.lowerBound) < (observed(kept, $0), $1.lowerBound)
    }
    for window in order {
      let place = cuts.firstIndex { $0.lowerBound >= window.upperBound } ?? cuts.count
      if place > 0, cuts[place - 1].upperBound > window.lowerBound { continue }
      cuts.insert(window, at: place)
    }
    for window in run.windows {
      let place = cuts.firstIndex { $0.lowerBound > window.lowerBound } ?? cuts.count
      // No window holds another, so the stays around leave a single rest.
      let first = place > 0 ? max(window.lowerBound, cuts[place - 1].upperBound) : window.lowerBound
      let last =
        place < cuts.count ? min(window.upperBound, cuts[place].lowerBound) : window.upperBound
      guard first < last, observed(kept, first...last) >= minDuration else { continue }
      cuts.insert(first...last, at: place)
    }
    return cuts.indices.map { index in
      let first = index == 0 ? run.bounds.lowerBound : cuts[index].lowerBound
      let last = index + 1 < cuts.count ? cuts[index + 1].lowerBound : run.bounds.upperBound
      return stay(kept, first...last)
    }
  }

  private func observed(_ kept: [Int], _ range: ClosedRange<Int>) -> Int64 {
    observed(kept, range.lowerBound, range.upperBound)
  }
}
