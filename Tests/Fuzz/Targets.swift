
// Behind the program's own manifest, by Scripts/fuzz: the rooms as they are, and the fuzz targets over them. What needs
// packages from elsewhere is left out, so that nothing is fetched.
package.dependencies = []
package.products = []
package.targets.removeAll { $0.type == .test || $0.name == "wavesink" || $0.name == "preset-generator" }

let fuzzed: [Target.Dependency] = ["CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback"]
package.targets += [
  .target(name: "CFuzz", path: "Fuzz/CFuzz"),
  .target(name: "Harness", dependencies: fuzzed + ["CFuzz"], path: "Fuzz/Harness", swiftSettings: strict),
]
package.targets += ["dls", "song"].map {
  .executableTarget(
    name: "fuzz-" + $0, dependencies: fuzzed + ["CFuzz", "Harness"], path: "Fuzz/fuzz-" + $0, swiftSettings: strict)
}
