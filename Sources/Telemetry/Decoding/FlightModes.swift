/// What autopilots call their modes.
enum FlightModes {
  /// A kind of ArduPilot firmware: each numbers its modes its own way.
  enum Firmware {
    case copter, plane, rover, sub
  }

  /// The name of an ArduPilot mode: `LOITER`; `MODE 99` where it is unknown.
  static func arduPilot(_ number: Int, _ firmware: Firmware?) -> String {
    let names =
      switch firmware {
      case .copter: copter
      case .plane: plane
      case .rover: rover
      case .sub: sub
      case nil: [Int: String]()
      }
    return names[number] ?? "MODE \(number)"
  }

  /// The name of a PX4 mode by its navigation state.
  static func px4(navigationState number: Int) -> String {
    navigationStates[number] ?? (number >= 23 && number <= 30 ? "EXTERNAL" : "MODE \(number)")
  }

  /// The name of a PX4 mode by the custom mode of its heartbeat: main mode and, above it, sub-mode.
  static func px4(customMode: UInt32) -> String {
    let main = Int(customMode >> 16 & 255)
    let sub = Int(customMode >> 24)
    switch (main, sub) {
    case (3, 1): return "ORBIT"
    case (4, _): return automatic[sub] ?? "AUTO"
    default: return mainModes[main] ?? "MODE \(main)"
    }
  }

  // ArduPilot: Mode.h of each vehicle.
  private static let copter = [
    0: "STABILIZE", 1: "ACRO", 2: "ALT_HOLD", 3: "AUTO", 4: "GUIDED", 5: "LOITER", 6: "RTL",
    7: "CIRCLE", 8: "POSITION", 9: "LAND", 10: "OF_LOITER", 11: "DRIFT", 13: "SPORT", 14: "FLIP",
    15: "AUTOTUNE", 16: "POSHOLD", 17: "BRAKE", 18: "THROW", 19: "AVOID_ADSB", 20: "GUIDED_NOGPS",
    21: "SMART_RTL", 22: "FLOWHOLD", 23: "FOLLOW", 24: "ZIGZAG", 25: "SYSTEMID", 26: "AUTOROTATE",
    27: "AUTO_RTL", 28: "TURTLE",
  ]
  private static let plane = [
    0: "MANUAL", 1: "CIRCLE", 2: "STABILIZE", 3: "TRAINING", 4: "ACRO", 5: "FBWA", 6: "FBWB",
    7: "CRUISE", 8: "AUTOTUNE", 10: "AUTO", 11: "RTL", 12: "LOITER", 13: "TAKEOFF",
    14: "AVOID_ADSB", 15: "GUIDED", 16: "INITIALISING", 17: "QSTABILIZE", 18: "QHOVER",
    19: "QLOITER", 20: "QLAND", 21: "QRTL", 22: "QAUTOTUNE", 23: "QACRO", 24: "THERMAL",
    25: "LOITERALTQLAND", 26: "AUTOLAND",
  ]
  private static let rover = [
    0: "MANUAL", 1: "ACRO", 3: "STEERING", 4: "HOLD", 5: "LOITER", 6: "FOLLOW", 7: "SIMPLE",
    8: "DOCK", 9: "CIRCLE", 10: "AUTO", 11: "RTL", 12: "SMART_RTL", 15: "GUIDED",
    16: "INITIALISING",
  ]
  private static let sub = [
    0: "STABILIZE", 1: "ACRO", 2: "ALT_HOLD", 3: "AUTO", 4: "GUIDED", 7: "CIRCLE", 9: "SURFACE",
    16: "POSHOLD", 19: "MANUAL", 20: "MOTORDETECT", 21: "SURFTRAK",
  ]

  // PX4: vehicle_status.msg and px4_custom_mode.h.
  private static let navigationStates = [
    0: "MANUAL", 1: "ALTITUDE", 2: "POSITION", 3: "MISSION", 4: "LOITER", 5: "RTL",
    6: "POSITION_SLOW", 10: "ACRO", 12: "DESCEND", 13: "TERMINATION", 14: "OFFBOARD",
    15: "STABILIZED", 17: "TAKEOFF", 18: "LAND", 19: "FOLLOW", 20: "PRECLAND", 21: "ORBIT",
    22: "VTOL_TAKEOFF",
  ]
  private static let mainModes = [
    1: "MANUAL", 2: "ALTITUDE", 3: "POSITION", 5: "ACRO", 6: "OFFBOARD", 7: "STABILIZED",
    8: "RATTITUDE", 10: "TERMINATION",
  ]
  private static let automatic = [
    1: "READY", 2: "TAKEOFF", 3: "LOITER", 4: "MISSION", 5: "RTL", 6: "LAND", 8: "FOLLOW",
    9: "PRECLAND", 10: "VTOL_TAKEOFF",
  ]
}
