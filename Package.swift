// swift-tools-version: 6.2
import PackageDescription

// One settings array for every target: what is unsafe is marked, and a warning is an error.
let checked: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let strict = checked + [.strictMemorySafety()]

// The inner loops run without run-time checks in a release build, which the compiler does not allow together with strict
// memory safety: that is enforced on them by the debug build, which optimises them too, or tests would take minutes.
let kernel =
  checked + [
    .strictMemorySafety(.when(configuration: .debug)),
    .unsafeFlags(["-O"], .when(configuration: .debug)),
    .unsafeFlags(["-Ounchecked"], .when(configuration: .release)),
  ]

// The same folder compiled a second time for newer processors; the engine chooses at start-up.
#if arch(x86_64)
  let kernelVariants: [Target] = [
    .target(
      name: "VoiceKernelsAVX2", dependencies: ["CRealtime", "Realtime", "VoiceState"],
      swiftSettings: kernel + [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])])
  ]
#else
  let kernelVariants: [Target] = []
#endif
let kernels: [Target.Dependency] = ["VoiceKernels"] + kernelVariants.map { .target(name: $0.name) }

// RealtimeSanitizer in the program of a debug build, where Tests/Gates/realtime-sanitizer asks for it: what the compiler
// cannot see into is watched while the integration tests run.
let sanitizer: [LinkerSetting] =
  Context.environment["WAVESINK_REALTIME_SANITIZER"] == "1"
  ? [.unsafeFlags(["-Xclang-linker", "-fsanitize=realtime"], .when(configuration: .debug))] : []

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

// Of FlyingFox the sockets alone: CONTRIBUTING.md says why.
let flyingSocks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")

let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")

// The comparison with libfluidsynth, which make bench and the gate `ratio` build beside the program, of the same modules:
// libfluidsynth is not among what the program needs.
let isBenched = Context.environment["WAVESINK_BENCH"] == "1"
let benchTargets: [Target] =
  isBenched
  ? [
    .systemLibrary(
      name: "CFluidSynth", path: "Bench/Sources/CFluidSynth", pkgConfig: "fluidsynth",
      providers: [.apt(["libfluidsynth-dev"])]),
    .executableTarget(
      name: "wavesink-bench",
      dependencies: [
        "CFluidSynth", "CJack", "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "LV2",
        "Sandbox", "Racks", "AudioFile",
        argumentParser, histogram,
      ], path: "Bench/Sources/wavesink-bench", swiftSettings: strict),
  ] : []

