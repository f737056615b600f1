import CYAJL
import Tracks

/// A yajl parser: JSON text is fed in pieces cut anywhere, events go to a ``JSONSink``.
@safe final class JSONParser {
  /// What came of feeding.
  enum Outcome {
    case fine
    /// The sink wanted no more.
    case stopped
    /// The text is no JSON; how many bytes of the piece were good, and yajl's words.
    case broken(at: Int, words: String)
  }

  private let handle: yajl_handle?
  // yajl keeps the address of its callbacks, so they live as long as the parser.
  private let callbacks: UnsafeMutablePointer<yajl_callbacks>
  private let sink: JSONSink
  /// Bytes fed since the last event.
  private var quietBytes = 0

  /// Bytes of a value beyond which it is none: yajl reads a value anew with every piece of it, so that one of
  /// megabytes would take minutes.
  private static let longestValue = 4 << 20

  /// - Parameter sink: Told of every event.
  init(_ sink: JSONSink) {
    self.sink = sink
    unsafe callbacks = .allocate(capacity: 1)
    unsafe callbacks.initialize(to: makeCallbacks())
    // SAFETY: yajl calls back only inside calls made with `handle`, and `self` keeps the sink alive.
    unsafe handle = yajl_alloc(callbacks, nil, Unmanaged.passUnretained(sink).toOpaque())
  }

  deinit {
    if let handle = unsafe handle { unsafe yajl_free(handle) }
    unsafe callbacks.deallocate()
  }

  /// Parses the next piece of text.
  func feed(_ bytes: Span<UInt8>) -> Outcome {
    unsafe sink.hasEvent = false
    let result = unsafe bytes.withUnsafeBufferPointer { piece in
      let status = unsafe yajl_parse(handle, piece.baseAddress, piece.count)
      return unsafe outcome(status, piece)
    }
    quietBytes = unsafe sink.hasEvent ? 0 : quietBytes + bytes.count
    guard quietBytes > Self.longestValue, case .fine = result else { return result }
    return .broken(at: 0, words: "a value of more than \(Self.longestValue >> 20) MiB")
  }

  /// The bytes of the last piece that were used before the sink wanted no more.
  var consumed: Int { Int(unsafe yajl_get_bytes_consumed(handle)) }

  /// Says that no text follows; a value that is not whole is broken.
  func finish() -> Outcome {
    let status = unsafe yajl_complete_parse(handle)
    return unsafe outcome(status, UnsafeBufferPointer(start: nil, count: 0))
  }

  private func outcome(_ status: yajl_status, _ piece: UnsafeBufferPointer<UInt8>) -> Outcome {
    if status == yajl_status_ok { return .fine }
    if status == yajl_status_client_canceled { return .stopped }
    var words = "not JSON"
    if let text = unsafe yajl_get_error(handle, 0, piece.baseAddress, piece.count) {
      words = unsafe String(cString: text)
      unsafe yajl_free_error(handle, text)
    }
    return .broken(
      at: Int(unsafe yajl_get_bytes_consumed(handle)),
      words: words.split(separator: "\n").joined(separator: " ").trimming())
  }
}

private func makeCallbacks() -> yajl_callbacks {
  unsafe yajl_callbacks(
    yajl_null: { unsafe tell($0) { $0.null() } },
    yajl_boolean: { context, value in unsafe tell(context) { $0.boolean(value != 0) } },
    yajl_integer: nil, yajl_double: nil,
    // With this callback yajl hands on numbers as they are written.
    yajl_number: { context, text, count in
      let raw = unsafe UnsafeRawBufferPointer(start: text, count: count)
      return unsafe tell(context) { unsafe $0.scalar(raw.bindMemory(to: UInt8.self)) }
    },
    yajl_string: { context, text, count in
      unsafe tell(context) { unsafe $0.scalar(UnsafeBufferPointer(start: text, count: count)) }
    },
    yajl_start_map: { unsafe tell($0) { $0.beginObject() } },
    yajl_map_key: { context, text, count in
      unsafe tell(context) { unsafe $0.key(UnsafeBufferPointer(start: text, count: count)) }
    },
    yajl_end_map: { unsafe tell($0) { $0.endObject() } },
    yajl_start_array: { unsafe tell($0) { $0.beginArray() } },
    yajl_end_array: { unsafe tell($0) { $0.endArray() } })
}

@inline(__always)
private func tell(_ context: UnsafeMutableRawPointer?, _ event: (JSONSink) -> Int32) -> Int32 {
  guard let context = unsafe context else {
    preconditionFailure("yajl keeps the context it was given")
  }
  // SAFETY: the context is the parser's sink, which the parser keeps alive.
  return unsafe Unmanaged<JSONSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
    unsafe $0.hasEvent = true
    return event($0)
  }
}
