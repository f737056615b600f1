import Tracks

extension Fixes {
  /// Appends rows of another batch; columns that only one of them has are empty in the other's rows.
  mutating func append(_ rows: Range<Int>, of other: Fixes) {
    let before = count
    time.append(contentsOf: other.time[rows])
    longitude.append(contentsOf: other.longitude[rows])
    latitude.append(contentsOf: other.latitude[rows])
    let after = count
    Self.append(rows, of: other.vehicle, to: &vehicle, before, after)
    Self.append(rows, of: other.flight, to: &flight, before, after)
    Self.append(rows, of: other.sortie, to: &sortie, before, after)
    Self.append(rows, of: other.heightDatum, to: &heightDatum, before, after)
    Self.append(rows, of: other.system, to: &system, before, after)
    Self.append(rows, of: other.x, to: &x, before, after)
    Self.append(rows, of: other.y, to: &y, before, after)
    for measure in Measure.allCases {
      Self.append(rows, of: other.measures[measure], to: &measures[measure], before, after)
    }
    appendExtras(rows, of: other.extras, before, after)
  }

  private static func append(
    _ rows: Range<Int>, of source: [Double], to column: inout [Double], _ before: Int, _ after: Int
  ) {
    guard !source.isEmpty || !column.isEmpty else { return }
    if column.isEmpty { column.append(contentsOf: repeatElement(.nan, count: before)) }
    if source.isEmpty {
      column.append(contentsOf: repeatElement(.nan, count: after - before))
    } else {
      column.append(contentsOf: source[rows])
    }
  }

  private static func append(
    _ rows: Range<Int>, of source: Labels, to column: inout Labels, _ before: Int, _ after: Int
  ) {
    guard !source.isEmpty || !column.isEmpty else { return }
    if column.isEmpty { column.codes.append(contentsOf: repeatElement(-1, count: before)) }
    guard !source.isEmpty else {
      column.codes.append(contentsOf: repeatElement(-1, count: after - before))
      return
    }
    var lastCode: Int32 = -1
    var lastTranslated: Int32 = -1
    for code in source.codes[rows] {
      if code < 0 {
        column.codes.append(-1)
        continue
      }
      if code != lastCode {
        lastCode = code
        lastTranslated = column.code(of: source.names[Int(code)])
      }
      column.codes.append(lastTranslated)
    }
  }

  private mutating func appendExtras(
    _ rows: Range<Int>, of others: [Column], _ before: Int, _ after: Int
  ) {
    for other in others where !extras.contains(where: { $0.name == other.name }) {
      extras.append(
        Column(other.name, .text(PackedBytes([String?](repeating: nil, count: before)))))
    }
    for index in extras.indices {
      let other = others.first { $0.name == extras[index].name }
      guard case .text(var texts) = extras[index].values else { continue }
      // Leaves the column without its texts, so that they are not copied when they grow.
      extras[index].values = .text(PackedBytes())
      if case .text(let more) = other?.values {
        for row in rows {
          if let bytes = more.bytes(at: row) {
            texts.append(bytes: bytes)
          } else {
            texts.appendNull()
          }
        }
      } else {
        for _ in before..<after { texts.appendNull() }
      }
      extras[index].values = .text(texts)
    }
  }
}
