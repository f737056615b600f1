import Projection
import Testing
import TestSupport
import Tracks

@Suite struct ProjectorTests {
  /// Flights of two vehicles that go east along a parallel, interleaved.
  private func track(count: Int, step: Double) -> Fixes {
    var fixes = Fixes()
    for row in 0..<count {
      fixes.time.append(Int64(row) * 1_000_000)
      fixes.longitude.append(Earth.normalised(longitude: 170 + Double(row / 2) * step))
      fixes.latitude.append(row.isMultiple(of: 2) ? 40 : -55)
      fixes.vehicle.append(row.isMultiple(of: 2) ? "a" : "b")
      fixes.flight.append(row.isMultiple(of: 2) ? "a@1" : "b@1")
    }
    return fixes
  }

  private func project(_ fixes: Fixes, batch: Int) throws -> Fixes {
    var projector = try Projector(to: .auto, systems: try ProjSystems()) { _ in }
    var tally = Tally()
    var whole = Fixes()
    for start in stride(from: 0, to: fixes.count, by: batch) {
      var part = fixes.gathered(Array(start..<min(fixes.count, start + batch)))
      try projector.project(&part, tally: &tally)
      whole.x += part.x
      whole.y += part.y
      for row in 0..<part.count { whole.system.append(part.system[row]) }
    }
    return whole
  }

  @Test("batches of 1, 7 or all give the same metres and systems")
  func chunking() throws {
    let fixes = track(count: 400, step: 0.11)
    let all = try project(fixes, batch: 400)
    for batch in [1, 7] {
      let parts = try project(fixes, batch: batch)
      #expect(parts.x == all.x && parts.y == all.y && parts.system == all.system)
    }
  }

  @Test("a flight across the antimeridian that leaves its system gets another, within 0.1 %")
  func longFlight() throws {
    let fixes = track(count: 400, step: 0.11)
    let all = try project(fixes, batch: 64)
    #expect(Set(all.system.names).count > 3)
    let systems = try ProjSystems()
    for row in stride(from: 0, to: 400, by: 13) {
      let system = try systems.system(named: try #require(all.system[row]))
      let position = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
      #expect(abs(try system.axes(at: position).scale - 1) < 0.001)
      let back = try system.position(x: all.x[row], y: all.y[row])
      #expect(
        Earth.distance(back.longitude, back.latitude, position.longitude, position.latitude)
          < 1e-3)
    }
  }

  @Test("a named system that stretches lengths by more than 0.1 % is warned about, once")
  func warning() throws {
    var warnings: [String] = []
    var projector = try Projector(to: .named("EPSG:3857"), systems: try ProjSystems()) {
      warnings.append($0)
    }
    var tally = Tally()
    for _ in 0..<2 {
      var fixes = track(count: 10, step: 0.1)
      try projector.project(&fixes, tally: &tally)
    }
    #expect(
      warnings == [
        "--to EPSG:3857: lengths are off by 30.6 % where the fixes are; "
          + "--to auto keeps them within 0.1 %"
      ], "\(warnings)")
  }

  /// Airy's ellipsoid by a grid that nobody has.
  private static let gridless =
    "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    + "+nadgrids=no-such-grid.gsb +units=m +type=crs"

  @Test("a system whose grid is missing is an error that names the grid and how to have it")
  func missingGrid() throws {
    var projector = try Projector(to: .named(Self.gridless), systems: try ProjSystems()) { _ in }
    var fixes = Fixes.at(longitude: -1, latitude: 52)
    var tally = Tally()
    let error = #expect(throws: DwellError.self) {
      try projector.project(&fixes, tally: &tally)
    }
    #expect(error?.kind == .noInput)
    let words =
      "PROJ has no way there from WGS 84 without the grid 'no-such-grid.gsb': install PROJ's grids "
      + "(package proj-data), or this one with 'projsync --file no-such-grid.gsb', or allow an error of "
      + "hundreds of metres with --allow-ballpark"
    #expect(error?.message == "--to \(Self.gridless): \(words)", "\(error?.message ?? "")")
  }

  @Test(
    "a ballpark way to a system is an error where no other is known, and a warning where allowed")
  func ballpark() throws {
    var warnings: [String] = []
    let systems = try ProjSystems()
    var tally = Tally()
    // Far outside the isles of the British National Grid, no datum shift applies.
    var strict = try Projector(to: .named("EPSG:27700"), systems: systems) { warnings.append($0) }
    var fixes = Fixes.at(longitude: 10, latitude: 50)
    let error = #expect(throws: DwellError.self) { try strict.project(&fixes, tally: &tally) }
    #expect(error?.message.hasSuffix("with --allow-ballpark") == true)
    #expect(error?.message.contains("\n") == false)
    var lenient = try Projector(
      to: .named("EPSG:27700"), systems: systems, allowsBallpark: true
    ) { warnings.append($0) }
    for _ in 0..<2 { try lenient.project(&fixes, tally: &tally) }
    #expect(warnings.count { $0.contains("knows no way") } == 1, "\(warnings)")
    #expect(fixes.x[0].isFinite)
  }

  @Test(
    "systems with a way as good as positions are pass without a word",
    arguments: [
      ("EPSG:32633", 15.0, 50.0), ("EPSG:25833", 15, 50), ("EPSG:27700", -1, 52),
      ("EPSG:2056", 8, 47), ("EPSG:7405", -1, 52),
      ("+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84 +units=m +type=crs", 20, 10),
    ])
  func goodWays(name: String, longitude: Double, latitude: Double) throws {
    var warnings: [String] = []
    var projector = try Projector(to: .named(name), systems: try ProjSystems()) {
      warnings.append($0)
    }
    var tally = Tally()
    var fixes = Fixes.at(longitude: longitude, latitude: latitude)
    try projector.project(&fixes, tally: &tally)
    #expect(warnings.isEmpty, "\(warnings)")
    #expect(fixes.x[0].isFinite)
  }
}

extension Fixes {
  /// One fix.
  fileprivate static func at(longitude: Double, latitude: Double) -> Fixes {
    var fixes = Fixes()
    fixes.vehicle.append("a")
    fixes.time.append(0)
    fixes.longitude.append(longitude)
    fixes.latitude.append(latitude)
    return fixes
  }
}
