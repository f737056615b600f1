import Foundation
import TestSupport
import Tracks
import Wire

/// Streams that pyarrow, polars and pandas wrote, with what is to be read in them, all from one run
/// of `Oracles/write_foreign.py`.
enum ForeignCases {
  /// One stream or several end to end.
  struct Case: Decodable {
    var name: String
    var lines: [String]
    var byteCount: Int
    var bytes: [UInt8] = []

    enum CodingKeys: String, CodingKey {
      case name
      case lines
      case byteCount = "bytes"
    }

    /// The error that is to be given, without its place; nil when the case is to be read.
    var error: String? {
      lines.first.flatMap { $0.hasPrefix("error ") ? String($0.dropFirst(6)) : nil }
    }
  }

  /// What the oracle said when it failed.
  struct Failure: Error {
    var words: String
  }

  /// Every case.
  static let all = Result { () throws -> [Case] in
    let run = try Python.run(script: PythonReadsTests.oracle("write_foreign"))
    guard run.status == 0 else { throw Failure(words: run.stderr) }
    var cases: [Case] = []
    var rest = run.stdout[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      var read = try JSONDecoder().decode(Case.self, from: Data(rest[..<end]))
      rest = rest[(end + 1)...]
      read.bytes = Array(rest.prefix(read.byteCount))
      rest = rest.dropFirst(read.byteCount)
      cases.append(read)
    }
    return cases
  }
}
