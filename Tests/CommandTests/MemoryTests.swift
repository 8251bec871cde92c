// SPDX-License-Identifier: MIT
// What the program takes of memory for what it is given.

import Foundation
import Testing

@Suite struct MemoryTests {
  /// Tracks of 2 MiB, each dense in its own way. The quantity 81 80 80 00 is 2²¹.
  private static let tracks: [String: [UInt8]] = [
    "notes under running status": [0, 0x90, 60, 1] + repeated([1, 60, 1], 700_000),
    "clocks in an escape": [0, 0xF7, 0x81, 0x80, 0x80, 0x00] + Array(repeating: 0xF8, count: 1 << 21),
    "one System Exclusive message":
      [0, 0xF0, 0x81, 0x80, 0x80, 0x00] + Array(repeating: 1, count: (1 << 21) - 1) + [0xF7],
    "short System Exclusive messages": repeated([0, 0xF0, 0x0A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xF7], 160_000),
  ]

  // Without a server the program reads its song, says that there is none, and ends: what it holds is the song.
  @Test(arguments: tracks.keys.sorted())
  func `a song takes no more than four times its size in memory`(kind: String) throws {
    let folder = try Workplace().folder
    let song = try TestSong.song([#require(Self.tracks[kind])])
    try folder.write(song, to: "dense.mid")
    let small = try peakByteCount(of: "song.mid", in: folder)
    let factor = try Double(peakByteCount(of: "dense.mid", in: folder) - small) / Double(song.count)
    // Far below one the song would not have been read at all; what reading has freed is used again.
    #expect(factor > 0.5 && factor < 4, "\(factor) times")
  }

  private func peakByteCount(of song: String, in folder: TemporaryFolder) throws -> Int {
    var peak = 0
    let run = try WavesinkRun(["play", song, "--bank", "bank.dls"], in: folder) { process in
      // What the system has for a process that has ended is no longer there.
      while let now = residentByteCount(of: process) {
        peak = now
        usleep(1000)
      }
    }
    #expect(run.status == 69 && run.warnings.isEmpty, "\(run.errors)")
    return peak
  }

  /// The most memory that a process has had so far; nil when it has ended.
  private func residentByteCount(of process: pid_t) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { !$0.isNumber }.first.flatMap { Int($0) }.map { 1024 * $0 }
  }

  private static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    Array(repeatElement(bytes, count: count).joined())
  }
}
