import Tracks

/// One fix that a decoder puts together, before it joins a batch.
///
/// A decoder keeps one for each vehicle and changes what each message brings; ``FixRows/add(_:at:)``
/// copies it.
struct FixRow {
  /// Microseconds since the Unix epoch; `Int64.min` where no time is known.
  var time = Int64.min
  /// Degrees east, −180…360; NaN before the first position.
  var longitude = Double.nan
  /// Degrees north; NaN before the first position.
  var latitude = Double.nan
  /// Who; nil is the file's own vehicle.
  var vehicle: String?
  /// What ``Measure/height`` and ``Measure/frameHeight`` are measured from.
  var datum = HeightDatum.unknown
  /// The source's number of the leg, restart or track (``Fixes/legs``); `Int64.min` where there is none.
  var leg = Int64.min
  /// The measures, in the order of ``Measure/allCases``, then the numbers of extra columns.
  ///
  /// They stand in the row itself: a fix is a copy of a few hundred bytes, not of arrays.
  private(set) var numbers = InlineArray<33, Double>(repeating: .nan)
  /// A bit for each of ``numbers`` that was ever known.
  private(set) var known: UInt64 = 0
  private var texts: [String?]

  /// How many of ``numbers`` are measures.
  static let measures = 17
  /// Extra columns that a decoder may give at most.
  static let mostExtras = 16

  /// A fix with nothing known.
  ///
  /// - Parameter extras: The columns that the decoder gives beside those every fix may have.
  init(_ extras: [ExtraColumn] = []) {
    precondition(extras.count <= Self.mostExtras, "a decoder gives few columns of its own")
    texts = [String?](repeating: nil, count: extras.count)
  }

  /// Forgets all but the number of columns.
  mutating func clear() {
    (time, longitude, latitude, vehicle) = (.min, .nan, .nan, nil)
    (datum, leg, known) = (.unknown, .min, 0)
    numbers = InlineArray(repeating: .nan)
    for place in texts.indices where texts[place] != nil { texts[place] = nil }
  }

  /// A measure in its unit; NaN where unknown.
  @inline(__always)
  subscript(measure: Measure) -> Double {
    get { numbers[measure.index] }
    set { set(measure.index, newValue) }
  }

  /// A number of an extra column, by its place in the decoder's list.
  @inline(__always)
  subscript(number place: Int) -> Double {
    get { numbers[Self.measures + place] }
    set { set(Self.measures + place, newValue) }
  }

  @inline(__always)
  private mutating func set(_ place: Int, _ value: Double) {
    numbers[place] = value
    known |= (value == value ? 1 : 0) &<< UInt64(truncatingIfNeeded: place)
  }

  /// A text of an extra column, by its place in the decoder's list.
  subscript(text place: Int) -> String? {
    get { texts[place] }
    set { texts[place] = newValue }
  }
}

/// A column that a decoder gives beside those every fix may have.
struct ExtraColumn {
  /// What its values are.
  enum Kind {
    /// Numbers; NaN is null.
    case number
    /// Few distinct texts: a mode, a callsign, a classification.
    case label
  }

  /// The column's name, unit included.
  let name: String
  /// What its values are.
  let kind: Kind

  /// A column of numbers.
  static func number(_ name: String) -> ExtraColumn { ExtraColumn(name: name, kind: .number) }
  /// A column of text.
  static func label(_ name: String) -> ExtraColumn { ExtraColumn(name: name, kind: .label) }
}
