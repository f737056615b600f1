import Tracks

/// A unique id for each place: its own, the first of these properties, or one made of the prefix
/// and the place's number.
/// - Throws: When two places give the same.
func identifiers(
  of places: [Place], properties: [String], prefix: String, path: String
) throws(DwellError) -> [String] {
  var owner: [String: String] = [:]
  for place in places {
    guard let id = place.property(properties) else { continue }
    if let first = owner.updateValue(place.label, forKey: id) {
      throw DwellError(
        .badData,
        "\(path): \(place.label): '\(id)' is already \(first): make them differ, or take it out")
    }
  }
  var ids: [String] = []
  for (index, place) in places.enumerated() {
    if let id = place.property(properties) {
      ids.append(id)
      continue
    }
    // A number that someone already gave by hand is passed over.
    var number = index + 1
    while owner["\(prefix)-\(number)"] != nil { number += places.count }
    let id = "\(prefix)-\(number)"
    owner[id] = place.label
    ids.append(id)
  }
  return ids
}
