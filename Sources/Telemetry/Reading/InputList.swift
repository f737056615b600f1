import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One input, before it is opened.
struct Input {
  /// The path; nil for standard input.
  var path: String?
  /// The vehicle of its rows when they name none.
  var vehicleName: String
  /// Bytes of a plain file; nil for what is no plain file, whose reads may wait.
  var size: Int?

  /// Whether a read may have to wait for someone to write.
  var isLive: Bool { size == nil }
  /// Whether it can be opened again and begins anew then.
  var isRepeatable: Bool { path != nil && !isLive }

  /// Opens it.
  func open() throws(DwellError) -> any ByteSource {
    if let path { return try FileSource(path: path) }
    return FileSource.standardInput()
  }
}

/// Which inputs the paths, folders and patterns of a user name.
enum InputList {
  /// The inputs in the order of their paths, each once.
  ///
  /// Folders are searched all through for the file names of the known formats, packed or not; `*`,
  /// `?` and `[…]` are patterns where no file has that very name; `-` is standard input.
  /// - Throws: When a path does not exist, or nothing is found in a folder or for a pattern.
  static func inputs(
    _ paths: [String], vehicleName: String?, warn: (String) -> Void
  ) throws(DwellError) -> [Input] {
    var files: Set<String> = []
    var passedOver: [String] = []
    var isStandardInput = false
    for path in paths {
      if path == "-" {
        isStandardInput = true
        continue
      }
      for found in try matches(path) {
        guard let status = status(found) else {
          throw DwellError(.noInput, "\(found): \(systemMessage(errno))")
        }
        guard isFolder(status) else {
          files.insert(found)
          continue
        }
        let inside = try search(found)
        if inside.known.isEmpty {
          throw DwellError(
            .noInput,
            "\(found): no telemetry in this folder; names end in \(endings), packed (.gz, .zst) or not"
          )
        }
        files.formUnion(inside.known)
        passedOver += inside.other
      }
    }
    if let first = passedOver.min() {
      let more = passedOver.count > 1 ? " and \(passedOver.count - 1) more" : ""
      warn("\(first)\(more): passed over in a folder, their names are of no known format")
    }
    files = distinct(files)
    if isStandardInput { files.insert("-") }
    guard !files.isEmpty else { throw DwellError(.usage, "no input: name files, folders or '-'") }
    return named(files.sorted(), vehicleName)
  }

  /// The name of an input without folders and endings.
  static func baseName(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let unpacked = Compression.unpackedName(last)
    guard let dot = unpacked.lastIndex(of: "."), dot > unpacked.startIndex else { return unpacked }
    return String(unpacked[..<dot])
  }

  /// Gives each file its vehicle: the base name, or the whole path without ending where two files of
  /// different folders share it.
  private static func named(_ paths: [String], _ vehicleName: String?) -> [Input] {
    var counts: [String: Int] = [:]
    for path in paths { counts[baseName(path), default: 0] += 1 }
    return paths.map { path in
      guard path != "-" else {
        return Input(
          path: nil, vehicleName: vehicleName ?? "stdin",
          size: status(descriptor: 0).flatMap(plainSize))
      }
      let base = baseName(path)
      var name = base
      if counts[base, default: 0] > 1 {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        name = (folder + [base[...]]).joined(separator: "/")
      }
      return Input(
        path: path, vehicleName: vehicleName ?? name, size: status(path).flatMap(plainSize))
    }
  }

  /// The paths without those that lead to the same file as an earlier one.
  private static func distinct(_ paths: Set<String>) -> Set<String> {
    var seen: Set<[UInt64]> = []
    return Set(
      paths.sorted().filter { path in
        guard let status = status(path) else { return true }
        return seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted
      })
  }

  private static var endings: String {
    var seen: Set<String> = []
    return Format.all.flatMap(\.extensions).filter { seen.insert($0).inserted }.map { "." + $0 }
      .joined(separator: " ")
  }

  private static func matches(_ path: String) throws(DwellError) -> [String] {
    if status(path) != nil { return [path] }
    let reason = errno
    if reason != ENOENT && reason != ENOTDIR {
      throw DwellError(.noInput, "\(path): cannot be opened: \(systemMessage(reason))")
    }
    if isLink(path) {
      throw DwellError(.noInput, "\(path): is a link to a file or folder that is not there")
    }
    guard path.contains(where: { "*?[".contains($0) }) else {
      throw DwellError(.noInput, "\(path): there is no such file or folder")
    }
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(path, 0, nil, &found) == 0 else {
      throw DwellError(.noInput, "\(path): no file matches this pattern")
    }
    var result: [String] = []
    for index in 0..<Int(unsafe found.gl_pathc) {
      // SAFETY: glob gave `gl_pathc` strings.
      if let text = unsafe found.gl_pathv[index] { result.append(unsafe String(cString: text)) }
    }
    return result
  }

  /// The files in a folder and those below, with names of known formats and with others.
  private static func search(_ folder: String) throws(DwellError) -> (
    known: [String], other: [String]
  ) {
    var known: [String] = []
    var other: [String] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard let open = unsafe opendir(next) else {
        throw DwellError(.noInput, "\(next): cannot be opened: \(systemMessage(errno))")
      }
      defer { unsafe closedir(open) }
      while let entry = unsafe readdir(open) {
        let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
          unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard !name.hasPrefix(".") else { continue }
        let path = next.hasSuffix("/") ? next + name : next + "/" + name
        guard let status = status(path) else { continue }
        if isFolder(status) {
          waiting.append(path)
        } else if isKnown(name) {
          known.append(path)
        } else {
          other.append(path)
        }
      }
    }
    return (known, other)
  }

  private static func isKnown(_ name: String) -> Bool {
    let name = Compression.unpackedName(name).lowercased()
    return Format.all.contains { $0.extensions.contains { name.hasSuffix("." + $0) } }
  }

  private static func status(_ path: String) -> stat? {
    var result = stat()
    return unsafe stat(path, &result) == 0 ? result : nil
  }

  private static func isLink(_ path: String) -> Bool {
    var result = stat()
    return unsafe lstat(path, &result) == 0 && result.st_mode & S_IFMT == S_IFLNK
  }

  private static func status(descriptor: Int32) -> stat? {
    var result = stat()
    return unsafe fstat(descriptor, &result) == 0 ? result : nil
  }

  private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

  private static func plainSize(_ status: stat) -> Int? {
    status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }
}
