import Tracks

extension ColumnPlan {
  /// What is said where the columns are an aircraft's and its height or speed names no unit: it is read
  /// as metres and metres per second, and most sources of such tables mean feet and knots.
  ///
  /// nil where a preset, the header or the user says the units.
  ///
  /// - Parameter readings: What each column was taken for.
  func warning(
    ofUnits headers: [HeaderName], _ readings: [ColumnReading?], _ settings: ReadSettings
  ) -> String? {
    guard preset.name == Preset.generic.name, settings.preset == nil,
      headers.contains(where: { Self.ofAircraft.contains($0.key) })
    else { return nil }
    let heights = heights.map { ($0.column, "altitude_ft") }
    let speeds = numbers.filter { $0.target == .measure(.speed) }.map { ($0.column, "speed_kt") }
    let open = (heights.prefix(1) + speeds).filter { column, _ in
      readings[column].map { $0.factor == nil && !$0.isMapped } ?? false
    }
    guard !open.isEmpty else { return nil }
    let words = open.map { "'\(names[$0.0])'" }.joined(separator: " and ")
    let mapping = open.map { "\($0.1)=\(names[$0.0])" }.joined(separator: ",")
    return
      "\(words) without a unit: read as metres and metres per second, though aircraft mostly have "
      + "feet and knots; --map \(mapping) says so, --preset generic that they are right"
  }

  private static let ofAircraft: Set = ["icao24", "icao", "hex", "callsign", "squawk"]
}
