import Tracks

/// Takes GeoJSON apart into features: RFC 7946, and the moving points of OGC 19-045r3 (MF-JSON).
///
/// A feature's members may come in any order, so that it counts when it is whole. Its properties are columns,
/// those of objects in them joined with a dot; lists in them hold for its positions one by one.
final class GeoJSONSink: JSONSink {
  /// The feature that is read or has just ended.
  var feature = GeoJSONFeature()
  /// The names of the columns; the first two are those of the position.
  private(set) var keys = ByteNames()
  /// Takes a whole feature with positions; false ends the parsing.
  var takeFeature: () -> Bool = { true }
  /// The system that the text says its positions are in, where that is not WGS 84.
  private(set) var foreignSystem: String?
  /// Polygons so far.
  private(set) var areas = 0
  /// The feature's own name, outside its properties.
  private(set) var identity: String?
  /// Whether the feature's positions move: MF-JSON.
  private(set) var isMoving = false

  /// What a container that is open holds.
  private enum Level: UInt8 {
    case features, feature, geometries, geometry, places, properties, list, system, passed
  }
  /// A geometry that is open: how many positions came before it, and whether it is an area.
  private struct Geometry {
    var placesBefore: Int
    var isArea = false
  }
  private var levels: [Level] = []
  private var geometries: [Geometry] = []
  private var key: [UInt8] = []
  /// Lengths of the part of `key` that comes from the objects around, for each inside the properties.
  private var prefixes: [Int] = []

  /// Keys beyond this many are passed over: names made from data.
  private static let mostKeys = 4096
  /// Bytes of a key beyond which it is passed over.
  private static let longestKey = 1024
  /// Containers within each other at most; so many mean nothing.
  static let deepest = 4096
  /// Whether containers nest deeper than that.
  var isTooDeep: Bool { levels.count > Self.deepest }

  override init() {
    super.init()
    for name in ["lon", "lat"] { _ = column(name) }
  }

  /// The column of a name.
  func column(_ name: String) -> Int {
    let bytes = Array(name.utf8)
    return keys.number(of: bytes.span, 0, bytes.count)
  }

  /// Forgets what is open.
  func reset() {
    levels.removeAll()
    geometries.removeAll()
    beginFeature()
  }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard levels.last != .passed else { return 1 }
    key.removeLast(key.count - (prefixes.last ?? 0))
    if text.count <= Self.longestKey { unsafe key.append(contentsOf: text) }
    return 1
  }

  override func null() -> Int32 {
    if levels.last == .list { unsafe feature.append(nil) }
    return 1
  }

  override func boolean(_ value: Bool) -> Int32 {
    let text = Array((value ? "true" : "false").utf8)
    return unsafe text.withUnsafeBufferPointer { unsafe scalar($0) }
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    switch levels.last {
    case .places: unsafe feature.appendNumber(text)
    case .list: unsafe feature.append(text)
    case .properties:
      if let column = keyColumn() { unsafe feature.set(column, text) }
    case .feature, .geometry:
      if isKey("type") {
        takeType(unsafe String(decoding: text, as: UTF8.self))
      } else if levels.last == .feature, isKey("id") {
        identity = unsafe String(decoding: text.prefix(Self.longestKey), as: UTF8.self)
      }
    case .system where isKey("name"): unsafe takeSystem(String(decoding: text, as: UTF8.self))
    default: break
    }
    return goesOn
  }

  override func beginObject() -> Int32 {
    switch levels.last {
    case nil, .features:
      beginFeature()
      levels.append(.feature)
      geometries.append(Geometry(placesBefore: 0))
    case .geometries: beginGeometry()
    case .feature where isKey("geometry") || isKey("temporalGeometry"):
      isMoving = isMoving || isKey("temporalGeometry")
      beginGeometry()
    case .feature where isKey("properties"):
      levels.append(.properties)
      prefixes.append(0)
    case .feature where isKey("crs"), .geometry where isKey("crs"), .system: levels.append(.system)
    case .properties:
      // Lists of many converters stand in an object that only says what they are of.
      if isKey("coordinateProperties") { key.removeAll() } else { key.append(0x2E) }
      levels.append(.properties)
      prefixes.append(key.count)
    default: levels.append(.passed)
    }
    return goesOn
  }

  override func endObject() -> Int32 {
    switch levels.popLast() {
    case .feature:
      endGeometry()
      let isGoingOn = feature.placeCount == 0 || takeFeature()
      beginFeature()
      return isGoingOn && !levels.isEmpty ? 1 : 0
    case .geometry: endGeometry()
    case .properties: _ = prefixes.popLast()
    default: break
    }
    return 1
  }

  override func beginArray() -> Int32 {
    switch levels.last {
    case nil: levels.append(.features)
    case .feature where isKey("features"): levels.append(.features)
    case .feature, .geometry:
      if isKey("coordinates") {
        levels.append(.places)
        feature.beginPlaces()
      } else if isKey("datetimes") {
        levels.append(.list)
        feature.beginList(column("time"))
      } else {
        levels.append(isKey("geometries") || isKey("sequences") ? .geometries : .passed)
      }
    case .places:
      levels.append(.places)
      feature.beginPlaces()
    case .properties:
      if let column = isTimeList ? column("time") : keyColumn() {
        levels.append(.list)
        feature.beginList(column)
      } else {
        levels.append(.passed)
      }
    case .list: levels.append(.list)
    default: levels.append(.passed)
    }
    return goesOn
  }

  override func endArray() -> Int32 {
    if levels.popLast() == .places { feature.endPlaces() }
    return levels.isEmpty ? 0 : 1
  }

  /// 0 to end the parsing where nothing good can follow.
  private var goesOn: Int32 {
    feature.isTooLarge || foreignSystem != nil || isTooDeep ? 0 : 1
  }

  private func isKey(_ name: StaticString) -> Bool {
    unsafe key.elementsEqual(
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// Whether the list that begins holds the times of the positions.
  private var isTimeList: Bool {
    let name = String(decoding: key[(prefixes.last ?? 0)...], as: UTF8.self).lowercased()
    return Self.timeLists.contains(name.filter(\.isOfName))
  }
  private static let timeLists: Set<String> = [
    "coordtimes", "times", "timestamps", "linestringtimestamps", "datetimes", "time", "timestamp",
    "t", "coordinatetimes",
  ]

  private func keyColumn() -> Int? {
    let name = key
    guard keys.count < Self.mostKeys, !name.isEmpty else { return nil }
    return keys.number(of: name.span, 0, name.count)
  }

  private func beginFeature() {
    feature.clear()
    prefixes.removeAll()
    key.removeAll()
    identity = nil
    isMoving = false
  }

  private func beginGeometry() {
    levels.append(.geometry)
    geometries.append(Geometry(placesBefore: feature.placeCount))
  }

  private func endGeometry() {
    guard let geometry = geometries.popLast(), geometry.isArea else { return }
    areas += 1
    feature.cut(to: geometry.placesBefore)
  }

  private func takeType(_ type: String) {
    guard !geometries.isEmpty else { return }
    geometries[geometries.count - 1].isArea = type.hasSuffix("Polygon")
    if type == "MovingPoint" { isMoving = true }
  }

  private func takeSystem(_ name: String) {
    let isOurs = ["CRS84", "4326", "4979", "WGS84", "WGS 84"].contains { name.contains($0) }
    if !isOurs, foreignSystem == nil { foreignSystem = name.onOneLine }
  }
}
