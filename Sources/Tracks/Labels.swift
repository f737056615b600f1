/// A text column stored once a distinct value: codes into a list of names.
///
/// An empty column (no codes) means that the batch has no such column.
public struct Labels: Equatable, Sendable {
  /// Each row's index into ``names``; −1 for null.
  public var codes: [Int32]
  /// The distinct values, in the order they first came.
  public private(set) var names: [String]
  private var codeOfName: [String: Int32]

  /// An empty column.
  public init() {
    codes = []
    names = []
    codeOfName = [:]
  }

  /// A column from codes and the names they point to; equal names are merged.
  public init(codes: [Int32], names: [String]) {
    self.init()
    var translated: [Int32] = []
    translated.reserveCapacity(names.count)
    for name in names { translated.append(code(of: name)) }
    self.codes = codes.map { $0 < 0 ? -1 : translated[Int($0)] }
  }

  /// One name for every row.
  public init(repeating name: String, count: Int) {
    self.init()
    codes = [Int32](repeating: code(of: name), count: count)
  }

  /// The number of rows.
  public var count: Int { codes.count }
  /// Whether the column is absent (or the batch has no rows).
  public var isEmpty: Bool { codes.isEmpty }

  /// The text of a row, nil for null or when the column is absent.
  public subscript(row: Int) -> String? {
    guard row < codes.count, codes[row] >= 0 else { return nil }
    return names[Int(codes[row])]
  }

  /// The code of a name, added when new.
  public mutating func code(of name: String) -> Int32 {
    if let code = codeOfName[name] { return code }
    let code = Int32(names.count)
    names.append(name)
    codeOfName[name] = code
    return code
  }

  /// Appends a row.
  public mutating func append(_ name: String?) {
    if let name { codes.append(code(of: name)) } else { codes.append(-1) }
  }

  /// The rows at `rows`, in that order, with only the names they use.
  public func gathered(_ rows: [Int]) -> Labels {
    guard !codes.isEmpty else { return self }
    var result = Labels()
    result.codes.reserveCapacity(rows.count)
    var translated = [Int32](repeating: -1, count: names.count)
    for row in rows {
      let code = codes[row]
      if code < 0 {
        result.codes.append(-1)
        continue
      }
      if translated[Int(code)] < 0 { translated[Int(code)] = result.code(of: names[Int(code)]) }
      result.codes.append(translated[Int(code)])
    }
    return result
  }

  /// Equal when every row reads the same; the order of the names does not matter.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.codes.indices.allSatisfy { left[$0] == right[$0] }
  }
}
