import ArgumentParser

/// `measure`: one measurement a call, its result as one line of JSON or a table.
///
/// The scripts beside this package drive it, so that rivals in other languages are timed on the same
/// arrays in the same run.
@main
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the clustering core.",
    subcommands: [
      Generate.self, ClusterFile.self, Kernels.self, Scaling.self, Radii.self, Roofline.self,
    ])
}
