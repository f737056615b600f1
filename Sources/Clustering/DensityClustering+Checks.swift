import Tracks

extension DensityClustering {
  /// The smallest radius whose square is still a full-precision number.
  static let leastRadius = 1e-150

  /// Checks the settings and gives the weight that makes a core point, points counted as 1 each.
  func checkedThreshold(hasWeights: Bool) throws(DwellError) -> Int64 {
    guard radius > 0 else {
      throw DwellError(.usage, "radius \(radius) m is not above 0: give a distance such as 150m")
    }
    guard radius >= Self.leastRadius else {
      throw DwellError(
        .usage, "radius \(radius) m is too small to be squared: give \(Self.leastRadius) m or more")
    }
    switch density {
    case .minPoints(let number):
      guard number >= 1 else {
        throw DwellError(.usage, "min-points \(number) is below 1: give 1 or more")
      }
      return Int64(number)
    case .minDwell(let milliseconds):
      guard milliseconds >= 1 else {
        throw DwellError(
          .usage, "min-dwell \(milliseconds) ms is below 1 ms: give a time such as 25s")
      }
      guard hasWeights else {
        throw DwellError(
          .usage, "min-dwell needs the time each point stands for: give weights or use min-points")
      }
      return milliseconds
    }
  }

  /// The weights, where they count: none below 0 and all together within 64 bits.
  func checkedWeights(_ weights: [Int64]?) throws(DwellError) -> [Int64]? {
    guard case .minDwell = density, let weights else { return nil }
    var total: Int64 = 0
    for (i, weight) in weights.enumerated() {
      guard weight >= 0 else {
        throw DwellError(
          .badData,
          "point \(i + 1): weight \(weight) ms is below 0: a point stands for 0 ms or more")
      }
      let (sum, overflow) = total.addingReportingOverflow(weight)
      guard !overflow else {
        throw DwellError(
          .badData,
          "point \(i + 1): weights up to here add up to more than \(Int64.max) ms: are they milliseconds?"
        )
      }
      total = sum
    }
    return weights
  }

  /// The kernels asked for, by this program or by the environment, or the best.
  func chosenKernels() throws(DwellError) -> KernelSet {
    if let kernels { return kernels }
    return try KernelSet.chosen()
  }

  /// How many threads to work on.
  var threadCount: Int { max(1, threads ?? processorCount) }
}
