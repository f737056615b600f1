/// Which of two numbers before a year is the day: `03/02/2024` is in February or in March.
enum DateOrder {
  case dayFirst, monthFirst

  /// What a date shows by a number above 12; nil where both numbers may be months.
  init?(first: Int, second: Int) {
    if first > 12 && second <= 12 {
      self = .dayFirst
    } else if second > 12 && first <= 12 {
      self = .monthFirst
    } else {
      return nil
    }
  }
}
