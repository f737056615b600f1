/// Rings of 64 points around a centre.
enum Outline {
  private static let count = 64

  /// All points at a radius from a segment, anticlockwise, the first not repeated.
  static func ring(
    _ centre: Vector, radius: Double, halfLeg: Double = 0, angle: Double = 0
  ) -> [Vector] {
    let leg = halfLeg * Vector(angle: angle)
    return (0..<count).map { index in
      // Half a step off, so that none lies where the round parts meet the legs.
      let phase = 2 * Double.pi * (Double(index) + 0.5) / Double(count)
      let outward = Vector(angle: angle + phase)
      let end = index < count / 4 || index >= 3 * count / 4 ? leg : -leg
      return centre + end + radius * outward
    }
  }
}
