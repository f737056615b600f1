/// The kinds of ULog messages, by their letter.
enum ULogMessage: UInt8 {
  case flags = 0x42
  case format = 0x46
  case information = 0x49
  case informations = 0x4D
  case parameter = 0x50
  case defaultParameter = 0x51
  case subscribe = 0x41
  case unsubscribe = 0x52
  case data = 0x44
  case text = 0x4C
  case taggedText = 0x43
  case sync = 0x53
  case dropout = 0x4F

  /// Whether a message can have so many bytes.
  func mayHave(_ size: Int) -> Bool {
    switch self {
    case .flags: size >= 40
    case .format, .data: size >= 3
    case .information, .informations, .parameter, .defaultParameter: size >= 2
    case .subscribe: size > 3
    case .unsubscribe, .dropout: size >= 2
    case .text: size >= 9
    case .taggedText: size >= 11
    case .sync: size == 8
    }
  }
}
