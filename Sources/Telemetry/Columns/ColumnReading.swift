import Tracks

/// What one column is taken for.
struct ColumnReading {
  /// What it holds.
  var target: ColumnTarget
  /// Base units in one of the column's; for times a power of ten of seconds, or nil by magnitude.
  var factor: Double?
  /// How good the name is among those of its target, 0 the best; ``mappedRank`` where the user said it.
  var rank: Int
  /// What stands for "unknown", and what has to be unwrapped.
  var quirk = Quirk.none

  /// Peculiarities of a source's numbers.
  enum Quirk {
    case none
    /// A course in twelve bits that was stored with a sign: values below 0 are 409.6 too low, and 360
    /// is unknown. (MarineCadastre; checked against the headings of moving ships.)
    case signedCourse
    /// 511 is unknown.
    case heading511
    /// 102.3 knots is unknown.
    case speed102
    /// 65535 is unknown. (MAVLink)
    case unknown65535
    /// 360 is unknown. (AIS)
    case unknown360
    /// Below 0 it is no speed. (DroneDeploy on Android writes a component of it.)
    case unsigned
  }

  /// Better than every name.
  static let mappedRank = -1

  /// Whether the user said what the column holds.
  var isMapped: Bool { rank == Self.mappedRank }

  /// Reads a column's name: the preset's rules first, then the synonyms; nil when it means nothing.
  init?(_ name: HeaderName, preset: Preset) {
    if let rule = preset.rules[name.key] {
      guard let target = rule.target else { return nil }
      let unit = name.bracketUnit ?? rule.unit
      self.init(target, unit: unit, rank: rule.rank, quirk: rule.quirk)
      return
    }
    if let (synonym, rank) = Synonym.named(name.key) {
      let unit = name.bracketUnit ?? synonym.unit
      self.init(synonym.target, unit: unit, rank: rank, quirk: .none)
      return
    }
    for split in name.splits {
      guard let (synonym, rank) = Synonym.named(split.base),
        let dimension = synonym.target.dimension,
        dimension.knows(split.unit)
      else { continue }
      self.init(synonym.target, unit: split.unit, rank: rank, quirk: .none)
      return
    }
    return nil
  }

  private init?(_ target: ColumnTarget, unit: String?, rank: Int, quirk: Quirk) {
    self.target = target
    self.rank = rank
    self.quirk = quirk
    // Beside a column of UTC it is not taken.
    if unit == "local" { self.rank += 100 }
    guard let dimension = target.dimension, let unit else { return }
    guard dimension.knows(unit) else { return nil }
    factor = dimension.factor(unit)
  }
}
