import Tracks

/// One stream of motion imagery metadata: a raw file, or one PID of a transport stream.
struct MISBStream {
  /// What all streams of a file share.
  struct Shared {
    /// The number of the leg: a clock that is set back begins another.
    var leg: Int64 = 0
  }

  /// The tag of the security set.
  static let securityTag = 48

  private let codes = KLVCode.byTag
  private let plain = PlainItems()
  private var framer = KLVFramer()
  private var held = HeldMetadata()
  private var row = FixRow(MISBDecoder.extras)
  private var leg: Int64 = 0
  private var lastTime = Int64.min
  private var hasNewName = false
  /// What the clock of the transport stream is behind UTC, in microseconds; nil while unknown.
  private var clockOffset: Int64?

  /// A clock that goes back by more than this, in microseconds, was set anew.
  private static let mostBack: Int64 = 60_000_000

  /// Reads packets from the front of the bytes.
  ///
  /// - Parameters:
  ///   - place: Where a packet stands in the file, by its place in `bytes`.
  ///   - untilFull: Whether to stop when a batch is full.
  ///   - clock: The transport stream's clock at these packets, microseconds; nil where it says none.
  /// - Returns: How far it came.
  mutating func read(
    _ bytes: Span<UInt8>, isEnd: Bool, untilFull: Bool, clock: Int64? = nil,
    _ shared: inout Shared, into rows: FixRows, place: (Int) -> Int
  ) throws(DwellError) -> Int {
    var at = 0
    while !untilFull || !rows.isFull {
      switch framer.next(bytes, from: at, isEnd: isEnd) {
      case .packet(let kind, let value):
        switch kind {
        case .localSet: try readLocal(bytes, value, clock, &shared, rows, place(at))
        case .universalSet: try readUniversal(bytes, value, clock, &shared, rows, place(at))
        case .securitySet:
          held.classification = Classification.inLocalSet(bytes, value) ?? held.classification
        case .universalSecuritySet:
          held.classification = Classification.inUniversalSet(bytes, value) ?? held.classification
        case .other: rows.log.note("KLV packets of other sets")
        }
        at = value.upperBound
      case .fault(let fault, let from, let next):
        try rows.log.skip(fault, at: .byte(place(from)))
        at = next
      case .more(let from): return from
      }
    }
    return at
  }

  private mutating func readLocal(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ clock: Int64?, _ shared: inout Shared,
    _ rows: FixRows, _ place: Int
  ) throws(DwellError) {
    var stamp: UInt64?
    var at = value.lowerBound
    while let item = bytes.localItem(at: at, before: value.upperBound) {
      // The time comes first (ST 0601, 6.4), in all but odd writers.
      if item.tag == 2 {
        if item.value.count == 8 { stamp = bytes.bigEndian(item.value.lowerBound, 8) }
        break
      }
      at = item.value.upperBound
    }
    let time = begin(stamp, clock, &shared, rows.log)
    var position = Fresh()
    at = value.lowerBound
    while true {
      at = plain.take(bytes, at, before: value.upperBound, &held, at: time, &position)
      guard let item = bytes.localItem(at: at, before: value.upperBound) else { break }
      at = item.value.upperBound
      take(item, bytes, at: time, &position, rows.log)
    }
    if at != value.upperBound { rows.log.note("KLV packets with a damaged item") }
    try give(time, position, rows, place)
  }

  /// Takes an item that is not plain.
  private mutating func take(
    _ item: KLVItem, _ bytes: Span<UInt8>, at time: Int64, _ position: inout Fresh, _ log: FileLog
  ) {
    if item.tag < 128, let code = codes[item.tag] {
      guard !item.value.isEmpty else { return held.set(code.quantity, .nan, at: time) }
      guard let number = code.value(bytes, item.value) else {
        return log.note("KLV items of unexpected length")
      }
      held.set(code.quantity, number, at: time)
      position.note(code.quantity.rawValue)
    } else if let text = KLVText(tag: item.tag) {
      if held.set(text, bytes, item.value) { hasNewName = true }
    } else if item.tag == Self.securityTag {
      held.classification = Classification.inLocalSet(bytes, item.value) ?? held.classification
    }
  }

