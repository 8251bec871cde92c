// SPDX-License-Identifier: MIT
// A SoundFont and the collection that it was converted to, side by side.

import AudioFile
import Foundation
import Testing

@Suite(.enabled(if: !ConvertPeerTests.soundFonts.isEmpty, "no SoundFont is installed (package timgm6mb-soundfont)"))
struct ConvertSoundTests {
  private static let rate = 22_050
  /// Programs of all families that play a steady pitch: no vibrato of their own.
  private static let programs: [UInt8] = [0, 11, 19, 24, 32, 40, 46, 56, 65, 71, 73, 79, 80, 105]

  /// One note of each program, for 0.6 of each second.
  private static let song = TestSong.song(
    [TestSong.event(0, 0xB0, 7, 127), TestSong.event(0, 0xB0, 11, 127)]
      + programs.flatMap { program in
        [
          TestSong.event(0, 0xC0, program), TestSong.event(0, 0x90, 60, 100), TestSong.event(600, 0x80, 60, 0),
          TestSong.event(0, 0xB0, 120, 0), TestSong.event(400, 0xB0, 7, 127),
        ]
      })

  /// The sound of the song with a bank, both sides together.
  private static func render(_ bank: String, in folder: TemporaryFolder) throws -> [Float] {
    let run = try WavesinkRun(
      [
        "render", "song.mid", "--bank", bank, "-o", "out.wav", "--rate", "\(rate)", "--no-effects", "--gain", "0",
        "--tail", "0",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let sound = try AudioFileReader.read(path: folder / "out.wav")
    return zip(sound.channels[0], sound.channels[1]).map { $0 + $1 }
  }

  @Test func `each program is as loud and as high as it was`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.song, to: "song.mid")
    let bank = ConvertPeerTests.soundFonts[0]
    #expect(try WavesinkRun(["convert", bank, "converted.dls"], in: folder).status == 0)
    let (original, converted) = try (Self.render(bank, in: folder), Self.render("converted.dls", in: folder))
    for (index, program) in Self.programs.enumerated() {
      func part(_ sound: [Float], _ from: Double, _ to: Double) -> ArraySlice<Float> {
        sound[Int((Double(index) + from) * Double(Self.rate))..<Int((Double(index) + to) * Double(Self.rate))]
      }
      let levels = [original, converted].map { Self.decibels(part($0, 0.05, 0.6)) }
      #expect(levels[0] > -50, "program \(program) is silent: the test shows nothing")
      #expect(abs(levels[0] - levels[1]) < 1, "program \(program): \(levels)")
      // Two sounds of one pitch drift neither way.
      let drift = [0.1, 0.45].map { Self.lag(part(original, $0, $0 + 0.1), part(converted, $0, $0 + 0.1)) }
      let cents = 1200 * log2(1 + (drift[1] - drift[0]) / 0.35 / Double(Self.rate))
      #expect(abs(cents) < 1, "program \(program): \(cents) cents")
    }
  }

  private static func decibels(_ sound: ArraySlice<Float>) -> Double {
    10 * log10(Double(sound.reduce(0) { $0 + $1 * $1 }) / Double(sound.count) + 1e-12)
  }

  /// Frames by which `other` is behind `sound`, up to 60, where the two are most alike.
  private static func lag(_ sound: ArraySlice<Float>, _ other: ArraySlice<Float>) -> Double {
    let (first, second) = (Array(sound), Array(other))
    let products = (-61...61).map { lag in
      (100..<first.count - 100).reduce(Float(0)) { $0 + first[$1] * second[$1 + lag] }
    }
    guard let best = products.indices.dropFirst().dropLast().max(by: { products[$0] < products[$1] }) else { return 0 }
    // Between frames along a parabola.
    let (left, middle, right) = (products[best - 1], products[best], products[best + 1])
    let curve = left - 2 * middle + right
    return Double(best - 61) + (curve == 0 ? 0 : Double((left - right) / (2 * curve)))
  }
}
