import Tracks

extension Visit {
  /// How far apart its samples lie where they were spread over a region, metres.
  ///
  /// The median distance from one to the next; 0 where they are positions, of a stop or a camera.
  ///
  /// - Complexity: O(*n*²) for *n* samples, of which a spread has about a hundred.
  var grain: Double {
    guard kind == VisitKind.orbit.rawValue, lookBasis == "path", sampleEast.count > 1 else {
      return 0
    }
    let squares = sampleEast.indices.map { row in
      var least = Double.infinity
      for other in sampleEast.indices where other != row {
        let (dx, dy) = (sampleEast[other] - sampleEast[row], sampleNorth[other] - sampleNorth[row])
        least = min(least, dx * dx + dy * dy)
      }
      return least
    }.sorted()
    return squares[squares.count / 2].squareRoot()
  }
}