  private mutating func readUniversal(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ clock: Int64?, _ shared: inout Shared,
    _ rows: FixRows, _ place: Int
  ) throws(DwellError) {
    var stamp: UInt64?
    var at = value.lowerBound
    while let item = bytes.universalItem(at: at, before: value.upperBound) {
      if case .time = item.meaning, item.value.count == 8 {
        stamp = bytes.bigEndian(item.value.lowerBound, 8)
      }
      at = item.value.upperBound
    }
    let time = begin(stamp, clock, &shared, rows.log)
    var position = Fresh()
    at = value.lowerBound
    while let (meaning, range) = bytes.universalItem(at: at, before: value.upperBound) {
      at = range.upperBound
      switch meaning {
      case .quantity(let quantity):
        switch range.count {
        case 0: held.set(quantity, .nan, at: time)
        case 4:
          let code = UInt32(truncatingIfNeeded: bytes.bigEndian(range.lowerBound, 4))
          held.set(quantity, Double(Float(bitPattern: code)), at: time)
        case 8:
          held.set(
            quantity, Double(bitPattern: bytes.bigEndian(range.lowerBound, 8)), at: time)
        default: rows.log.note("KLV items of unexpected length")
        }
        if !range.isEmpty { position.note(quantity.rawValue) }
      case .text(let text): if held.set(text, bytes, range) { hasNewName = true }
      case .securitySet:
        held.classification = Classification.inLocalSet(bytes, range) ?? held.classification
      case .universalSecuritySet:
        held.classification = Classification.inUniversalSet(bytes, range) ?? held.classification
      case .classification:
        held.classification = Classification.text(bytes, range) ?? held.classification
      case .time, nil: break
      }
    }
    if at != value.upperBound { rows.log.note("KLV packets with a damaged item") }
    try give(time, position, rows, place)
  }

  /// The instant of a packet; forgets what is too old, or everything where the clock was set back.
  private mutating func begin(
    _ stamp: UInt64?, _ clock: Int64?, _ shared: inout Shared, _ log: FileLog
  ) -> Int64 {
    var time = Int64.min
    if let stamp, stamp > 0, stamp < Self.latest {
      time = Int64(stamp)
      if let clock { clockOffset = time - clock }
    } else if let clock {
      if clockOffset == nil {
        log.warnOnce(
          "relative time",
          "its metadata tell no time of day; times count from 1970-01-01 at the video clock's zero")
      }
      time = clock + (clockOffset ?? 0)
    }
    if time != .min, lastTime != .min, time < lastTime - Self.mostBack {
      held.forget()
      if leg == shared.leg { shared.leg += 1 }
      leg = shared.leg
    }
    if time != .min { lastTime = time }
    held.expire(at: time)
    return time
  }

  /// The year 2200, in microseconds: no clock is so late.
  private static let latest: UInt64 = 7_258_118_400_000_000

  /// Which numbers a packet brought.
  struct Fresh {
    /// A bit for each place of ``HeldMetadata``.
    private var places: UInt64 = 0

    var hasLatitude: Bool { places >> UInt64(KLVQuantity.latitude.rawValue) & 1 == 1 }
    var hasLongitude: Bool { places >> UInt64(KLVQuantity.longitude.rawValue) & 1 == 1 }

    /// Takes note that a packet brought what stands at a place.
    @inline(__always)
    mutating func note(_ place: Int) { places |= 1 &<< UInt64(truncatingIfNeeded: place) }
  }

  /// Gives the fix of a packet that brought a position: an old position at a new time is none.
  private mutating func give(
    _ time: Int64, _ fresh: Fresh, _ rows: FixRows, _ place: Int
  ) throws(DwellError) {
    guard fresh.hasLatitude, fresh.hasLongitude, !held[.latitude].isNaN, !held[.longitude].isNaN
    else { return rows.log.note("KLV packets without a position") }
    row.time = time
    row.leg = leg
    if hasNewName {
      row.name(held)
      hasNewName = false
    }
    row.fill(held)
    try rows.add(row, at: .byte(place))
  }
}
