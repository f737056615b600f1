/// Negative numbers after an option, which the argument parser would take for options.
enum NegativeValues {
  /// The words of a command line with each negative number joined to the option before it:
  /// `--flights -1` → `--flights=-1`, so that what is wrong with the number itself is said.
  ///
  /// Nothing is lost by it: no option's name begins with a digit.
  static func joined(_ words: [String]) -> [String] {
    var result: [String] = []
    var areOptionsOver = false
    for word in words {
      if word == "--" { areOptionsOver = true }
      if !areOptionsOver, isNegative(word), let last = result.last, last.hasPrefix("--"),
        !last.contains("=")
      {
        result[result.count - 1] = last + "=" + word
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// Whether a word is a minus, perhaps a point, and a digit, with whatever follows.
  private static func isNegative(_ word: String) -> Bool {
    guard word.first == "-" else { return false }
    let rest = word.dropFirst()
    let digits = rest.first == "." ? rest.dropFirst() : rest
    return digits.first.map { ("0"..."9").contains($0) } ?? false
  }
}
