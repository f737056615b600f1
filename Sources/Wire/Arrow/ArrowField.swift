/// One column of an Arrow schema, or the child of one.
struct ArrowField: Equatable {
  /// Its name.
  var name: String
  /// The type of its values; of its dictionary's values when it has one.
  var type: ArrowType
  /// How it refers to a dictionary, when it does.
  var dictionary: ArrowDictionary?
  /// The fields inside: the element of a list, the members of a struct.
  var children: [ArrowField] = []
  /// What is said about it: extension type, `dwell.internal`.
  var metadata: [(key: String, value: String)] = []

  /// The first value of a key in the metadata.
  func note(_ key: String) -> String? { metadata.first { $0.key == key }?.value }

  /// Equal in all that decides whether two columns can share a stream.
  static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.type == right.type && left.dictionary == right.dictionary
      && left.children == right.children
      && left.metadata.elementsEqual(right.metadata) { $0 == $1 }
  }
}

/// How a column refers to a dictionary.
struct ArrowDictionary: Equatable {
  /// Which dictionary.
  var id: Int64
  /// Bits of an index.
  var bits: Int
  /// Whether indices are signed.
  var isSigned: Bool
}

/// The words that `dwell` and GeoArrow put into Arrow metadata.
enum Note {
  /// Schema: the kind of record.
  static let kind = "dwell.kind"
  /// Schema: the version of dwell.
  static let version = "dwell.version"
  /// Schema: the arguments of the stages so far, a JSON list of texts.
  static let settings = "dwell.settings"
  /// Schema: the system of `x` and `y` where it is one.
  static let crs = "dwell.crs"
  /// Field: `true` for columns that only stages see.
  static let isInternal = "dwell.internal"
  /// Field: the extension type.
  static let extensionName = "ARROW:extension:name"
  /// Field: the extension type's parameters.
  static let extensionMetadata = "ARROW:extension:metadata"
  /// Well-known binary geometry (geoarrow.org, "GeoArrow extension types").
  static let wellKnownBinary = "geoarrow.wkb"
  /// Longitude and latitude in this order, WGS 84.
  static let longitudeLatitude = #"{"crs":"OGC:CRS84","crs_type":"authority_code"}"#
}
