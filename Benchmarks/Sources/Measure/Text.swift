import Foundation

extension String {
  /// The text with spaces behind it up to a width.
  func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension Double {
  /// The natural logarithm.
  var log: Double { Foundation.log(self) }
}
