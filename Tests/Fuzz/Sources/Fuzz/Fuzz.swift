import Glibc
import Telemetry
import Tracks

/// What libFuzzer calls with every input: the bytes are read as the format that `DWELL_FUZZ_FORMAT`
/// names, in pieces and batches whose sizes depend on the bytes, and must give fixes or an error.
///
/// - Returns: 0, as libFuzzer asks.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer gives `count` bytes from `start`, which live until this returns.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  var settings = ReadSettings()
  settings.format = Target.format
  settings.isStrict = bytes.count % 16 == 1
  settings.batchRows = bytes.count % 3 == 1 ? 1 : 8192
  let piece = bytes.count % 5 == 1 ? 7 : Int.max
  var fixes = 0
  do {
    let reader = try TelemetryReader(
      source: MemorySource(bytes, name: "f", piece: piece), settings: settings, warn: check)
    while let batch = try reader.next() {
      precondition(batch.count > 0, "an empty batch")
      precondition(
        batch.latitude.allSatisfy { abs($0) <= 90 }
          && batch.longitude.allSatisfy { abs($0) <= 360 },
        "a position beyond the globe")
      fixes += batch.count
    }
    precondition(reader.tally["rows"] >= fixes, "more fixes than rows")
  } catch {
    check(error.message)
  }
  return 0
}

/// A message is one line.
private func check(_ message: String) {
  precondition(!message.utf8.contains(0x0A), "a message of several lines: \(message)")
}

/// What is fuzzed in this run.
private enum Target {
  /// The format's name; it must be known.
  static let format: String = {
    guard let value = unsafe getenv("DWELL_FUZZ_FORMAT") else {
      preconditionFailure("set DWELL_FUZZ_FORMAT to the name of a format")
    }
    let name = unsafe String(cString: value)
    precondition(Format.all.contains { $0.name == name }, "no format is called \(name)")
    return name
  }()
}
