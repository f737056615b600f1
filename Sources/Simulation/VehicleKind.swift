/// The kinds of vehicle that are simulated.
public enum VehicleKind: String, CaseIterable, Sendable {
  /// Long endurance, fixed wing, with a stabilised camera: hours over several sites.
  case fixedWing = "FW"
  /// A quadcopter with a camera: half an hour at one site.
  case quadcopter = "QC"
  /// An airliner: transit at height, now and then a holding.
  case airliner = "AL"
  /// A survey aircraft: parallel lines.
  case survey = "SV"
  /// A glider: circles in thermals that drift with the wind.
  case glider = "GL"

  /// Whether it watches sites.
  public var isWatcher: Bool { self == .fixedWing || self == .quadcopter }

  /// Seconds from fix to fix that its loggers use.
  var samplings: [Double] {
    switch self {
    case .fixedWing: [1, 2, 5]
    case .quadcopter: [0.2, 0.5, 1]
    case .airliner: [5, 10]
    case .survey: [1, 5]
    case .glider: [2, 4]
    }
  }

  /// The kind of the vehicle of a number: most watch, where confusers fly every third does not.
  static func ofVehicle(_ number: Int, hasConfusers: Bool) -> VehicleKind {
    let cycle: [VehicleKind] =
      hasConfusers
      ? [.fixedWing, .quadcopter, .glider, .fixedWing, .quadcopter, .airliner, .fixedWing, .survey]
      : [.fixedWing, .quadcopter]
    return cycle[number % cycle.count]
  }
}
