public import Tracks

/// The user's boundaries: polygons in the same files that ``knownSites(path:)`` reads.
///
/// A boundary is called by its `name`, else its `id`, else `boundary-1`, `boundary-2` …, counted
/// with the features.
///
/// - Throws: One line that names the file and the feature, and never a coordinate: `noInput`,
///   `badData`; also when a feature is no polygon, or two have one name.
public func boundaries(path: String) throws(DwellError) -> [Boundary] {
  let places = try places(path: path)
  for place in places {
    guard place.extent.isPolygonal else {
      throw DwellError(
        .badData,
        "\(path): \(place.label): is a \(place.extent.word), and a boundary must be a polygon")
    }
  }
  let names = try identifiers(
    of: places, properties: ["name", "title", "boundary", "id"], prefix: "boundary", path: path)
  return zip(names, places).map { Boundary(name: $0, extent: $1.extent) }
}

extension Extent {
  /// Whether it is made of polygons alone.
  fileprivate var isPolygonal: Bool {
    switch self {
    case .point, .line: false
    case .polygon, .multiPolygon: true
    case .collection(let members): !members.isEmpty && members.allSatisfy(\.isPolygonal)
    }
  }

  /// What it is called in messages.
  fileprivate var word: String {
    switch self {
    case .point: "point"
    case .line: "line"
    case .polygon, .multiPolygon: "polygon"
    case .collection: "collection that holds points or lines"
    }
  }
}
