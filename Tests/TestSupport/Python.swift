public import Foundation

/// The Python that oracles run in: pyarrow, polars, pandas, scikit-learn and the like.
///
/// Tests on it carry `.enabled(if: Python.interpreter != nil, "…")`, so that they are skipped by
/// name.
public enum Python {
  /// Its path: `DWELL_PYTHON`, else `.venv/bin/python` at the package's root; nil when neither is
  /// there.
  public static let interpreter: String? = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let candidates: [String?] = [
      ProcessInfo.processInfo.environment["DWELL_PYTHON"],
      root.appendingPathComponent(".venv/bin/python").path,
    ]
    return candidates.compactMap { $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Runs a script with `input` as its standard input.
  ///
  /// Input and outputs are files, so that neither side ever waits for the other.
  /// - Parameters:
  ///   - script: The script's path.
  ///   - arguments: What comes after it on the command line.
  ///   - input: Its standard input.
  /// - Returns: Its exit code (128 and more when a signal ended it) and what it wrote.
  /// - Throws: When there is no interpreter or it cannot be started.
  public static func run(
    script: String, arguments: [String] = [], input: Data = Data()
  ) throws -> (status: Int32, stdout: Data, stderr: String) {
    guard let interpreter else { throw CocoaError(.fileNoSuchFile) }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dwell-python-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments = [script] + arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return (
      process.terminationStatus + (isSignal ? 128 : 0), try Data(contentsOf: files[1]),
      String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    )
  }
}
