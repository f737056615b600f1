internal import CGEOS
public import Tracks

extension GeosShape {
  /// The concave hull of its corners: one polygon around all of them.
  ///
  /// Edges of their Delaunay triangulation are taken off from outside while longer than the target.
  /// Fewer than three corners, or corners on one line, give a point or a line.
  /// - Parameters:
  ///   - ratio: **0 the tightest, 1 the convex hull**; the target is that far from the shortest edge
  ///     to the longest.
  ///   - allowsHoles: Whether long edges are taken off inside too.
  public func concaveHull(ratio: Double, allowsHoles: Bool = false) throws(DwellError) -> GeosShape
  {
    precondition((0...1).contains(ratio), "a hull's ratio is from 0 to 1")
    return unsafe try made("make a concave hull") {
      unsafe GEOSConcaveHull_r($0, $1, ratio, allowsHoles ? 1 : 0)
    }
  }

  /// Everything within `distance` of it, corners rounded.
  ///
  /// Circles become polygons of 64 corners on the circle: their area is 0.16 % short.
  public func buffered(by distance: Double) throws(DwellError) -> GeosShape {
    unsafe try made("buffer a shape by \(distance)") { unsafe GEOSBuffer_r($0, $1, distance, 16) }
  }

  /// Its parts as one shape, overlaps and seams dissolved.
  public func dissolved() throws(DwellError) -> GeosShape {
    unsafe try made("dissolve a shape") { unsafe GEOSUnaryUnion_r($0, $1) }
  }

  /// With fewer corners, none farther than `tolerance` from the old outline; holes and parts stay.
  public func simplified(tolerance: Double) throws(DwellError) -> GeosShape {
    unsafe try made("simplify a shape") { unsafe GEOSTopologyPreserveSimplify_r($0, $1, tolerance) }
  }

  /// With corners added so that no edge is longer than `length`.
  public func densified(to length: Double) throws(DwellError) -> GeosShape {
    unsafe try made("densify a shape") { unsafe GEOSDensify_r($0, $1, length) }
  }

  /// A valid shape that covers the same ground: rings that cross themselves are cut apart.
  ///
  /// Costs a check when it is valid already. What collapsed to a line or point is kept as one.
  public func valid() throws(DwellError) -> GeosShape {
    unsafe try made("make a shape valid") { unsafe GEOSMakeValid_r($0, $1) }
  }

  /// The ground that both cover.
  public func intersection(_ other: borrowing GeosShape) throws(DwellError) -> GeosShape {
    let second = unsafe other.borrowed
    return unsafe try made("intersect two shapes") { unsafe GEOSIntersection_r($0, $1, second) }
  }

  /// The ground that it covers and the other does not.
  public func difference(_ other: borrowing GeosShape) throws(DwellError) -> GeosShape {
    let second = unsafe other.borrowed
    return unsafe try made("take one shape from another") {
      unsafe GEOSDifference_r($0, $1, second)
    }
  }
}
