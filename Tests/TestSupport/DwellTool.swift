public import Foundation

/// The built tool, run as its users run it.
public enum DwellTool {
  /// What a command gave.
  public struct Result: Sendable {
    /// Its exit code.
    public var status: Int32
    /// What it wrote to standard output.
    public var outputBytes: Data
    /// What it wrote to standard error.
    public var errors: String
    /// Standard output as text.
    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  }

  /// The folder of the tool: where the test bundle was built.
  public static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["DWELL_BIN"] {
      return URL(fileURLWithPath: named)
    }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }()

  /// Runs a command with bash in a folder (the package's root if none is given), `dwell` first on the path.
  public static func shell(
    _ command: String, in folder: URL = RealData.package, input: Data = Data()
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    // The oracles' Python, where there is one, is the one that commands find.
    let python = RealData.package.appendingPathComponent(".venv/bin").path
    environment["PATH"] = "\(Self.folder.path):\(python):" + (environment["PATH"] ?? "")
    process.environment = environment
    // Files, not pipes: nothing can fill up and hang, whatever the command writes.
    let scratch = try Scratch()
    let paths = ["in", "out", "err"].map { scratch.folder.appendingPathComponent($0) }
    try input.write(to: paths[0])
    for path in paths.dropFirst() { try Data().write(to: path) }
    process.standardInput = try FileHandle(forReadingFrom: paths[0])
    process.standardOutput = try FileHandle(forWritingTo: paths[1])
    process.standardError = try FileHandle(forWritingTo: paths[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, outputBytes: try Data(contentsOf: paths[1]),
      errors: String(decoding: try Data(contentsOf: paths[2]), as: UTF8.self))
  }
}

/// A folder of a test's own, gone when it goes.
public final class Scratch {
  /// The folder.
  public let folder: URL

  /// Makes an empty folder.
  public init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dwell-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in it.
  public func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
