#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A point or an offset of the plane, metres; as a number of the complex plane x + iy it also
/// stands for a turn with a scale.
package typealias Vector = SIMD2<Double>

extension Vector {
  /// The unit vector at an angle from the x axis towards the y axis, radians.
  init(angle: Double) { self.init(cos(angle), sin(angle)) }

  /// Its length, metres.
  var length: Double { (x * x + y * y).squareRoot() }
  /// The square of its length.
  var squaredLength: Double { x * x + y * y }
  /// Its angle from the x axis towards the y axis, radians.
  var angle: Double { atan2(y, x) }

  /// The scalar product.
  func dot(_ other: Vector) -> Double { x * other.x + y * other.y }
  /// The z component of the vector product: positive when the other lies to the left.
  func cross(_ other: Vector) -> Double { x * other.y - y * other.x }
  /// The product as complex numbers: turned by the other's angle, scaled by its length.
  func turned(by other: Vector) -> Vector {
    Vector(x * other.x - y * other.y, x * other.y + y * other.x)
  }
  /// What ``turned(by:)`` with the same undoes.
  func turnedBack(by other: Vector) -> Vector {
    Vector(x * other.x + y * other.y, y * other.x - x * other.y) / other.squaredLength
  }
}

/// An angle brought into −π…π.
func wrapped(_ angle: Double) -> Double {
  abs(angle) <= .pi ? angle : angle - 2 * .pi * (angle / (2 * .pi)).rounded()
}
