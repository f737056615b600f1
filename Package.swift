// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is held to these.
///
/// Tools-version 6.2 or later is needed for `strictMemorySafety` and so that packages may depend on
/// this one by version.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// The kernels of clustering once more, for the wide vectors of newer x86-64 processors: the same source,
/// compiled for `level` of the x86-64 levels and always optimised.
///
/// Unsafe flags keep a package from being a dependency by version only up to tools-version 6.1: this one
/// was tried as one, by a package of tools-version 6.0. So no C with target attributes is needed.
func wideKernels(_ name: String, level: String) -> Target {
  .target(
    name: name,
    swiftSettings: strict + [.unsafeFlags(["-O", "-Xcc", "-march=x86-64-\(level)"])])
}

#if arch(x86_64)
  let wide = [
    wideKernels("ClusteringKernelsAVX2", level: "v3"),
    wideKernels("ClusteringKernelsAVX512", level: "v4"),
  ]
#else
  let wide: [Target] = []
#endif

/// The targets stand in the order in which data flows through them: the manifest is the map.
let package = Package(
  name: "dwell",
  products: [
    .executable(name: "dwell", targets: ["DwellTool"]),
    .library(name: "Dwell", targets: ["Dwell"]),
    .library(name: "DwellWire", targets: ["Wire", "Tracks"]),
    .library(name: "DwellClustering", targets: ["Clustering"]),
    .library(name: "DwellDetection", targets: ["Detection", "Projection", "Tracks"]),
    .library(name: "DwellTelemetry", targets: ["Telemetry", "Tracks"]),
    .library(name: "DwellSimulation", targets: ["Simulation", "Tracks"]),
    // For `Benchmarks`, which times the kernels by themselves.
    .library(name: "DwellKernels", targets: ["ClusteringKernels"] + wide.map { $0.name }),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Debian libraries.
    .systemLibrary(
      name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
    .systemLibrary(
      name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CYAJL", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"]), .brew(["yajl"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),

    // Instructions that Swift has no words for.
    .target(name: "CByteMasks"),

    // The words.
    .target(name: "Tracks", swiftSettings: strict),

    // Telemetry to fixes, fixes to visits.
    .target(
      name: "Telemetry",
      dependencies: ["Tracks", "CByteMasks", "CZlib", "CZstd", "CYAJL", "CExpat"],
      swiftSettings: strict),
    .target(name: "Cleaning", dependencies: ["Tracks"], swiftSettings: strict),
    .target(name: "Projection", dependencies: ["Tracks", "CPROJ"], swiftSettings: strict),
    .target(name: "Detection", dependencies: ["Tracks"], swiftSettings: strict),

    // Visits to areas.
    .target(name: "CProcessor"),
    .target(name: "ClusteringKernels", swiftSettings: strict),
    .target(
      name: "Clustering",
      dependencies: ["Tracks", "CProcessor", "ClusteringKernels"]
        + wide.map { .byName(name: $0.name) },
      swiftSettings: strict),
    .target(name: "Geometry", dependencies: ["Tracks", "CGEOS"], swiftSettings: strict),
    .target(name: "Fencing", dependencies: ["Tracks", "Geometry"], swiftSettings: strict),
    .target(name: "Outlining", dependencies: ["Tracks", "Geometry"], swiftSettings: strict),
    .target(name: "Matching", dependencies: ["Tracks", "Geometry"], swiftSettings: strict),

    // In and out.
    .target(name: "Wire", dependencies: ["Tracks"], swiftSettings: strict),
    .target(
      name: "Places", dependencies: ["Tracks", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Export", dependencies: ["Tracks", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(name: "Simulation", dependencies: ["Tracks"], swiftSettings: strict),

    // The face.
    .target(
      name: "Dwell",
      dependencies: [
        "Tracks", "Telemetry", "Cleaning", "Projection", "Detection", "Clustering", "Geometry",
        "Fencing", "Outlining", "Matching", "Wire", "Places", "Export", "Simulation", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(name: "DwellTool", dependencies: ["Dwell"], swiftSettings: strict),

    // Tests mirror the targets.
    .target(
      name: "TestSupport", dependencies: ["Tracks"], path: "Tests/TestSupport",
      swiftSettings: strict),
  ] + wide + tests,
  swiftLanguageModes: [.v6]
)

/// One test target a target, each with what it needs beside.
var tests: [Target] {
  let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
  let needs: [(String, [Target.Dependency])] = [
    ("Tracks", []), ("Telemetry", []), ("Cleaning", []), ("Projection", []),
    ("Detection", ["Cleaning", "Projection", "Simulation"]), ("Clustering", []), ("Geometry", []),
    ("Fencing", []), ("Outlining", []),
    ("Matching", []), ("Wire", []), ("Places", [grdb]), ("Export", [grdb]), ("Simulation", []),
    ("Dwell", []), ("DwellTool", ["Dwell"]),
  ]
  // What is no Swift: scripts of independent implementations, and the command line as text.
  let others = [
    "Clustering": "Oracles", "Detection": "Oracles", "Geometry": "Oracles", "Outlining": "Oracles",
    "Telemetry": "Oracles", "Wire": "Oracles", "DwellTool": "Cases",
  ]
  return needs.map { name, more in
    .testTarget(
      name: name + "Tests",
      dependencies: ["TestSupport", .byName(name: name)] + (name == "Tracks" ? [] : ["Tracks"])
        + more,
      exclude: others[name].map { [$0] } ?? [], swiftSettings: strict)
  }
}
