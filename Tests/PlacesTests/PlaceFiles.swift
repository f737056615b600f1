import Foundation
import Tracks

/// A folder of files that a test writes, removed with it.
final class PlaceFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dwell-places-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file and gives its path.
  func path(_ text: String, _ name: String = "sites") throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}

/// What an operation throws, with the path before it taken off; nil when it throws nothing.
func complaint(_ path: String, _ operation: () throws -> Void) -> String? {
  do {
    try operation()
    return nil
  } catch let error as DwellError {
    let prefix = "\(path): "
    return error.message.hasPrefix(prefix)
      ? String(error.message.dropFirst(prefix.count)) : "not placed: \(error.message)"
  } catch {
    return "not ours: \(error)"
  }
}
