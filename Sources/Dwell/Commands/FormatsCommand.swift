import ArgumentParser
internal import Telemetry
internal import Tracks

/// `dwell formats`: what `read` can read, and what each format gives.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats 'read' knows and what each gives.",
    discussion: """
      The content of a file tells its format; 'read --from NAME' forces one. Any of them may be \
      packed (.gz, .zst), and come from a file, a folder or a pipe.
      """)

  func run() throws {
    var text = ""
    for format in Format.all {
      text += format.name.padded(to: 15) + format.summary + "\n"
      let contents = format.contents
      let facts = [
        ("files", format.extensions.map { "." + $0 }.joined(separator: " ")),
        ("told by", format.mark), ("time", contents.time), ("heights", contents.heights),
        ("attitude", contents.attitude), ("camera", contents.camera),
      ]
      for (name, fact) in facts where !fact.isEmpty {
        text += "".padded(to: 15) + name.padded(to: 10) + fact + "\n"
      }
    }
    try DescriptorSink.standardOutput().write(Array(text.utf8))
  }
}
