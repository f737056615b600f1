/// Every stage there is, in the order of the flow: the one list behind the subcommands, the pipeline
/// files and `dwell stages`.
public enum StageRegistry {
  /// The stages.
  public static let all: [any Stage.Type] = [
    Read.self, Clean.self, Project.self, Fence.self, Detect.self, Cluster.self, Outline.self,
    Match.self, Write.self,
  ]

  /// The stage of a name.
  public static func stage(named name: String) -> (any Stage.Type)? {
    all.first { $0.name == name }
  }

  /// What to say of a name that no stage (or command) has: `; did you mean 'cluster'?`.
  static func hint(for name: String, among names: [String] = all.map { $0.name }) -> String {
    let near = names.map { ($0, editDistance($0, name)) }.min { $0.1 < $1.1 }
    if let near, near.1 <= 2 { return "; did you mean '\(near.0)'?" }
    return "; known are \(names.joined(separator: ", "))"
  }

  /// Insertions, deletions and substitutions from one word to another (Wagner & Fischer 1974).
  private static func editDistance(_ left: String, _ right: String) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let cost = a == b ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[right.count]
  }
}
