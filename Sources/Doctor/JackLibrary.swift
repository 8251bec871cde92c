// SPDX-License-Identifier: MIT
// Whose libjack this program has loaded. Control thread.

/// The JACK library of this process: JACK's own, or PipeWire's, which `pw-jack` puts in its place.
struct JackLibrary: Equatable {
  /// Who made it.
  enum Kind: String { case jack, pipeWire = "pipewire" }

  /// Where it lies; nil where none is loaded.
  let path: String?
  let kind: Kind

  /// The maps of a process: lines that end with the path of what is mapped. The path alone does not tell, for some
  /// systems put PipeWire's library where JACK's was; but it brings PipeWire's client library with it.
  init(_ files: SystemFiles) {
    let maps = (files.text("/proc/self/maps") ?? "").split(separator: "\n")
    let paths = maps.compactMap { line in line.firstIndex(of: "/").map { line[$0...] } }
    func first(_ name: String) -> String? {
      paths.first { ($0.split(separator: "/").last ?? "").hasPrefix(name) }.map(String.init)
    }
    path = first("libjack.so")
    kind = first("libpipewire-0.3.so") == nil ? .jack : .pipeWire
  }

  var finding: Finding {
    let whose = kind == .jack ? "JACK's own" : "PipeWire's"
    return Finding(
      "jack_library", "JACK library", path == nil ? .bad : .good,
      path.map { "\(whose), \($0)" } ?? "none is loaded",
      advice: path == nil ? "sudo apt install libjack-jackd2-0" : nil,
      values: ["kind": .text(kind.rawValue), "path": .name(path)])
  }
}
