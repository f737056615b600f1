// swift-tools-version: 6.2
import PackageDescription

/// Fuzzing of the readers: `make fuzz` builds and runs it (run.sh).
///
/// It is a package of its own since a fuzz target in the main manifest would break plain builds.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "dwell", path: "../..")],
  targets: [
    .executableTarget(
      name: "Fuzz", dependencies: [.product(name: "DwellTelemetry", package: "dwell")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"]), .strictMemorySafety()])
  ],
  swiftLanguageModes: [.v6]
)
