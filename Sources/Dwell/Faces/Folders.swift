#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a path leads to a folder; false where nothing is.
func isFolder(_ path: String) -> Bool {
  var result = stat()
  return unsafe stat(path, &result) == 0 && result.st_mode & S_IFMT == S_IFDIR
}
