import Tracks

/// A text column with few distinct values, in the making.
struct LabelColumn {
  private var names = ByteNames()
  private var codes: [Int32] = []
  /// The code in this batch of each number of `names`; −1 where the batch has none.
  private var codeOfNumber: [Int32] = []
  private var used: [Int] = []

  /// Appends `text[start..<end]`.
  @inline(__always)
  mutating func append(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    let number = names.number(of: text, start, end)
    if number == codeOfNumber.count { codeOfNumber.append(-1) }
    var code = codeOfNumber[number]
    if code < 0 {
      code = Int32(used.count)
      codeOfNumber[number] = code
      used.append(number)
    }
    codes.append(code)
  }

  /// Appends a null.
  mutating func appendNull() { codes.append(-1) }

  /// Gives up the rows so far, with the names they use.
  mutating func take() -> Labels {
    let result = Labels(codes: codes, names: used.map { names.names[$0] })
    codes.removeAll(keepingCapacity: true)
    for number in used { codeOfNumber[number] = -1 }
    used.removeAll(keepingCapacity: true)
    return result
  }
}
