// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that nobody who depends on `dwell` fetches what only benchmarks need.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "dwell", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its traits: the malloc and runtime interposers are not needed to measure time.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // Seeded point sets, the same on every machine.
    .target(
      name: "BenchmarkData",
      dependencies: [.product(name: "DwellSimulation", package: "dwell")]),
    // The kernels of clustering by themselves, and the plain loops they stand for.
    .target(
      name: "KernelContest",
      dependencies: ["BenchmarkData", .product(name: "DwellKernels", package: "dwell")]),
    // One call a measurement, JSON out: what the scripts drive.
    .executableTarget(
      name: "Measure",
      dependencies: [
        "BenchmarkData", "KernelContest",
        .product(name: "DwellClustering", package: "dwell"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Times the reading of a file: what `formats/run.sh` drives.
    .executableTarget(
      name: "ReadFiles", dependencies: [.product(name: "DwellTelemetry", package: "dwell")]),
    // Times the search for visits, path by path.
    .executableTarget(
      name: "DetectPaths", dependencies: [.product(name: "DwellDetection", package: "dwell")]),
    // One file a question.
    .executableTarget(
      name: "ClusteringBenchmarks",
      dependencies: [
        "BenchmarkData", "KernelContest",
        .product(name: "DwellClustering", package: "dwell"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/ClusteringBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
