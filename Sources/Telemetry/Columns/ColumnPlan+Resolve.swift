import Tracks

extension ColumnPlan {
  /// Decides what the columns of a header hold: by the user's mapping, then by the preset, then by
  /// their names; of several columns for one thing the best name wins and the others are extras.
  ///
  /// - Throws: When the preset is unknown, or the mapping names a column that is not there.
  init(_ written: [String], settings: ReadSettings, fileName: String) throws(DwellError) {
    let headers = written.map { HeaderName($0) }
    let preset: Preset
    if let name = settings.preset {
      preset = try Preset.named(name)
    } else {
      preset = Preset.recognised(headers)
    }
    var readings = headers.map { ColumnReading($0, preset: preset) }
    let chosen = try Self.apply(settings.mapping, to: &readings, headers, preset, fileName)
    self.init(names: headers.map(\.raw), preset: preset)
    isPositionChosen = chosen.isSuperset(of: [.longitude, .latitude])
    isVehicleChosen = chosen.contains(.vehicle)
    readings = Self.settled(readings, headers)
    place(readings)
    unitWarning = warning(ofUnits: headers, readings, settings)
    for (index, header) in headers.enumerated() where header.key == preset.elapsed {
      guard let seconds = Dimension.time.factor(header.bracketUnit ?? "") else { continue }
      elapsed = (index, seconds)
      extras.removeAll { $0 == index }
    }
    positionTime = preset.positionTime.flatMap { key in headers.firstIndex { $0.key == key } }
    if let positionTime { extras.removeAll { $0 == positionTime } }
  }

  /// Adds a column whose name means nothing, alone or beside the others; false, and nothing is added,
  /// when it may mean something.
  ///
  /// - Parameter surely: Whether it means nothing whatever its name.
  mutating func appendExtra(_ name: String, _ settings: ReadSettings, surely: Bool) -> Bool {
    let header = HeaderName(name)
    guard surely || meansNothing(header, settings) else { return false }
    extras.append(names.count)
    names.append(header.raw)
    return true
  }

  private func meansNothing(_ header: HeaderName, _ settings: ReadSettings) -> Bool {
    let isMapped = settings.mapping.contains {
      Self.index(of: $0.column, in: [header]) != nil || Int($0.column) == names.count + 1
    }
    let isSign =
      settings.preset == nil
      && Preset.all.contains { $0.signs.contains { $0.contains(header.key) } }
    return !isMapped && !isSign && ColumnReading(header, preset: preset) == nil
      && !(header.isTimeByItsEnd && time == nil) && !(header.isPlaceByItsEnd && !hasPosition)
      && header.key != preset.elapsed && header.key != preset.positionTime
  }

  private init(names: [String], preset: Preset) {
    self.names = names
    self.preset = preset
  }

  /// Lets the user's words override the names; returns the targets they chose.
  private static func apply(
    _ mapping: [(meaning: String, column: String)], to readings: inout [ColumnReading?],
    _ headers: [HeaderName], _ preset: Preset, _ fileName: String
  ) throws(DwellError) -> Set<ColumnTarget> {
    var chosen: Set<ColumnTarget> = []
    for (meaning, column) in mapping {
      guard var reading = ColumnReading(HeaderName(meaning), preset: .generic) else {
        throw DwellError(
          .usage,
          "--map \(meaning)=\(column): '\(meaning)' means nothing here; known are time, vehicle, lon, "
            + "lat, height_m, altitude_ft, speed_mps, groundspeed_kt, course and the like")
      }
      guard let index = index(of: column, in: headers) else {
        throw missingColumn((meaning, column), headers.map(\.raw), fileName)
      }
      // The preset still knows the units of a column that keeps its kind.
      if reading.factor == nil, let old = readings[index], old.target == reading.target {
        reading = old
      }
      reading.rank = ColumnReading.mappedRank
      for other in readings.indices
      where other != index && readings[other]?.target == reading.target {
        readings[other] = nil
      }
      readings[index] = reading
      chosen.insert(reading.target)
    }
    return chosen
  }

