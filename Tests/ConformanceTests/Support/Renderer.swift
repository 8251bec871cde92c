// SPDX-License-Identifier: MIT
// Renders a song with a collection, as a person would: by a program. The test's thread, which waits.

import Foundation
import Glibc

/// A program that turns a song and collections into sound.
enum Renderer: Sendable {
  case wavesink
  case fluidSynth

  /// Why there is no sound.
  struct Refusal: Error, CustomStringConvertible { let description: String }

  /// Where the program is; nil where it is not installed.
  var path: String? {
    switch self {
    case .wavesink:
      return Self.wavesinkWithoutBank
    case .fluidSynth:
      return (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/fluidsynth" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
  }

  /// A copy of the program, in a place where it finds no built-in bank: what is not in a probe's file must not sound.
  private static let wavesinkWithoutBank: String = {
    let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let original = ProcessInfo.processInfo.environment["WAVESINK_BINARY"] ?? beside.appending(path: "wavesink").path
    let folder = FileManager.default.temporaryDirectory.appending(path: "wavesink-probed-\(getpid())").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let copy = folder + "/wavesink"
    // By another process: a program that this one has open for writing, or a child just born, cannot be started.
    precondition((try? run(["/bin/cp", original, copy], in: folder)) == 0, "there is no \(original) to test")
    atexit {
      let folder = URL(fileURLWithPath: Renderer.wavesinkWithoutBank).deletingLastPathComponent()
      try? FileManager.default.removeItem(at: folder)
    }
    return copy
  }()

  /// What comes out at 48 kHz; as long as the song.
  func render(_ song: ProbeSong, _ banks: [[UInt8]], _ options: [String] = []) throws -> Sound {
    let folder = FileManager.default.temporaryDirectory.appending(path: "wavesink-conformance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(song.bytes).write(to: folder.appending(path: "song.mid"))
    for (index, bank) in banks.enumerated() { try Data(bank).write(to: folder.appending(path: "\(index).dls")) }
    let files = banks.indices.map { "\($0).dls" }
    guard let path else { throw Refusal(description: "not installed") }
    let status = try Self.run(["timeout", "120", path] + arguments(files) + options, in: folder.path)
    let errors = String(decoding: (try? Data(contentsOf: folder.appending(path: "errors"))) ?? Data(), as: UTF8.self)
    guard status == 0 else { throw Refusal(description: "status \(status): \(errors)") }
    if self == .fluidSynth, ["not a SoundFont", "Failed to load", "failed to load"].contains(where: errors.contains) {
      throw Refusal(description: errors)
    }
    return try Sound(interleaved: Data(contentsOf: folder.appending(path: "out.raw")), frames: song.frames)
  }

  private func arguments(_ banks: [String]) -> [String] {
    switch self {
    case .wavesink:
      ["render", "song.mid", "--no-effects", "--gain", "0", "--format", "float", "--tail", "0", "-o", "out.raw"]
        + banks.flatMap { ["--bank", $0] }
    case .fluidSynth:
      ["-n", "-i", "-R", "0", "-C", "0", "-g", "1", "-r", "48000", "-T", "raw", "-O", "float", "-F", "out.raw"]
        + ["-o", "synth.default-soundfont=none"] + banks + ["song.mid"]
    }
  }

  /// Runs a program to its end in a folder, its errors in a file there; its exit status, 128 and more for a signal.
  private static func run(_ words: [String], in folder: String) throws -> Int32 {
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\" </dev/null >output 2>errors", folder]
    let alone = ["WAVESINK_DATA": folder, "JACK_NO_START_SERVER": "1"]
    let environment = ProcessInfo.processInfo.environment.merging(alone) { $1 }
    let arguments = unsafe (shell + words).map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
    var process = pid_t()
    guard unsafe posix_spawn(&process, shell[0], nil, nil, arguments, variables) == 0 else {
      throw Refusal(description: "no shell")
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
