public import Tracks

/// What `simulate` is told.
public struct SimulationSettings: Equatable, Sendable {
  /// The same seed gives the same bytes on every machine.
  public var seed: UInt64
  /// What flies where.
  public var scenario: Scenario
  /// Stop after so many flights; nil for no limit.
  public var flights: Int?
  /// Stop after exactly so many fixes; nil for no limit.
  public var fixes: Int?
  /// The places that are watched.
  public var sites: Int
  /// The vehicles that fly, in a fixed order of kinds (``VehicleKind``).
  public var vehicles: Int
  /// From fix to fix, for every vehicle; nil for each kind's own (0.2 s to 10 s).
  public var sampling: Seconds?
  /// Whether the vehicles that have a camera say where it looks.
  public var hasCamera: Bool
  /// Whether there are flights that watch nothing: transit, survey, thermals, holding, a followed
  /// truck.
  public var hasConfusers: Bool
  /// Whether there are masked times, spikes, doubles and late rows.
  public var hasDefects: Bool
  /// Standard deviation of the positions, each axis; its greater part wanders within a minute.
  public var noise: Metres
  /// Standard deviation, each axis, of what a flight's receiver is off by from take-off to landing.
  ///
  /// Single-frequency satellite navigation is off by 1 m to 3 m for hours: orbits and clocks, the ionosphere and
  /// reflections change slowly (GPS SPS Performance Standard, 5th edition, 2020: 95 % below 8 m at worst). True paths
  /// are given as the receiver sees them, since no flight shows its own offset; places looked at are where they are.
  public var receiverOffset: Metres
  /// Standard deviation of what a flight's camera heading is off by, degrees; its elevation by three tenths of it.
  ///
  /// Small attitude references and gimbals state headings known to 0.2° to 1°.
  public var cameraOffsetDegrees: Double
  /// Standard deviation of what a flight's range finder is off by: laser range finders state 1 m to 5 m.
  public var rangeOffset: Metres
  /// The mean wind.
  public var wind: MetresPerSecond
  /// When the first vehicle takes off, at the earliest.
  public var start: Instant

  /// What flies where.
  public enum Scenario: String, CaseIterable, Sendable {
    /// Vehicles of all kinds over a few sites in mountains, day after day, and traffic to confuse.
    case region
    /// One pattern a flight, each at a place of its own anywhere between 60° S and 60° N: every shape, 30 m
    /// to 30 km, 10 Hz to one fix a minute, still air to strong wind.
    case grid
    /// Sites some kilometres wide that many flights work on without a point in common, as fires; beside
    /// holding stacks, circuits, patrols, thermals and calls to one place after the other, which are none.
    case wide
  }

  /// The defaults; with neither `flights` nor `fixes`, 12 flights.
  public init(
    seed: UInt64 = 1, scenario: Scenario = .region, flights: Int? = nil, fixes: Int? = nil,
    sites: Int = 5, vehicles: Int = 8,
    sampling: Seconds? = nil, hasCamera: Bool = true, hasConfusers: Bool = true,
    hasDefects: Bool = true, noise: Metres = .metres(2.5),
    receiverOffset: Metres = .metres(0), cameraOffsetDegrees: Double = 0,
    rangeOffset: Metres = .metres(0),
    wind: MetresPerSecond = .metresPerSecond(6),
    start: Instant = Instant(microseconds: 1_772_420_400_000_000)
  ) {
    self.seed = seed
    self.scenario = scenario
    self.flights = flights
    self.fixes = fixes
    self.sites = sites
    self.vehicles = vehicles
    self.sampling = sampling
    self.hasCamera = hasCamera
    self.hasConfusers = hasConfusers
    self.hasDefects = hasDefects
    self.noise = noise
    self.receiverOffset = receiverOffset
    self.cameraOffsetDegrees = cameraOffsetDegrees
    self.rangeOffset = rangeOffset
    self.wind = wind
    self.start = start
  }

  /// Checks that every value means something.
  ///
  /// - Throws: A usage error that names the option and the range.
  public func validate() throws(DwellError) {
    func check(_ option: String, _ value: String, _ isValid: Bool, _ range: String)
      throws(DwellError)
    {
      if !isValid { throw DwellError(.usage, "\(option) \(value): out of range: give \(range)") }
    }
    if let flights { try check("--flights", "\(flights)", flights >= 0, "0 or more") }
    if let fixes { try check("--fixes", "\(fixes)", fixes >= 0, "0 or more") }
    try check("--sites", "\(sites)", (1...40).contains(sites), "1 to 40")
    try check("--vehicles", "\(vehicles)", (1...10_000).contains(vehicles), "1 to 10000")
    if let sampling {
      try check(
        "--sampling", "\(sampling)", (0.1...60).contains(sampling.value), "100ms to 1min")
    }
    try check("--noise", "\(noise)", (0...100).contains(noise.value), "0m to 100m")
    try check(
      "--receiver-offset", "\(receiverOffset)", (0...100).contains(receiverOffset.value),
      "0m to 100m")
    try check(
      "--camera-offset-deg", "\(cameraOffsetDegrees)", (0...5).contains(cameraOffsetDegrees),
      "0 to 5")
    try check(
      "--range-offset", "\(rangeOffset)", (0...100).contains(rangeOffset.value), "0m to 100m")
    try check("--wind", "\(wind)", (0...15).contains(wind.value), "0mps to 15mps")
  }
}
