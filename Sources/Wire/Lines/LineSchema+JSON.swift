import Tracks

extension LineSchema {
  /// The line `{"schema":{…}}`, its end included.
  func line(version: String, settings: [String]) -> [UInt8] {
    var bytes = Array(#"{"schema":{"dwell":"\#(kind.rawValue)","version":"#.utf8)
    JSONText.append(version, to: &bytes)
    bytes.append(contentsOf: #","settings":"#.utf8)
    bytes.append(contentsOf: JSONText.list(settings).utf8)
    if let crs {
      bytes.append(contentsOf: #","crs":"#.utf8)
      JSONText.append(crs, to: &bytes)
    }
    bytes.append(contentsOf: #","columns":"#.utf8)
    JSONText.append(places, to: &bytes) { place, bytes in
      bytes.append(contentsOf: #"{"name":"#.utf8)
      JSONText.append(place.name, to: &bytes)
      bytes.append(contentsOf: #","type":"\#(place.type.rawValue)""#.utf8)
      bytes.append(contentsOf: (place.isInternal ? #","internal":true}"# : "}").utf8)
    }
    bytes.append(contentsOf: "}}\n".utf8)
    return bytes
  }

  /// Reads the object of a schema line; nil when it is damaged.
  init?(_ object: JSONValue) {
    guard let kind = object["dwell"]?.text.flatMap(RecordKind.init(rawValue:)),
      let columns = object["columns"]?.elements
    else { return nil }
    self.init(knownOf: .trailer)
    self.kind = kind
    crs = object["crs"]?.text
    for column in columns {
      guard let name = column["name"]?.text,
        let type = column["type"]?.text.flatMap(LineType.init(rawValue:))
      else { return nil }
      places.append(Place(name: name, type: type, isInternal: column["internal"] == .truth(true)))
    }
  }
}
