/// Where a place lies that is watched from a path of one shape, as learnt from flights whose camera was
/// known: the middle and the spread of its offset from the path's centre, along and across the path's
/// major axis.
public struct LookPrior: Equatable, Sendable {
  /// What offsets are measured in.
  public enum Unit: String, CaseIterable, Sendable {
    /// Semi-axes of the path: the semi-major one along, the semi-minor one across.
    case axes
    /// Metres, both ways.
    case metres
  }

  /// Standard deviation along the major axis, in units.
  public var along: Double
  /// Middle of the offset across, on either side, in units; 0 where one region round the centre holds both.
  public var across: Double
  /// Standard deviation across about that middle, in units.
  public var acrossSpread: Double
  /// Of the numbers across; those along are in semi-major axes unless the path is a stop.
  public var unit: Unit
  /// The visits it was learnt from; 0 for a default.
  public var visits: Int
  /// The least semi-minor axis (of a circle and a stop, radius) of the paths it is meant for, metres.
  public var least: Double
  /// What was learnt of paths of a size, in order of ``least``: how far beside a path a place lies, in the
  /// path's own axes, depends on how large that is.
  public var sizes: [LookPrior]

  /// Makes a prior.
  public init(
    along: Double, across: Double = 0, acrossSpread: Double, unit: Unit = .axes, visits: Int = 0,
    least: Double = 0, sizes: [LookPrior] = []
  ) {
    self.along = along
    self.across = across
    self.acrossSpread = acrossSpread
    self.unit = unit
    self.visits = visits
    self.least = least
    self.sizes = sizes
  }

  /// The prior of paths of a size, metres: of the sizes known, the one it lies in, else this.
  public func of(size: Double) -> LookPrior {
    guard let own = sizes.last(where: { $0.least <= size }), size < own.most else { return self }
    return own
  }

  /// Sizes of one class are within a factor of √10, since fewer visits than that leaves to a class tell
  /// no spread, and wider ones are of different vehicles.
  static let step = 3.162_277_660_168_379_5

  /// The size, metres, that paths of a class stay below.
  private var most: Double { least * Self.step * (1 + 1e-9) }
}

/// Where places lie that are watched from paths of each shape, and how sure a camera's own word is.
///
/// `dwell calibrate` learns them from flights with camera data. Every spread is such that 95 % of the
/// places lie within √5.991 standard deviations, whatever their distribution.
public struct LookPriors: Equatable, Sendable {
  /// Round a circle: without more knowledge anywhere inside.
  ///
  /// Even over a disc, 95 % lie within 0.975 of the radius, which is 2.448 spreads of 0.398. On a real
  /// flight the frame centre lay 1.0 km from the middle of a circle of 1.1 km.
  public var circle = LookPrior(along: 0.4, acrossSpread: 0.4)
  /// A racetrack: beside its legs, from one semi-minor axis to four, even along their whole length:
  /// the reach of depressions of 20° to 60° from the usual heights.
  public var racetrack = LookPrior(along: 0.51, across: 2.5, acrossSpread: 0.77)
  /// A figure of eight: before or behind it, as far as a racetrack's.
  public var figureEight = LookPrior(along: 0.4, across: 0, acrossSpread: 1.6)
  /// A stop: below and around, as far as a small vehicle is high, metres.
  public var stop = LookPrior(along: 100, acrossSpread: 100, unit: .metres)
  /// What a camera's own frame centre is off by however long it looks, metres, each axis: the 10 to 30 m
  /// circular error that target location errors of small gimbals without survey-grade references have.
  public var sensorSigma = 15.0
  /// What a camera's line of sight is off by throughout a flight, degrees: what gimbals without a survey-grade
  /// reference reach.
  ///
  /// It moves the frame centre the farther the camera is, and turns with it: round a place that is circled it averages
  /// out, from one side it does not.
  public var sensorDegrees = 0.5

  /// The defaults, for where nothing was learnt.
  public init() {}
}
