// SPDX-License-Identifier: MIT
// The programs that render a song, and what one run of them takes.

import Foundation

/// One run of a program that rendered a song.
struct SongRun {
  let soundSeconds: Double
  /// Milliseconds of processor time, and on the wall clock, for each second of sound.
  let processorCost: Double
  let wallCost: Double

  /// `file`: raw samples of 32 bits, two channels.
  init(_ run: ProgramRun, file: URL) throws {
    let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
    soundSeconds = Double(size) / Double(8 * BenchSettings.rate)
    guard soundSeconds > 1 else { throw BenchError.program("a program wrote no song to \(file.path)") }
    processorCost = 1000 * run.processorSeconds / soundSeconds
    wallCost = 1000 * run.wallSeconds / soundSeconds
  }
}

/// Both programs.
struct SongPrograms {
  private let wavesink: URL
  private let fluidsynth: URL

  /// Nil where one is missing.
  init?() {
    guard let wavesink = ProgramRun.find("wavesink"), let fluidsynth = ProgramRun.find("fluidsynth") else { return nil }
    self.wavesink = wavesink
    self.fluidsynth = fluidsynth
  }

  func ours(song: String, bank: String) throws -> SongRun {
    try toFile { file in
      try ProgramRun(
        wavesink,
        [
          "render", song, "--bank", bank, "--rate", String(BenchSettings.rate), "--interpolation", "cubic",
          "--format", "float", "--output", file,
        ])
    }
  }

  /// Its interpolation is of 4th order by default, and it has as many voices as ours.
  func peer(song: String, bank: String) throws -> SongRun {
    try toFile { file in
      try ProgramRun(
        fluidsynth,
        [
          "-ni", "-q", "-r", String(BenchSettings.rate), "-R", "1", "-C", "1", "-O", "float", "-T", "raw", "-F", file,
          bank, song,
        ])
    }
  }

  private func toFile(_ render: (String) throws -> ProgramRun) throws -> SongRun {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("wavesink-bench-\(ProcessInfo.processInfo.processIdentifier).raw")
    defer { try? FileManager.default.removeItem(at: file) }
    return try SongRun(try render(file.path), file: file)
  }
}
