import Foundation

/// The files that tests encode, kept as the seeds of fuzzing when `DWELL_FUZZ_SEEDS` names a folder.
enum Seeds {
  /// Keeps a file of a format.
  static func keep(_ bytes: [UInt8], of format: String) {
    guard let root = ProcessInfo.processInfo.environment["DWELL_FUZZ_SEEDS"] else { return }
    let folder = URL(fileURLWithPath: root).appendingPathComponent(format)
    let name = bytes.reduce(into: UInt64(14_695_981_039_346_656_037)) {
      $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(bytes).write(to: folder.appendingPathComponent(String(name, radix: 16)))
  }
}
