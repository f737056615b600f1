/// What a platform's metadata say: the last value of each item, until it is withdrawn or too old.
///
/// Items come at different rates, the slow ones not in every packet (ST 0601, 6.2: a value holds until
/// it is sent again or withdrawn by an item of length 0).
struct HeldMetadata {
  /// How long a number holds that is not sent again, in microseconds.
  ///
  /// The standard asks for every item at least every 30 s.
  static let hold: Int64 = 30_000_000

  private var values = InlineArray<46, Double>(repeating: .nan)
  private var heard = InlineArray<46, Int64>(repeating: .min)
  /// No number that holds was heard before.
  private var oldest = Int64.max
  private var texts = [String?](repeating: nil, count: KLVText.allCases.count)
  private var codes = [[UInt8]](repeating: [], count: KLVText.allCases.count)
  /// The security classification: once known, it holds until another is sent.
  var classification: String?

  /// A number; NaN where it is not known.
  @inline(__always)
  subscript(quantity: KLVQuantity) -> Double { values[quantity.rawValue] }

  /// The number at a place; NaN where it is not known.
  @inline(__always)
  subscript(place place: Int) -> Double { values[place] }

  /// A text; nil where it is not known.
  ///
  /// Texts hold until they are sent again or withdrawn.
  subscript(text: KLVText) -> String? { texts[text.rawValue] }

  /// Takes a number of a packet of `time`; NaN says that it cannot be told.
  @inline(__always)
  mutating func set(_ quantity: KLVQuantity, _ value: Double, at time: Int64) {
    set(place: quantity.rawValue, value, at: time)
  }

  /// Takes the number at a place.
  @inline(__always)
  mutating func set(place: Int, _ value: Double, at time: Int64) {
    values[place] = value
    heard[place] = time
    oldest = min(oldest, time)
  }

  /// Takes a text; returns whether it is another than before.
  mutating func set(_ text: KLVText, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let place = text.rawValue
    let length = min(range.count, Self.longestText)
    if codes[place].count == length {
      var at = 0
      while at < length && codes[place][at] == bytes[range.lowerBound + at] { at += 1 }
      if at == length { return false }
    }
    var code: [UInt8] = []
    for at in 0..<length { code.append(bytes[range.lowerBound + at]) }
    codes[place] = code
    texts[place] = Self.text(code)
    return true
  }

  /// Forgets what holds no longer at `time`.
  mutating func expire(at time: Int64) {
    guard oldest != .max, time != .min, oldest < time - Self.hold else { return }
    oldest = .max
    for place in values.indices where heard[place] != .min {
      if heard[place] < time - Self.hold {
        values[place] = .nan
        heard[place] = .min
      } else {
        oldest = min(oldest, heard[place])
      }
    }
  }

  /// Forgets the numbers: the source begins anew.
  mutating func forget() {
    for place in values.indices {
      values[place] = .nan
      heard[place] = .min
    }
    oldest = .max
  }

  /// Bytes of a text that are kept, as many as ST 0601 allows.
  private static let longestText = 127

  /// Text without the blanks and NULs that pad it; nil when nothing is left.
  static func text(_ bytes: [UInt8]) -> String? {
    let isPadding = { (byte: UInt8) in byte <= 0x20 }
    let core = bytes.drop(while: isPadding).reversed().drop(while: isPadding).reversed()
    return core.isEmpty ? nil : String(decoding: Array(core), as: UTF8.self)
  }
}

/// What the metadata say in words, as far as fixes carry it.
enum KLVText: Int, CaseIterable {
  /// The mission's or episode's name.
  case mission
  /// The tail number.
  case tailNumber
  /// The platform's model.
  case designation
  /// The sensor in use.
  case sensor

  /// By the tag of ST 0601; nil for texts that no fix carries.
  init?(tag: Int) {
    switch tag {
    case 3: self = .mission
    case 4: self = .tailNumber
    case 10: self = .designation
    case 11: self = .sensor
    default: return nil
    }
  }
}
