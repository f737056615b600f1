public import Tracks
internal import Yams

/// A pipeline written down: a YAML list of stages with their settings.
///
/// ```yaml
/// # Where did flights linger, and over which site?
/// - read
/// - clean: {flight-gap: 30min}
/// - cluster: {radius: 250m, min-dwell: 5min}
/// ```
/// A stage's settings become the words of a command line, so names, defaults, checks and messages are
/// those of its subcommand.
public struct PipelineFile {
  /// One entry: the stage, its settings as words, the line it stands on.
  struct Entry {
    var stage: any Stage.Type
    var words: [String]
    var line: Int
  }

  /// The file's name, for messages.
  let name: String
  private(set) var entries: [Entry] = []

  /// Reads a pipeline file; settings are checked by ``pipeline()``.
  public init(path: String) throws(DwellError) {
    let source = try FileSource(path: path)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, upTo: 65_536) > 0 {}
    try self.init(text: String(decoding: bytes, as: UTF8.self), name: path)
  }

  /// Reads a pipeline from text; `name` stands for it in messages.
  public init(text: String, name: String) throws(DwellError) {
    self.name = name
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw Self.notYAML(error, name)
    } catch {
      throw DwellError(.usage, "\(name): is no YAML", isPlaced: true)
    }
    guard let list = root?.sequence, !list.isEmpty else {
      throw DwellError(
        .usage, "\(name): a pipeline is a list of stages; begin with '- read'", isPlaced: true)
    }
    for node in list { entries.append(try entry(node)) }
  }

  private static func notYAML(_ error: YamlError, _ name: String) -> DwellError {
    var place = ""
    if case .scanner(_, let problem, let mark, _) = error { place = ":\(mark.line): \(problem)" }
    if case .parser(_, let problem, let mark, _) = error { place = ":\(mark.line): \(problem)" }
    return DwellError(.usage, "\(name)\(place.isEmpty ? ": is no YAML" : place)", isPlaced: true)
  }

  private func failure(_ line: Int, _ message: String) -> DwellError {
    DwellError(.usage, "\(name):\(line): \(message)", isPlaced: true)
  }

  private func entry(_ node: Node) throws(DwellError) -> Entry {
    let line = node.mark?.line ?? 0
    if let name = node.string {
      return Entry(stage: try stage(name, line), words: [], line: line)
    }
    guard let mapping = node.mapping, mapping.count == 1, let (key, value) = mapping.first,
      let name = key.string
    else {
      throw failure(line, "write '- STAGE' or '- STAGE: {option: value}', one stage an entry")
    }
    let stage = try stage(name, line)
    if value.isNull { return Entry(stage: stage, words: [], line: line) }
    guard let options = value.mapping else {
      throw failure(line, "\(name): its settings are '{option: value, …}'")
    }
    var words: [String] = []
    for (option, setting) in options {
      guard let option = option.string else {
        throw failure(line, "\(name): an option's name is a word")
      }
      words += try self.words(of: option, setting, in: name, line)
    }
    return Entry(stage: stage, words: words, line: line)
  }

  private func stage(_ name: String, _ line: Int) throws(DwellError) -> any Stage.Type {
    if let stage = StageRegistry.stage(named: name) { return stage }
    throw failure(line, "unknown stage '\(name)'\(StageRegistry.hint(for: name))")
  }

  /// `files` and `path` are the stages' arguments without a name.
  private static let positional: Set<String> = ["files", "path"]

  private func words(
    of option: String, _ value: Node, in stage: String, _ line: Int
  ) throws(DwellError) -> [String] {
    if Self.positional.contains(option) {
      if let list = value.sequence { return list.compactMap(\.string) }
      return value.string.map { [$0] } ?? []
    }
    if let isOn = value.bool, value.tag == Tag(.bool) {
      return isOn ? ["--\(option)"] : ["--no-\(option)"]
    }
    if let list = value.sequence { return list.compactMap(\.string).map { "--\(option)=\($0)" } }
    guard let text = value.string else {
      throw failure(line, "\(stage): \(option): write a word, a number with its unit, or a list")
    }
    return ["--\(option)=\(text)"]
  }

  /// The stages, parsed by their own declarations.
  public func pipeline() throws(DwellError) -> Pipeline {
    var stages: [any Stage] = []
    for entry in entries {
      do {
        stages.append(try StageArguments.parse(entry.stage, entry.words))
      } catch {
        throw failure(entry.line, "\(entry.stage.name): \(error.message)")
      }
    }
    return Pipeline(stages)
  }

  /// Sets an option of a stage over what the file says: `--set cluster.radius=80m`.
  ///
  /// - Parameters:
  ///   - stage: Its name.
  ///   - option: Without its dashes.
  ///   - value: As on the command line.
  ///   - said: What the user wrote, for messages; `--set` where nil.
  /// - Throws: When the pipeline has no such stage.
  public mutating func set(
    _ stage: String, _ option: String, _ value: String, said: String? = nil
  ) throws(DwellError) {
    let index = try index(of: stage, for: said ?? "--set \(stage).\(option)")
    entries[index].words.removeAll { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") }
    entries[index].words.append(value == "true" ? "--\(option)" : "--\(option)=\(value)")
  }

  /// Replaces a stage's arguments without a name: the files of `read`, the path of `write`.
  ///
  /// - Parameters:
  ///   - values: As on the command line.
  ///   - stage: Its name.
  ///   - said: What the user wrote, for messages; the first value where nil.
  /// - Throws: When the pipeline has no such stage.
  public mutating func setArguments(
    _ values: [String], of stage: String, said: String? = nil
  ) throws(DwellError) {
    let index = try index(of: stage, for: said ?? values.first ?? stage)
    entries[index].words.removeAll { !$0.hasPrefix("-") || $0 == "-" }
    entries[index].words += values
  }
}

extension PipelineFile {
  /// The entry of a stage; without one, what was `said` for it has nowhere to go.
  private func index(of stage: String, for said: String) throws(DwellError) -> Int {
    if let index = entries.firstIndex(where: { $0.stage.name == stage }) { return index }
    let advice =
      switch stage {
      case Write.name: "end it with '- write', or leave this out and pipe into 'dwell write'"
      case Read.name: "begin it with '- read'"
      default: "add '- \(stage)', or leave this out"
      }
    throw DwellError(
      .usage, "\(said): \(name) has no stage '\(stage)': \(advice)", isPlaced: false)
  }
}

extension Node {
  fileprivate var isNull: Bool { self.tag == Tag(.null) && mapping == nil && sequence == nil }
}
