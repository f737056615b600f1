import Tracks

/// The dictionaries of a stream, as they stand after the dictionary batches so far.
struct DictionaryStore {
  /// The values of one dictionary.
  enum Values {
    /// Text: its names as a column without rows, to be copied and given codes; and, where names
    /// are null or double, the code of each entry.
    case names(Labels, codes: [Int32]?, count: Int)
    /// Anything else.
    case plain(ColumnValues)
  }

  private var values: [Int64: Values] = [:]

  /// The dictionary of a number; nil when none was sent.
  subscript(id: Int64) -> Values? { values[id] }

  /// Whether 32 bits count the bytes of a dictionary and of its delta together.
  func hasRoom(for batch: ColumnValues, id: Int64) -> Bool {
    guard case .geometry(let more) = batch, case .plain(.geometry(let all))? = values[id] else {
      return true
    }
    return all.bytes.count + more.bytes.count <= Int(Int32.max)
  }

  /// Takes the values of a dictionary batch, in place of those before or, for a delta, after them.
  mutating func take(_ batch: ColumnValues, id: Int64, isDelta: Bool) {
    let old = isDelta ? values.removeValue(forKey: id) : nil
    if case .text(let texts) = batch {
      var labels = Labels()
      var codes: [Int32] = []
      if case .names(let before, let translated, let count)? = old {
        labels = before
        codes = translated ?? (0..<Int32(count)).map { $0 }
      }
      codes.reserveCapacity(codes.count + texts.count)
      for row in 0..<texts.count { codes.append(texts[row].map { labels.code(of: $0) } ?? -1) }
      let isPlain = codes.count == labels.names.count
      values[id] = .names(labels, codes: isPlain ? nil : codes, count: codes.count)
    } else if case .plain(var all)? = old {
      let isJoined = all.append(batch)
      precondition(isJoined, "a dictionary keeps its type")
      values[id] = .plain(all)
    } else {
      values[id] = .plain(batch)
    }
  }
}
