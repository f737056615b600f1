import Tracks

extension ColumnReader {
  /// The next field cut into lists; a null list is an empty one.
  ///
  /// - Parameters:
  ///   - element: The field of the elements.
  ///   - validity: A bit a list; nil when none is null.
  ///   - offsets: Where each list begins among the elements, in order, and where the last ends.
  mutating func lists(
    of element: ArrowField, _ validity: [UInt64]?, _ offsets: [Int32]
  ) throws(DwellError) -> ColumnValues {
    let elements = try read(element)
    let count = offsets.count - 1
    guard offsets[0] >= 0, Int(offsets[count]) <= elements.count else {
      throw cursor.damage("its lists end at \(offsets[count]), beyond \(elements.count) elements")
    }
    switch elements {
    case .real(let values): return .reals(cut(values, validity, offsets))
    case .integer(let values): return .integers(cut(values, validity, offsets))
    case .integer32(let values):
      return .integers(cut(values.map { $0 == .min ? .min : Int64($0) }, validity, offsets))
    case .text(let values):
      return .texts(cut((0..<values.count).map { values[$0] ?? "" }, validity, offsets))
    case .coded(let labels):
      return .texts(cut((0..<labels.count).map { labels[$0] ?? "" }, validity, offsets))
    default: throw cursor.damage("its elements are \(elements.typeName)")
    }
  }

  private func cut<Element>(
    _ elements: [Element], _ validity: [UInt64]?, _ offsets: [Int32]
  ) -> [[Element]] {
    var lists: [[Element]] = []
    lists.reserveCapacity(offsets.count - 1)
    for row in 0..<offsets.count - 1 {
      lists.append(Array(elements[Int(offsets[row])..<Int(offsets[row + 1])]))
    }
    if let validity { Bits.forEachZero(in: validity, below: lists.count) { lists[$0] = [] } }
    return lists
  }
}
