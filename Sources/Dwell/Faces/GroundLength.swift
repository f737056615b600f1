import ArgumentParser
import Tracks

/// Lengths on the ground that settings may have.
enum GroundLength {
  /// The farthest that two places on Earth can be apart, half its circumference rounded down.
  static let longest = Metres.kilometres(20_000)

  /// Refuses what is not above 0 or what no two places are apart: `--radius 90000km`.
  static func check(_ option: String, _ length: Metres) throws(ValidationError) {
    if !(length.value > 0) { throw ValidationError("\(option) \(length): must be above 0m") }
    if length > longest {
      throw ValidationError(
        "\(option) \(length): must be at most \(longest), the farthest apart two places on Earth are"
      )
    }
  }
}
