import Detection
import Export
import Tracks
import Yams

/// Priors of look regions as a file: YAML, of which JSON is a part.
enum PriorsFile {
  private static let sensor = "sensor-sigma-m"
  private static let angle = "sensor-deg"

  /// Each prior by its name in the file.
  private static let shapes:
    [(name: String, path: any WritableKeyPath<LookPriors, LookPrior> & Sendable)] = [
      ("circle", \.circle), ("racetrack", \.racetrack), ("figure-eight", \.figureEight),
      ("stop", \.stop),
    ]

  /// The priors of a file; what it does not name keeps its default.
  ///
  /// - Throws: No input when there is no such file; a usage error with the line where a name or number is
  ///   wrong.
  static func read(_ path: String) throws(DwellError) -> LookPriors {
    let source = try FileSource(path: path)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, upTo: 65_536) > 0 {}
    guard let root = try? Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)),
      let entries = root.mapping
    else {
      throw DwellError(
        .usage,
        "\(path): holds no priors; take a file that 'dwell calibrate FILES -o priors.yaml' made")
    }
    var priors = LookPriors()
    for (key, value) in entries {
      let place = "\(path):\(key.mark?.line ?? 0)"
      let name = key.string ?? ""
      if name == sensor {
        priors.sensorSigma = try number(value, sensor, place, least: 0.01)
      } else if name == angle {
        priors.sensorDegrees = try number(value, angle, place, least: 0)
      } else if let shape = shapes.first(where: { $0.name == name }) {
        priors[keyPath: shape.path] = try prior(
          value, place, of: name, default: priors[keyPath: shape.path])
      } else {
        throw DwellError(
          .usage,
          "\(place): '\(name)' is no prior: there are "
            + shapes.map(\.name).joined(separator: ", ") + ", \(sensor) and \(angle)")
      }
    }
    return priors
  }

  private static func prior(
    _ node: Node, _ place: String, of shape: String, default old: LookPrior
  ) throws(DwellError) -> LookPrior {
    var prior = old
    guard let fields = node.mapping else {
      throw DwellError(.usage, "\(place): \(shape): its numbers are 'along: 0.4' and so on")
    }
    for (key, value) in fields {
      let name = key.string ?? ""
      let line = "\(place): \(shape)"
      switch name {
      case "along": prior.along = try number(value, name, line, least: 1e-6)
      case "across": prior.across = try number(value, name, line, least: 0)
      case "across-spread": prior.acrossSpread = try number(value, name, line, least: 1e-6)
      case "least": prior.least = try number(value, name, line, least: 0)
      case "sizes":
        var base = prior
        base.sizes = []
        guard let nodes = value.sequence else {
          throw DwellError(.usage, "\(line): sizes: a list of priors, each with its 'least: 100'")
        }
        prior.sizes = try nodes.map { node throws(DwellError) in
          try self.prior(node, line, of: "sizes", default: base)
        }.sorted { $0.least < $1.least }
      case "visits":
        prior.visits = Int(Int64(clampedRounding: try number(value, name, line, least: 0)))
      case "unit":
        guard let unit = LookPrior.Unit(rawValue: value.string ?? "") else {
          throw DwellError(
            .usage, "\(line): unit '\(value.string ?? "")': it is 'axes' or 'metres'")
        }
        prior.unit = unit
      default:
        throw DwellError(
          .usage,
          "\(line): '\(name)' is not known: there are along, across, across-spread, unit, visits, least, "
            + "sizes")
      }
    }
    return prior
  }

  private static func number(
    _ node: Node, _ name: String, _ place: String, least: Double
  ) throws(DwellError) -> Double {
    guard let value = node.float, value.isFinite, value >= least else {
      throw DwellError(
        .usage, "\(place): \(name) '\(node.string ?? "")': give a number of \(least) or more")
    }
    return value
  }

  /// The priors as YAML with a word on each, or as JSON where the path ends so.
  static func text(_ priors: LookPriors, isJSON: Bool) -> String {
    var lines: [String] = []
    if !isJSON {
      lines = [
        "# Where places lie that are watched from a path, for 'dwell detect --priors'.",
        "# along, across: standard deviation and middle of the offset from the path's centre, along and",
        "# across its major axis, in its axes or in metres; 95 % lie within 2.448 of them.",
        "# visits: those it was learnt from; 0 is a default. sizes: of paths whose semi-minor axis or radius",
        "# is 'least' metres or more, up to 3.16 times that. sensor-…: what a camera's own frame centre is off by,",
        "# in metres whatever the distance, and in degrees of its line of sight.",
      ]
    }
    let quote = isJSON ? "\"" : ""
    var entries = shapes.map { shape in
      let prior = priors[keyPath: shape.path]
      var fields = fields(prior, quote)
      if !prior.sizes.isEmpty {
        let sizes = prior.sizes.map { size in
          "{\(quote)least\(quote): \(text(size.least)), \(self.fields(size, quote))}"
        }
        fields += ",\n  \(quote)sizes\(quote): [\n    \(sizes.joined(separator: ",\n    "))]"
      }
      return "\(quote)\(shape.name)\(quote): {\(fields)}"
    }
    entries.append("\(quote)\(sensor)\(quote): \(text(priors.sensorSigma))")
    entries.append("\(quote)\(angle)\(quote): \(text(priors.sensorDegrees))")
    lines += isJSON ? ["{" + entries.joined(separator: ",\n ") + "}"] : entries
    return lines.joined(separator: "\n") + "\n"
  }

  /// The numbers of a prior, whatever the size.
  private static func fields(_ prior: LookPrior, _ quote: String) -> String {
    let fields = [
      ("along", text(prior.along)), ("across", text(prior.across)),
      ("across-spread", text(prior.acrossSpread)), ("unit", quote + prior.unit.rawValue + quote),
      ("visits", "\(prior.visits)"),
    ]
    return fields.map { "\(quote)\($0.0)\(quote): \($0.1)" }.joined(separator: ", ")
  }

  /// Four digits after the point are more than enough.
  private static func text(_ value: Double) -> String {
    let thousandths = Int64(clampedRounding: value * 10_000)
    return "\(Double(thousandths) / 10_000)"
  }
}
