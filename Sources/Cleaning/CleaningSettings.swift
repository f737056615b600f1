public import Tracks

/// What `clean` is told: where flights end, how late a fix may come, how fast a vehicle can be.
public struct CleaningSettings: Equatable, Sendable {
  /// A longer time without a fix ends a flight.
  public var flightGap: Seconds
  /// A longer time without a fix ends a sortie.
  ///
  /// Two hours is longer than the maskings of a low flight behind mountains and shorter than most
  /// turn-rounds with the radios off. Where both overlap, merging two sorties only understates the
  /// independent evidence; splitting one would invent some.
  public var sortieGap: Seconds
  /// A fix this much older than the newest of its vehicle is still sorted in; an older one is
  /// dropped.
  public var reorderWindow: Seconds
  /// No vehicle here is faster: what needs more is a spike.
  ///
  /// 400 m/s is 1.3 times the fastest ground speed among 842 airliners (310 m/s). For drones
  /// alone, 60 m/s finds smaller spikes.
  public var maxSpeed: MetresPerSecond
  /// A jump that stays for longer (a spoofed receiver, a restart elsewhere) is a new flight; one
  /// that comes back sooner is a spike.
  public var jumpStay: Seconds
  /// On the ground (as the source says in a column `onground`) for this long ends flight and
  /// sortie.
  public var landing: Seconds
  /// Heights from −1 km to this are believed, where they are measured from the sea or nearby.
  public var maxHeight: Metres

  /// The defaults.
  public init(
    flightGap: Seconds = .minutes(30), sortieGap: Seconds = .hours(2),
    reorderWindow: Seconds = .minutes(1), maxSpeed: MetresPerSecond = .metresPerSecond(400),
    jumpStay: Seconds = .minutes(1), landing: Seconds = .minutes(10),
    maxHeight: Metres = .kilometres(30)
  ) {
    self.flightGap = flightGap
    self.sortieGap = sortieGap
    self.reorderWindow = reorderWindow
    self.maxSpeed = maxSpeed
    self.jumpStay = jumpStay
    self.landing = landing
    self.maxHeight = maxHeight
  }
}

extension CleaningSettings {
  /// Checks that every value means something.
  ///
  /// - Throws: A usage error that names the option.
  public func validate() throws(DwellError) {
    let checks: [(String, any Quantity, Bool)] = [
      ("--flight-gap", flightGap, flightGap.value > 0),
      ("--sortie-gap", sortieGap, sortieGap.value > 0),
      ("--reorder-window", reorderWindow, reorderWindow.value >= 0),
      ("--max-speed", maxSpeed, maxSpeed.value > 0),
      ("--jump-stay", jumpStay, jumpStay.value > 0), ("--landing", landing, landing.value > 0),
      ("--max-height", maxHeight, maxHeight.value > 0),
    ]
    for (option, value, isValid) in checks where !isValid {
      throw DwellError(.usage, "\(option) \(value): must be more than 0: give a positive value")
    }
  }
}
