// SPDX-License-Identifier: MIT
// --tuning: a scale that tunes every part, and files that are none.

import AudioFile
import Foundation
import Testing

@Suite struct TuningTests {
  /// One second of the sine that has 441 Hz at key 69.
  private static let note = TestSong.song([
    TestSong.event(0, 0xC0, 1), TestSong.event(0, 0x90, 69, 127), TestSong.event(1000, 0x80, 69, 0),
  ])

  /// The frequency of the sound, from its first to its last rise through zero.
  private static func hertz(_ samples: [Double], rate: Double = 48_000) -> Double {
    var crossings: [Double] = []
    for frame in 1..<47_000 where samples[frame - 1] < 0 && samples[frame] >= 0 {
      crossings.append(Double(frame) - samples[frame] / (samples[frame] - samples[frame - 1]))
    }
    guard let first = crossings.first, let last = crossings.last else { return 0 }
    return Double(crossings.count - 1) / (last - first) * rate
  }

  @Test func `a scale moves a key by what it says`() throws {
    let place = try Workplace(song: Self.note)
    // A sixth of 5/3 over middle C, not of 900 cents.
    let scale = "! sixth\nOne just sixth\n 12\r\n" + (1...12).map { $0 == 9 ? "5/3\n" : "\($0)00.0\n" }.joined()
    try place.folder.write(Array(scale.utf8), to: "sixth.scl")
    _ = try place.render("--no-effects")
    let usual = Self.hertz(try place.sound().channels[0].map { Double($0) })
    _ = try place.render("--no-effects", "--tuning", "sixth.scl")
    let tuned = Self.hertz(try place.sound().channels[0].map { Double($0) })
    #expect(abs(1200 * log2(usual / 441)) < 0.1)
    #expect(abs(1200 * log2(tuned / 441) - (1200 * log2(5.0 / 3) - 900)) < 0.1)
  }

  @Test(arguments: ["render", "play", "run"])
  func `a file that is no scale is refused with its line`(command: String) throws {
    let place = try Workplace()
    try place.folder.write(Array("! a\nfifths\n2\n3/2\nx/y\n".utf8), to: "bad.scl")
    let song = command == "run" ? [] : ["song.mid"]
    for (name, sentence) in [("bad.scl", "line 5: \"x/y\" stands where a pitch"), ("none.scl", "none.scl")] {
      let run = try WavesinkRun([command] + song + ["--bank", "bank.dls", "--tuning", name], in: place.folder)
      expectFailure(run, status: 65)
      #expect(run.errors.contains("\(name): ") && run.errors.contains(sentence), "\(run.errors)")
    }
  }
}