// Optimised in debug builds too: it makes minutes of sound, or looks at them, sample by sample.
let measuring = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A test target of the room that it is named after.
func tests(_ room: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: room + "Tests", dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "wavesink",
  products: [
    .executable(name: "wavesink", targets: ["wavesink"]),
    .library(name: "WavesinkHost", targets: ["JackHost"]),
    .library(name: "WavesinkEngine", targets: ["Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .target(name: "CRealtime"),
    .target(name: "Realtime", dependencies: ["CRealtime"], swiftSettings: strict),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "MIDI", dependencies: ["CZlib", "Realtime"], swiftSettings: strict),
    .target(name: "DLS", dependencies: ["Realtime"], swiftSettings: strict),
    .target(name: "Miniport", dependencies: ["CRealtime", "Realtime", "MIDI"], swiftSettings: strict),
    .target(name: "VoiceState", dependencies: ["CRealtime", "Realtime"], swiftSettings: kernel),
    .target(name: "VoiceKernels", dependencies: ["CRealtime", "Realtime", "VoiceState"], swiftSettings: kernel),
    .target(
      name: "Synthesis", dependencies: ["CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "VoiceState"] + kernels,
      swiftSettings: strict),
    .target(
      name: "Playback", dependencies: ["CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis"],
      swiftSettings: strict),
    .systemLibrary(name: "CLilv", pkgConfig: "lilv-0", providers: [.apt(["liblilv-dev", "lv2-dev"])]),
    .target(name: "LV2", dependencies: ["CLilv", "CRealtime", "Realtime", "MIDI", "Miniport"], swiftSettings: strict),
    .systemLibrary(name: "CSandbox"),
    .target(name: "SandboxProtocol", dependencies: ["CRealtime", "CSandbox"], swiftSettings: strict),
    .target(
      name: "Sandbox",
      dependencies: [
        "CSandbox", "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "LV2",
        "SandboxProtocol",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "wavesink-sandbox",
      dependencies: ["DLS", "Synthesis", "Sandbox", "AudioFile"], swiftSettings: strict),
    .target(
      name: "Racks",
      dependencies: [
        "CRealtime", "Realtime", "MIDI", "Miniport", "Synthesis", "Playback", "LV2", "SandboxProtocol", "Sandbox",
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CJack", pkgConfig: "jack", providers: [.apt(["libjack-jackd2-dev"])]),
    .target(
      name: "JackHost", dependencies: ["CJack", "CRealtime", "Realtime", "MIDI", "Miniport", "Synthesis", "Racks"],
      swiftSettings: strict),
    .target(name: "Doctor", dependencies: ["Realtime", "Synthesis", "JackHost"], swiftSettings: strict),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .target(name: "AudioFile", dependencies: ["CSndFile", "Realtime", "DLS"], swiftSettings: strict),
    .target(
      name: "Latency",
      dependencies: [
        "CJack", "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", histogram,
      ], swiftSettings: strict),
    .systemLibrary(name: "CLo", pkgConfig: "liblo", providers: [.apt(["liblo-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .target(
      name: "Control",
      dependencies: ["CLo", "CXXHash", "Realtime", "MIDI", "Miniport", "Synthesis", "LV2", "Racks", "Yams"],
      swiftSettings: strict),
    // The page's own files are installed beside the program, and served as they are.
    .target(
      name: "Panel", dependencies: ["CSandbox", "Realtime", "Control", flyingSocks], exclude: ["Assets"],
      swiftSettings: strict),
    .executableTarget(
      name: "wavesink",
      dependencies: [
        "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "LV2", "Racks", "JackHost", "Doctor",
        "AudioFile", "Latency", "Control", "Panel",
        argumentParser, logging,
      ], swiftSettings: strict, linkerSettings: sanitizer),
    .executableTarget(name: "preset-generator", dependencies: ["Realtime", "DLS"], swiftSettings: measuring),

    tests("Realtime", ["Realtime"]),
    tests("MIDI", ["CZlib", "Realtime", "MIDI"]),
    tests("DLS", ["Realtime", "DLS"]),
    tests("Miniport", ["Realtime", "MIDI", "Miniport"]),
    tests("Synthesis", ["CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "VoiceState", "Synthesis"] + kernels),
    tests("LV2", ["Realtime", "MIDI", "Miniport", "LV2"]),
    tests(
      "Racks",
      ["Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "LV2", "SandboxProtocol", "Sandbox", "Racks"]),
    tests("Playback", ["Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback"]),
    tests("JackHost", ["Realtime", "MIDI", "Miniport", "Synthesis", "Racks", "JackHost"]),
    tests("Doctor", ["Realtime", "Synthesis", "JackHost", "Doctor"]),
    tests("AudioFile", ["Realtime", "DLS", "AudioFile"]),
    tests("Latency", ["CJack", "CRealtime", "Realtime", "DLS", "Synthesis", "Playback", "Latency"]),
    tests("Panel", ["Realtime", "Control", "Panel"]),
    tests("Control", ["Realtime", "DLS", "MIDI", "Miniport", "Synthesis", "Playback", "LV2", "Racks", "Control"]),
    .testTarget(
      name: "PresetsTests", dependencies: ["Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback"],
      path: "Tests/PresetsTests", swiftSettings: measuring),
    .testTarget(
      name: "CommandTests", dependencies: ["AudioFile", "DLS", "MIDI", "Realtime"], path: "Tests/CommandTests",
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests", dependencies: ["DLS"], path: "Tests/ConformanceTests", swiftSettings: measuring),
    .testTarget(
      name: "IntegrationTests", dependencies: ["CJack", "Realtime", "LV2", "Control"], path: "Tests/Integration",
      swiftSettings: strict),
  ] + kernelVariants + benchTargets
)
