#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Temporary files that have no name: the system takes them back when the process ends, however it ends.
package enum UnnamedFile {
  /// Makes one in a folder, open for reading and writing; the caller closes the descriptor.
  ///
  /// - Throws: When none can be made there; the message names the folder and why.
  package static func open(in folder: String) throws(DwellError) -> Int32 {
    var template = Array((folder + "/dwell-XXXXXX").utf8CString)
    var code: Int32 = 0
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { path in
      guard let start = path.baseAddress else { return Int32(-1) }
      let opened = unsafe mkstemp(start)
      code = errno
      if opened >= 0 { unsafe unlink(start) }
      return opened
    }
    guard descriptor >= 0 else {
      throw DwellError(
        .inputOutput,
        "\(folder): no temporary file can be made there: \(systemMessage(code)): "
          + "name another folder with --temp-dir")
    }
    return descriptor
  }
}
