import Tracks

extension Fixes {
  /// The batch without the columns in which none of its rows has a value: the rows of a part of a batch may
  /// lack what others of it have.
  func withoutEmptyColumns() -> Fixes {
    var result = self
    for measure in measures.present where measures[measure].allSatisfy(\.isNaN) {
      result.measures[measure] = []
    }
    if heightDatum.codes.allSatisfy({ $0 < 0 }) { result.heightDatum = Labels() }
    result.extras.removeAll { column in
      switch column.values {
      case .real(let values): values.allSatisfy(\.isNaN)
      case .coded(let labels): labels.codes.allSatisfy { $0 < 0 }
      case .integer(let values): values.allSatisfy { $0 == .min }
      default: false
      }
    }
    return result
  }
}
