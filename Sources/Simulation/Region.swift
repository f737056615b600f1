import Tracks

/// The invented mountains: an island that no map shows, in mid-ocean at 12° N, 40° W.
struct Region {
  /// The middle of the region.
  static let longitude = -40.0
  /// The middle of the region.
  static let latitude = 12.0
  /// Sites lie within this of the middle, metres.
  static let reach = 25_000.0

  /// The watched places in order of their number, metres from the middle.
  let sites: [Point]
  /// The plane of the middle.
  let frame = LocalFrame(longitude: longitude, latitude: latitude)

  /// Places sites as far apart as their number allows, at most 6 km.
  init(seed: UInt64, sites count: Int) {
    var random = SeededRandom(seed: seed, stream: 1)
    var places: [Point] = []
    var apart = 6000.0
    while places.count < count {
      let place = Point(
        random.uniform(-Self.reach, Self.reach), random.uniform(-Self.reach, Self.reach))
      if places.allSatisfy({ ($0 - place).length >= apart }) {
        places.append(place)
      } else {
        apart *= 0.99
      }
    }
    sites = places
  }

  /// A site in the plane of a flight round a point from the middle.
  func place(of site: Int, from origin: Point) -> Point {
    let middle = frame.position(origin)
    return LocalFrame(longitude: middle.longitude, latitude: middle.latitude)
      .point(over: frame.position(sites[site]))
  }

  /// The height of the ground at a point from the middle, metres above the sea: ridges of 300 to
  /// 2,700 m.
  static func ground(_ point: Point) -> Double {
    let a = PortableMath.sineCosine(turns: point.east / 17_000).sine
    let b = PortableMath.sineCosine(turns: point.north / 23_000).cosine
    let c = PortableMath.sineCosine(turns: (point.east + point.north) / 7300).sine
    return 1500 + 600 * a * b + 300 * c + 300 * a
  }

  /// The name of a site: Site A … Site Z, Site AA ….
  static func siteName(_ number: Int) -> String {
    var letters = ""
    var rest = number + 1
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest /= 26
    }
    return "Site " + letters
  }

  /// The id of a site: site-a ….
  static func siteId(_ number: Int) -> String {
    siteName(number).lowercased().replacing(" ", with: "-")
  }

  /// The record of a site.
  func site(_ number: Int) -> Site {
    let place = frame.position(sites[number])
    return Site(simulated: number, longitude: place.longitude, latitude: place.latitude)
  }
}

extension Site {
  /// The record of the watched place of a number.
  init(simulated number: Int, longitude: Double, latitude: Double) {
    self.init()
    site = Region.siteId(number)
    name = Region.siteName(number)
    self.longitude = PortableMath.rounded(longitude, scale: 1e7)
    self.latitude = PortableMath.rounded(latitude, scale: 1e7)
    extent = .point(Position(longitude: self.longitude, latitude: self.latitude))
  }
}
