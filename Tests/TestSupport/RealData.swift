public import Foundation

/// Real telemetry that lies beside the checkout on some machines and is never committed.
///
/// Tests on it carry `.enabled(if: RealData.folder != nil, "…")`, so that they are skipped by name.
public enum RealData {
  /// The folder: `DWELL_REAL_DATA`, or `../shared/data` beside the package; nil when neither is there.
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["DWELL_REAL_DATA"]
    let folder =
      named.map { URL(fileURLWithPath: $0) } ?? package.appendingPathComponent("../shared/data")
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? folder.standardizedFileURL : nil
  }()

  /// The package's root folder.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a file in the folder.
  public static func path(_ name: String) -> String {
    folder?.appendingPathComponent(name).path ?? name
  }
}
