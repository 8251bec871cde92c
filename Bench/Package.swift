// swift-tools-version: 6.2
import PackageDescription

// The micro-benchmarks, a package of their own: their plug-in builds with other settings, and what only measures is not among
// the program's dependencies. The comparison with libfluidsynth is in the program's package, where WAVESINK_BENCH=1 is set.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "wavesink-micro",
  dependencies: [
    .package(name: "wavesink", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CAllocations"),
    .executableTarget(
      name: "MicroBenchmarks",
      dependencies: [
        "CAllocations",
        .product(name: "WavesinkEngine", package: "wavesink"),
        .product(name: "Benchmark", package: "benchmark"),
      ], path: "Benchmarks/MicroBenchmarks", swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