  /// The column of a name, or of a number from 1 where no column has that name.
  static func index(of column: String, in headers: [HeaderName]) -> Int? {
    if let exact = headers.firstIndex(where: { $0.raw == column }) { return exact }
    let key = HeaderName(column)
    if let same = headers.firstIndex(where: {
      $0.key == key.key && $0.bracketUnit == key.bracketUnit && !$0.key.isEmpty
    }) {
      return same
    }
    guard let number = Int(column), (1...max(1, headers.count)).contains(number) else { return nil }
    return headers.isEmpty ? nil : number - 1
  }

  /// The readings after the rules that look at several columns.
  private static func settled(
    _ readings: [ColumnReading?], _ headers: [HeaderName]
  ) -> [ColumnReading?] {
    var readings = readings
    let targets = Set(readings.compactMap { $0?.target })
    func clear(_ target: ColumnTarget) {
      for index in readings.indices where readings[index]?.target == target {
        readings[index] = nil
      }
    }
    // `heading` is what many feeds call the course; beside a course it is where the nose points.
    if !targets.contains(.measure(.course)),
      let heading = headers.firstIndex(where: { $0.key == "heading" }),
      readings[heading]?.target == .measure(.heading)
    {
      readings[heading]?.target = .measure(.course)
    }
    // Other feeds call the callsign `flight`; ours comes with its sortie.
    if !targets.contains(.sortie) { clear(.flight) }
    if targets.contains(.longitude) || targets.contains(.latitude) { clear(.place) }
    if targets.isDisjoint(with: [.longitude, .latitude, .place]) { nameByEnd(&readings, headers) }
    // Only with their system are x and y places.
    if !targets.isSuperset(of: [.x, .y, .system]) { [.x, .y, .system].forEach(clear) }
    if !targets.contains(.time) {
      let named = headers.indices.filter {
        readings[$0] == nil && headers[$0].isTimeByItsEnd
      }
      if named.count == 1 { readings[named[0]] = ColumnReading(timeOf: headers[named[0]]) }
    }
    return readings
  }

  /// Takes the first two columns whose names differ only in that one ends with a word for the latitude
  /// and the other with one for the longitude: `OSD.latitude`, `GPS(0):Long`.
  private static func nameByEnd(_ readings: inout [ColumnReading?], _ headers: [HeaderName]) {
    for (index, header) in headers.enumerated() {
      guard let (base, latitude) = header.placeByItsEnd(latitude: true),
        let other = headers.firstIndex(where: {
          $0.placeByItsEnd(latitude: false)?.base == base
        })
      else { continue }
      readings[index] = latitude
      readings[other] = headers[other].placeByItsEnd(latitude: false)?.reading
      return
    }
  }

  private mutating func place(_ readings: [ColumnReading?]) {
    var best: [ColumnTarget: Int] = [:]
    for (index, reading) in readings.enumerated() {
      guard let reading else { continue }
      if let old = best[reading.target], let other = readings[old], other.rank <= reading.rank {
        continue
      }
      best[reading.target] = index
    }
    for (index, reading) in readings.enumerated() {
      guard let reading, best[reading.target] == index else {
        extras.append(index)
        continue
      }
      let factor = reading.factor ?? 1
      switch reading.target {
      case .longitude: longitude = index
      case .latitude:
        latitude = index
        // Ten to the seventh is exact, its inverse is not.
        placeDivisor = factor == 1e-7 ? 1e7 : 1 / factor
      case .place: (longitude, latitude) = (index, index)
      case .time:
        time = index
        timeScale = reading.timeScale
      case .date: date = index
      case .utcOffset: utcOffset = index
      case .vehicle: vehicle = index
      case .height(let datum):
        heights.append(Height(column: index, factor: factor, datum: datum))
      case .heightDatum: heightDatum = index
      case .flight: flight = index
      case .sortie: sortie = index
      case .system: system = index
      case .x, .y, .measure, .cameraYaw, .cameraPitch:
        numbers.append(
          Number(column: index, target: reading.target, factor: factor, quirk: reading.quirk))
      }
    }
    chooseHeights(readings)
  }

