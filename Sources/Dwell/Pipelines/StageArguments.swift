public import ArgumentParser
import Tracks

/// A stage's settings as words of a command line, and back.
public enum StageArguments {
  /// The canonical command line of a stage, every option with its value, defaults included:
  /// `cluster --radius=250m --min-dwell=5min`.
  static func words(_ stage: any Stage) -> String {
    var words = [type(of: stage).name]
    for child in Mirror(reflecting: stage).children {
      guard let label = child.label, let setting = child.value as? any Setting else { continue }
      let option = "--" + kebab(label.hasPrefix("_") ? String(label.dropFirst()) : label)
      switch setting.setting {
      case let isOn as Bool: if isOn { words.append(option) }
      case let values as [String]: words += values.map { "\(option)=\($0)" }
      case let value:
        if let text = describe(value) { words.append("\(option)=\(text)") }
      }
    }
    return words.joined(separator: " ")
  }

  /// Parses a stage's settings from words, with the parser's message as a one-line error.
  static func parse<S: Stage>(_ type: S.Type, _ words: [String]) throws(DwellError) -> S {
    do {
      return try type.parse(words)
    } catch {
      throw DwellError(.usage, ParserMessage.oneLine(type.message(for: error)))
    }
  }

  private static func describe(_ value: Any) -> String? {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.flatMap { describe($0.value) }
    }
    if let named = value as? any RawRepresentable { return "\(named.rawValue)" }
    return "\(value)"
  }

  /// `minPoints` → `min-points`.
  private static func kebab(_ name: String) -> String {
    var result = ""
    for letter in name {
      if letter.isUppercase { result += "-" + letter.lowercased() } else { result.append(letter) }
    }
    return result
  }
}

/// What `@Option` and `@Flag` have in common: a value that can be read.
private protocol Setting {
  var setting: Any { get }
}

extension Option: Setting {
  fileprivate var setting: Any { wrappedValue }
}

extension Flag: Setting {
  fileprivate var setting: Any { wrappedValue }
}
