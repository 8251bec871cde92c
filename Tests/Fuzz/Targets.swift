// SPDX-License-Identifier: MIT
// Behind the program's own manifest, by Scripts/fuzz: the rooms as they are, and the fuzz targets over them. What needs
// packages from elsewhere is left out, so that nothing is fetched.
package.dependencies = []
package.products = []
package.targets.removeAll {
  $0.type == .test || ["Control", "Panel", "Latency", "wavesink", "preset-generator"].contains($0.name)
}

// libFuzzer looks at the ways through the readers. Through the engine it would only make every input ten times as slow:
// what the engine does is checked, not searched.
let readers = ["DLS", "MIDI"]
for target in package.targets where target.type == .regular {
  let sanitizers = readers.contains(target.name) ? "fuzzer,address" : "address"
  target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=" + sanitizers])]
}

let rooms: [Target.Dependency] = [
  "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "AudioFile",
]
let sanitized = strict + [.unsafeFlags(["-sanitize=address"])]
package.targets += [
  .target(name: "CFuzz", path: "Fuzz/CFuzz"),
  .target(name: "Harness", dependencies: rooms + ["CFuzz"], path: "Fuzz/Harness", swiftSettings: sanitized),
]
package.targets += ["dls", "song", "soundfont", "xmf"].map {
  .executableTarget(
    name: "fuzz-" + $0, dependencies: rooms + ["CFuzz", "Harness"], path: "Fuzz/fuzz-" + $0, swiftSettings: sanitized,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])])
}
