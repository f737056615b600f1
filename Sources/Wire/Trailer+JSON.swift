import Tracks

extension Trailer {
  /// The line `{"trailer":{…}}`, its end included.
  var line: [UInt8] {
    var bytes = Array(#"{"trailer":{"rows":\#(rows),"status":"#.utf8)
    JSONText.append(status, to: &bytes)
    bytes.append(contentsOf: #","tallies":"#.utf8)
    JSONText.append(tallies, to: &bytes) { item, bytes in
      bytes.append(contentsOf: #"{"stage":"#.utf8)
      JSONText.append(item.stage, to: &bytes)
      bytes.append(contentsOf: #","counts":{"#.utf8)
      for (index, name) in item.tally.names.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(name, to: &bytes)
        bytes.append(contentsOf: ":\(item.tally[name])".utf8)
      }
      bytes.append(contentsOf: "}}".utf8)
    }
    bytes.append(contentsOf: "}}\n".utf8)
    return bytes
  }

  /// Reads the object of a trailer line; nil when it is damaged.
  init?(_ object: JSONValue) {
    guard let rows = object["rows"]?.integer, let status = object["status"]?.text,
      let items = object["tallies"]?.elements
    else { return nil }
    self.init(rows: Int(rows), status: status)
    for item in items {
      guard let stage = item["stage"]?.text, case .object(let members)? = item["counts"] else {
        return nil
      }
      var tally = Tally()
      for member in members {
        guard let count = member.value.integer else { return nil }
        tally.count(member.key, Int(count))
      }
      tallies.append((stage, tally))
    }
  }
}