  /// Puts the heights in order, best first; those above ground are taken only when there is no other,
  /// since a track must not fall from one surface to another where a cell is empty.
  private mutating func chooseHeights(_ readings: [ColumnReading?]) {
    func order(_ height: Height) -> Int {
      if readings[height.column]?.isMapped == true { return -1 }
      return switch height.datum {
      case .unknown where heightDatum != nil: 0
      case .ellipsoid: 1
      case .meanSeaLevel: 2
      case .barometric: 3
      case .unknown: 4
      case .aboveGround: 5
      }
    }
    heights.sort { (order($0), $0.column) < (order($1), $1.column) }
    guard let first = heights.first else { return }
    let isOnly = order(first) <= 0 || first.datum == .aboveGround
    let kept = heights.filter { isOnly ? $0.column == first.column : $0.datum != .aboveGround }
    extras.append(
      contentsOf: heights.map(\.column).filter { column in
        !kept.contains { $0.column == column }
      })
    extras.sort()
    heights = kept
    if let heightDatum, order(first) != 0 || first.datum != .unknown {
      self.heightDatum = nil
      extras.append(heightDatum)
    }
  }
}

extension HeaderName {
  /// Whether the end of the name tells a time, where no other column has one.
  fileprivate var isTimeByItsEnd: Bool { key.hasSuffix("timestamp") || key.hasSuffix("datetime") }
}

extension HeaderName {
  /// What stands before the word for a latitude, or for a longitude, at the end of the name, and how such a
  /// column is read; nil where the name is of another thing than the vehicle.
  fileprivate func placeByItsEnd(latitude: Bool) -> (base: String, reading: ColumnReading)? {
    let words = latitude ? Self.latitudes : Self.longitudes
    guard
      let (word, reading) = words.first(where: {
        key.hasSuffix($0.word) && key.utf8.count > $0.word.utf8.count
      })
    else { return nil }
    let base = String(key.dropLast(word.count))
    let isOther = Self.shortOthers.contains(base) || Self.others.contains { base.contains($0) }
    return isOther ? nil : (base, reading)
  }

  private static let latitudes = readings(of: ["latitude", "lat"])
  private static let longitudes = readings(of: ["longitude", "long", "lng", "lon"])

  private static func readings(of words: [String]) -> [(word: String, reading: ColumnReading)] {
    words.compactMap { word in
      ColumnReading(HeaderName(word), preset: .generic).map { (word, $0) }
    }
  }

  /// What has a position, too, and is not where the vehicle is.
  private static let others = [
    "home", "target", "frame", "dest", "start", "end", "takeoff", "pilot", "operator", "remote",
    "center", "centre", "corner", "waypoint", "origin", "station", "sigma", "delta",
  ]
  private static let shortOthers = ["rc", "app", "wp", "ref", "gcs", "base", "std", "d"]

  /// Whether the name may be that of half a position by its end.
  var isPlaceByItsEnd: Bool {
    placeByItsEnd(latitude: true) != nil || placeByItsEnd(latitude: false) != nil
  }
}

extension ColumnReading {
  /// A column that holds times by the end of its name.
  fileprivate init(timeOf name: HeaderName) {
    target = .time
    rank = 0
    factor = name.bracketUnit.flatMap { Dimension.time.factor($0) }
  }

  fileprivate var timeScale: TimeScale {
    guard let factor else { return .byMagnitude }
    return .tenTo(factor == 1 ? 0 : factor == 1e-3 ? -3 : factor == 1e-6 ? -6 : -9)
  }
}
