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
  /// The measures, in the order of ``Measure/allCases``.
  private(set) var measures = [Double](repeating: .nan, count: Measure.allCases.count)
  /// A bit for each measure that was ever known.
  private(set) var known: UInt64 = 0
  private var numbers: [Double]
  private var texts: [String?]

  /// A fix with nothing known.
  ///
  /// - Parameter extras: The columns that the decoder gives beside those every fix may have.
  init(_ extras: [ExtraColumn] = []) {
    numbers = [Double](repeating: .nan, count: extras.count)
    texts = [String?](repeating: nil, count: extras.count)
  }

  /// A measure in its unit; NaN where unknown.
  subscript(measure: Measure) -> Double {
    get { measures[measure.index] }
    set {
      measures[measure.index] = newValue
      if !newValue.isNaN { known |= 1 << UInt64(measure.index) }
    }
  }

  /// A number of an extra column, by its place in the decoder's list.
  subscript(number place: Int) -> Double {
    get { numbers[place] }
    set { numbers[place] = newValue }
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
