import Tracks

/// How many decimals a column of ours is shown with; nil for all that it has.
///
/// A user's own columns, carried through with the fixes or given as points, are never rounded.
func decimals(ofColumn name: String, kind: RecordKind) -> Int? {
  switch kind {
  case .points, .trailer: return nil
  case .fixes where Measure(rawValue: name) == nil && !["lon", "lat", "x", "y"].contains(name):
    return nil
  default: break
  }
  if ["lon", "lat", "x", "y"].contains(name) { return name.count == 1 ? 3 : coordinateDecimals }
  let rules: [(ending: String, decimals: Int)] = [
    ("_lon", coordinateDecimals), ("_lat", coordinateDecimals), ("_mps", 3), ("_deg", 2),
    ("_m2", 2), ("_m", 2), ("_s", 3), ("score", 4), ("overlap", 4), ("turns", 2),
  ]
  return rules.first { name.hasSuffix($0.ending) }?.decimals
}

/// Decimals of degrees: 1 cm on the ground, what RFC 7946 §11.2 calls more than enough.
let coordinateDecimals = 7
