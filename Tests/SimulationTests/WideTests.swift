import Simulation
import TestSupport
import Testing
import Tracks

@Suite("wide sites and what looks like them")
struct WideTests {
  static let flown = Flown(
    SimulationSettings(
      seed: 5, scenario: .wide, flights: 120, sampling: .seconds(10), hasDefects: false,
      noise: .metres(0)))

  /// Metres from a place to the middle of a site.
  private func distance(_ longitude: Double, _ latitude: Double, _ site: Site) -> Double {
    let offset = Flown.offset(longitude, latitude, from: (site.longitude, site.latitude))
    return (offset.east * offset.east + offset.north * offset.north).squareRoot()
  }

  @Test("every other scene of twelve flights is a wide site, and its ring lies round its middle")
  func sites() {
    let sites = Self.flown.truth.sites
    #expect(sites.count == 5)
    #expect(Set(sites.map(\.site)).count == 5)
    for site in sites {
      guard case .polygon(let rings) = site.extent else {
        Issue.record("\(site.site) is no polygon")
        continue
      }
      let reaches = rings[0].map { distance($0.longitude, $0.latitude, site) }
      // An offset in degrees is right to a thousandth or two, so near.
      #expect((reaches.min() ?? 0) > 0.995 * (reaches.max() ?? 0))
      #expect((1990...6030).contains(reaches[0]))
    }
  }

  @Test("what is watched lies within its site, at places far apart, by many sorties")
  func watched() {
    for site in Self.flown.truth.sites {
      let stares = Self.flown.truth.visits.filter {
        $0.site == site.site && $0.visit.kind == "stare"
      }
      let away = stares.map { distance($0.visit.centreLongitude, $0.visit.centreLatitude, site) }
      let reach = site.extent?.bounds.map { distance(site.longitude, $0.north, site) } ?? 0
      #expect(away.allSatisfy { $0 < 1.005 * reach })
      #expect((away.max() ?? 0) > 0.6 * reach)
      #expect(Set(stares.map(\.visit.sortie)).count >= 8)
    }
  }

  @Test("stacks, circuits, patrols, thermals and calls watch no site and carry no camera")
  func confusers() {
    let roles = Dictionary(grouping: Self.flown.truth.visits, by: \.role)
    #expect(Set(roles.keys) == ["watch", "follow", "hold", "call", "thermal"])
    for role in ["hold", "call", "thermal"] {
      #expect(roles[role, default: []].allSatisfy { $0.site.isEmpty && $0.visit.kind == "orbit" })
    }
  }
}
