/// A run of vertices over which the course turns one way.
struct Trend: Equatable {
  var first: Int
  var last: Int
  /// Radians, left positive.
  var turn: Double
}

extension Trail {
  /// The trail cut where it begins to turn the other way for good: by more than `slack` radians.
  ///
  /// Smaller turns back, a correction or an evasion, do not end a trend.
  /// - Complexity: O(*n*).
  func trends(slack: Double) -> [Trend] {
    var trends: [Trend] = []
    var start = 0
    func close(at end: Int) {
      guard end > start else { return }
      trends.append(Trend(first: start, last: end, turn: turned[end] - turned[start]))
      start = end
    }
    var sense = 0
    var highest = 0
    var lowest = 0
    for vertex in turned.indices {
      let value = turned[vertex]
      // The extremes are those since the trend began, or since any trend began to show.
      if value > turned[highest] { highest = vertex }
      if value < turned[lowest] { lowest = vertex }
      if sense <= 0, value - turned[lowest] > slack {
        close(at: lowest)
        sense = 1
        highest = vertex
      } else if sense >= 0, turned[highest] - value > slack {
        close(at: highest)
        sense = -1
        lowest = vertex
      }
    }
    if sense != 0 { close(at: sense > 0 ? highest : lowest) }
    close(at: count - 1)
    return trends
  }
}
