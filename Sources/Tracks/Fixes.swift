/// A batch of fixes as columns: row *i* of every column that is not empty belongs to fix *i*.
///
/// Rows of many vehicles may be mixed; the rows of one vehicle come in time order once `clean` has
/// seen them. Pass a batch on with `consume`, so that the next stage can change it in place.
public struct Fixes: Equatable, Sendable {
  /// Microseconds since the Unix epoch; `Int64.min` where no time is known.
  public var time: [Int64] = []
  /// Degrees east, WGS 84.
  public var longitude: [Double] = []
  /// Degrees north, WGS 84.
  public var latitude: [Double] = []
  /// Who: tail number, ICAO address, MMSI, or the file's name where it has no such column.
  public var vehicle = Labels()
  /// The flight, vehicle and first instant; empty before `clean`.
  public var flight = Labels()
  /// The sortie, vehicle and first instant; empty before `clean`.
  public var sortie = Labels()
  /// What the heights are measured from (``HeightDatum``); empty when there are no heights.
  public var heightDatum = Labels()
  /// The system of ``x`` and ``y``, as PROJ names it; empty before `project`.
  public var system = Labels()
  /// Metres east in ``system``; empty before `project`.
  public var x: [Double] = []
  /// Metres north in ``system``; empty before `project`.
  public var y: [Double] = []
  /// Heights, speeds, camera and the like.
  public var measures = Measures()
  /// Columns of the input that mean nothing to `dwell`, carried along, and labels added on the way.
  public var extras: [Column] = []

  /// An empty batch.
  public init() {}

  /// The number of fixes.
  public var count: Int { time.count }

  /// The instant of a row.
  public func instant(_ row: Int) -> Instant { Instant(microseconds: time[row]) }

  /// The source's own number of each fix's leg, restart or track; nil when the batch has none.
  ///
  /// Where the number of a vehicle changes, a flight ends and another begins. It travels among
  /// ``extras`` as an internal column, `Int64.min` where it is unknown.
  public var legs: [Int64]? {
    get {
      guard let column = extras.first(where: { $0.name == Self.legName && $0.isInternal }),
        case .integer(let legs) = column.values
      else { return nil }
      return legs
    }
    set {
      extras.removeAll { $0.name == Self.legName && $0.isInternal }
      if let newValue { extras.append(Column(Self.legName, .integer(newValue), isInternal: true)) }
    }
  }

  private static let legName = "leg"

  /// The rows at `rows`, in that order.
  public func gathered(_ rows: [Int]) -> Fixes {
    var result = Fixes()
    result.time = rows.map { time[$0] }
    result.longitude = rows.map { longitude[$0] }
    result.latitude = rows.map { latitude[$0] }
    result.vehicle = vehicle.gathered(rows)
    result.flight = flight.gathered(rows)
    result.sortie = sortie.gathered(rows)
    result.heightDatum = heightDatum.gathered(rows)
    result.system = system.gathered(rows)
    if !x.isEmpty {
      result.x = rows.map { x[$0] }
      result.y = rows.map { y[$0] }
    }
    result.measures = measures.gathered(rows)
    result.extras = extras.map {
      Column($0.name, $0.values.gathered(rows), isInternal: $0.isInternal)
    }
    return result
  }
}

/// What a height is measured from.
public enum HeightDatum: String, Sendable {
  /// Mean sea level (the geoid).
  case meanSeaLevel = "msl"
  /// The WGS 84 ellipsoid.
  case ellipsoid
  /// Standard pressure, 1013.25 hPa.
  case barometric = "baro"
  /// The ground below, or the take-off point.
  case aboveGround = "agl"
  /// Not said by the source.
  case unknown
}
