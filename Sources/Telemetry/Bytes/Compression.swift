import Tracks

/// How an input may be packed; told by its first bytes, not by its name.
enum Compression: CaseIterable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd

  /// The ending of file names, with the dot.
  var ending: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// The bytes packed data begin with.
  private var mark: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    }
  }

  /// Whether these first bytes tell how the input is packed, whatever follows.
  static func isDecided(by bytes: ArraySlice<UInt8>) -> Bool {
    allCases.allSatisfy { bytes.count >= $0.mark.count || !$0.mark.starts(with: bytes) }
  }

  /// How bytes that begin so are packed; nil for plain ones.
  static func of(_ bytes: ArraySlice<UInt8>) -> Compression? {
    allCases.first { bytes.starts(with: $0.mark) }
  }

  /// What packed bytes decompress to.
  func opened(_ packed: Inflow, name: String) -> any ByteSource {
    switch self {
    case .gzip: GzipSource(packed, name: name)
    case .zstd: ZstdSource(packed, name: name)
    }
  }

  /// A file name without the ending of packed files.
  static func unpackedName(_ name: String) -> String {
    let low = name.lowercased()
    guard let found = allCases.first(where: { low.hasSuffix($0.ending) }) else { return name }
    return String(name.dropLast(found.ending.count))
  }
}
