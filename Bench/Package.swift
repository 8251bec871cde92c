// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what only measures is not among the program's dependencies.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "wavesink-bench",
  dependencies: [
    .package(name: "wavesink", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CFluidSynth", pkgConfig: "fluidsynth", providers: [.apt(["libfluidsynth-dev"])]),
    .executableTarget(
      name: "wavesink-bench",
      dependencies: [
        "CFluidSynth",
        .product(name: "WavesinkEngine", package: "wavesink"),
        .product(name: "WavesinkAudioFile", package: "wavesink"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ], swiftSettings: strict),
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
