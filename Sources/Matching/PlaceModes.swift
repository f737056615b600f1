#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The places that the looks of an area tell of: one, or several that it holds together.
///
/// Each look is a mixture: its normal region, on either side of the path where the side is not known, and
/// a little of the evenness of having looked somewhere else. A place is a maximum of the joint
/// likelihood of the looks (each weighing its share of its sortie), found by expectation
/// maximisation from every region's middle (Dempster, Laird & Rubin 1977); looks that it explains
/// are set aside and the next is looked for among the rest. Several places stand for the area only
/// where they explain the looks much better than one wide one does.
struct PlaceModes {
  /// The area a look may have been at when it was at none of the places, m².
  let disc: Double
  let minSorties: Int

  /// One place: the looks that tell of it, each on the side it then was on.
  struct Place {
    var looks: [Look]
    /// How likely it is against the mirror images and other places that the same looks would fit, 0…1.
    var share: Double
    /// Those: the same looks, each on the side it would then be on, and how likely; with `share` they add up to 1.
    var mirrors: [(looks: [Look], share: Double)] = []
  }

  /// A look is somewhere else in so many cases.
  private static let elsewhere = 0.1
  /// Places nearer than about twice this are one site, metres.
  private static let extent = 50.0
  /// Several places must be likelier than one by so many nats a sortie: less is scatter.
  private static let gain = 1.5
  /// Looks that may speak for one side against its mirror image.
  private static let trusted = 8.0
  private static let mostStarts = 32
  private static let mostPlaces = 64

  /// The places, the best supported first; at least one for at least one look.
  ///
  /// - Complexity: O(*n*) for *n* looks, times the places (64 at most), the starts (64) and the steps of each (50).
  func places(_ looks: [Look]) -> [Place] {
    let densities = looks.map {
      LookDensity($0, extent: Self.extent, elsewhere: Self.elsewhere, disc: disc)
    }
    var places: [Place] = []
    var rest = Array(looks.indices)
    var isFirst = true
    while !rest.isEmpty, places.count < Self.mostPlaces {
      guard let mode = best(rest.map { densities[$0] }) else { break }
      let members = rest.filter { densities[$0].isExplained(by: mode.place) }
      let sorties = Set(members.map { looks[$0].sortie }).count
      guard !members.isEmpty, isFirst || sorties >= minSorties else { break }
      func sided(_ place: SIMD2<Double>) -> [Look] {
        members.map { looks[$0].sided(at: place) }.reshared
      }
      places.append(
        Place(
          looks: sided(mode.place), share: mode.share,
          mirrors: mode.rivals.map { (sided($0.place), $0.share) }))
      rest = rest.filter { !densities[$0].isExplained(by: mode.place) }
      isFirst = false
    }
    guard let first = places.first else { return [Place(looks: looks, share: 1)] }
    let middle = center(of: first)
    func sided(_ place: SIMD2<Double>) -> [Look] { looks.map { $0.sided(at: place) } }
    let whole = Place(
      looks: sided(middle), share: first.share,
      mirrors: first.mirrors.map { (sided(CommonPlace($0.looks).place), $0.share) })
    return isBetter(places, than: whole, looks, densities) ? places : [whole]
  }

  private func center(of place: Place) -> SIMD2<Double> { CommonPlace(place.looks).place }

  private func isBetter(
    _ places: [Place], than whole: Place, _ looks: [Look], _ densities: [LookDensity]
  ) -> Bool {
    guard places.count > 1 else { return false }
    let middles = places.map { center(of: $0) }
    // Measured in what it is then multiplied by: places known to a metre would lie beyond all bounds apart.
    let common = CommonPlace(
      whole.looks.map { look in
        var look = look
        look.covariance = wide(look.covariance)
        return look
      })
    let sorties = looks.reduce(0) { $0 + $1.share }
    var several = -Double(places.count) * log(max(2, sorties))
    var one = 0.0
    for (look, density) in zip(looks, densities) {
      let nearest = middles.map { density.likelihood(of: $0) }.reduce(0, +) / Double(places.count)
      several += look.share * log(nearest)
      let scatter = wide(look.covariance) * common.excess
      one += look.share * scatter.logDensity(at: look.place - common.place)
    }
    return several > one + Self.gain * sorties
  }

  // One place.

  private struct Mode {
    var place: SIMD2<Double>
    var value: Double
    var share = 1.0
    /// What the same looks may tell of instead.
    var rivals: [(place: SIMD2<Double>, share: Double)] = []
  }

  /// The best maximum, with its share among those that lie apart.
  private func best(_ looks: [LookDensity]) -> Mode? {
    // Both sides of every look that begins: a mirror image must not be missed.
    let step = max(1, (looks.count + Self.mostStarts - 1) / Self.mostStarts)
    let starts = stride(from: 0, to: looks.count, by: step).flatMap {
      looks[$0].places
    }
    var found: [Mode] = []
    for start in starts {
      let place = climbed(from: start, looks)
      let value = looks.reduce(0) { $0 + $1.share * log($1.likelihood(of: place)) }
      let isKnown = found.contains { other in
        let way = other.place - place
        return (way * way).sum() < 4 * Self.extent * Self.extent
      }
      if !isKnown { found.append(Mode(place: place, value: value)) }
    }
    guard var top = found.max(by: { $0.value < $1.value }) else { return nil }
    // Places of other looks are no rivals: only what the same looks would tell of as well.
    let own = looks.filter { $0.isExplained(by: top.place) }
    let ownValue = own.reduce(0) { $0 + $1.share * log($1.likelihood(of: top.place)) }
    // Many paths on nearly one line differ in favour of one side by what they are off by, not by what they
    // looked at: beyond eight they are not taken for more.
    let trust = min(1, Self.trusted / max(1, own.reduce(0) { $0 + $1.share }))
    for rival in found where rival.place != top.place {
      let value = own.reduce(0) { $0 + $1.share * log($1.likelihood(of: rival.place)) }
      top.rivals.append((rival.place, exp(min(0, (value - ownValue) * trust))))
    }
    top.share = 1 / top.rivals.reduce(1) { $0 + $1.share }
    top.rivals = top.rivals.map { ($0.place, $0.share * top.share) }
    return top
  }

  private func climbed(from start: SIMD2<Double>, _ looks: [LookDensity]) -> SIMD2<Double> {
    var place = start
    for _ in 0..<50 {
      var precision = Covariance.round(0)
      var sum = SIMD2<Double>.zero
      for look in looks { look.pull(on: place, precision: &precision, sum: &sum) }
      guard precision.determinant > 0 else { return place }
      let next = precision.inverse.times(sum)
      let step = next - place
      place = next
      if (step * step).sum() < 1 { break }
    }
    return place
  }

  private func wide(_ covariance: Covariance) -> Covariance {
    covariance + .round(Self.extent * Self.extent)
  }
}
