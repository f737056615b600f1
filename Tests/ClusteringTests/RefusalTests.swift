import Clustering
import Testing
import Tracks

@Suite("Wrong settings and data are refused in one line")
struct RefusalTests {
  private func message(
    radius: Double = 1, density: DensityClustering.Density = .minPoints(1), x: [Double] = [0, 1],
    y: [Double] = [0, 1], weights: [Int64]? = nil
  ) -> DwellError? {
    do {
      _ = try DensityClustering(radius: radius, density: density)
        .clusters(x: x, y: y, weights: weights)
      return nil
    } catch {
      return error
    }
  }

  @Test("a radius that is not above 0", arguments: [0, -1, -Double.infinity, .nan])
  func radius(radius: Double) {
    #expect(
      message(radius: radius)
        == DwellError(
          .usage, "radius \(radius) m is not above 0: give a distance such as 150m"))
  }

  @Test("a radius whose square vanishes, and not the least one allowed")
  func tinyRadius() {
    #expect(
      message(radius: 1e-151)
        == DwellError(
          .usage, "radius 1e-151 m is too small to be squared: give 1e-150 m or more"))
    #expect(message(radius: 1e-150) == nil)
  }

  @Test("a count below 1, and not 1", arguments: [0, -3])
  func minPoints(number: Int) {
    #expect(
      message(density: .minPoints(number))
        == DwellError(.usage, "min-points \(number) is below 1: give 1 or more"))
    #expect(message(density: .minPoints(1)) == nil)
    #expect(message(density: .minPoints(.max)) == nil)
  }

  @Test("a dwell below 1 ms, and not 1 ms; a dwell without weights")
  func minDwell() {
    #expect(
      message(density: .minDwell(milliseconds: 0), weights: [1, 1])
        == DwellError(.usage, "min-dwell 0 ms is below 1 ms: give a time such as 25s"))
    #expect(message(density: .minDwell(milliseconds: 1), weights: [1, 1]) == nil)
    #expect(message(density: .minDwell(milliseconds: .max), weights: [1, 1]) == nil)
    #expect(
      message(density: .minDwell(milliseconds: 1))
        == DwellError(
          .usage, "min-dwell needs the time each point stands for: give weights or use min-points"))
  }

  @Test("a weight below 0 names its point; a weight of 0 is fine")
  func negativeWeight() {
    #expect(
      message(density: .minDwell(milliseconds: 1), weights: [0, -7])
        == DwellError(
          .badData, "point 2: weight -7 ms is below 0: a point stands for 0 ms or more"))
    #expect(message(density: .minDwell(milliseconds: 1), weights: [0, 0]) == nil)
    #expect(message(density: .minPoints(1), weights: [0, -7]) == nil, "weights play no part")
  }

  @Test("weights that together pass 64 bits; and not the most that fit")
  func overflow() {
    #expect(
      message(density: .minDwell(milliseconds: 1), weights: [.max, 1])?.message
        == "point 2: weights up to here add up to more than 9223372036854775807 ms: "
        + "are they milliseconds?")
    #expect(message(density: .minDwell(milliseconds: .max), weights: [.max, 0]) == nil)
  }

  @Test("the first point without a place is named", arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(value: Double) {
    let refusal = DwellError(
      .badData,
      "point 2: its x or y is not a finite number: leave such points out or take them as noise")
    #expect(message(x: [0, value, value], y: [0, 0, 0]) == refusal)
    #expect(message(x: [0, 0, value], y: [0, value, 0]) == refusal)
  }

  @Test("after a refusal the next call works")
  func recovers() {
    #expect(message(radius: 0) != nil)
    #expect(message() == nil)
  }
}
