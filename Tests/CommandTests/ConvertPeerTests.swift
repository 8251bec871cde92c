// SPDX-License-Identifier: MIT
// What other programs make of the files that wavesink convert writes.

import AudioFile
import Foundation
import Testing

@Suite struct ConvertPeerTests {
  /// Banks beside the project, and the project's own.
  static let banks =
    RealFiles.names("dls").map { RealFiles.folder + "/" + $0 } + [
      RealFiles.package.appending(path: "Presets/Banks/wavesink-gm.dls").path
    ] + soundFonts

  /// The bank of Debian's package timgm6mb-soundfont, where it is installed.
  static let soundFonts = ["/usr/share/sounds/sf2/TimGM6mb.sf2"].filter { FileManager.default.fileExists(atPath: $0) }

  static let fluidSynth = PeerProgram.path("fluidsynth")

  private static func convert(_ path: String, in folder: TemporaryFolder) throws {
    let run = try WavesinkRun(["convert", path, "out.dls"], in: folder)
    #expect(run.status == 0 && run.failures.isEmpty, "\(run.errors)")
  }

  @Test(.enabled(if: LibgigDump.tool != nil, "dlsdump is not installed (package gigtools)"), arguments: banks)
  func `libgig reads the same instruments, regions and waves`(path: String) throws {
    let folder = try TemporaryFolder()
    try Self.convert(path, in: folder)
    let ours = LibgigDump(try InspectedBank(of: "out.dls", in: folder))
    let theirs = LibgigDump(try WavesinkRun(["out.dls"], in: folder, program: LibgigDump.tool).text)
    #expect(!ours.instruments.isEmpty)
    #expect(ours == theirs)
  }

  @Test(.enabled(if: fluidSynth != nil, "fluidsynth is not installed (package fluidsynth)"), arguments: banks)
  func `FluidSynth plays what was written`(path: String) throws {
    let folder = try TemporaryFolder()
    try Self.convert(path, in: folder)
    let bank = try InspectedBank(of: "out.dls", in: folder)
    // The first instruments alone: each takes half a second of sound.
    let chosen = bank.instruments.prefix(12)
    try folder.write(Self.song(chosen), to: "song.mid")
    let sound = try Self.play("out.dls", in: folder)
    guard path.hasSuffix(".sf2") else {
      // It need not find every bank number, but it must find the same.
      let original = try Self.play(path, in: folder)
      #expect(original.count == sound.count)
      return #expect(zip(original, sound).allSatisfy { abs($0 - $1) < 1e-4 })
    }
    for (index, instrument) in chosen.enumerated() {
      let part = sound.dropFirst(index * 11_025).prefix(5000)
      #expect(part.contains { abs($0) > 0.0005 }, "\(instrument.name) is silent")
    }
  }

  /// The left side of the folder's song.
  private static func play(_ bank: String, in folder: TemporaryFolder) throws -> [Float] {
    let options = ["-n", "-i", "-q", "-o", "synth.midi-bank-select=mma", "-r", "22050"]
    let run = try WavesinkRun(
      options + ["-F", "out.wav", bank, "song.mid"], in: folder, program: Self.fluidSynth)
    #expect(run.status == 0)
    return try AudioFileReader.read(path: folder / "out.wav").channels[0]
  }

  /// A key in the middle of each instrument's first region, one after the other, each half a second.
  private static func song(_ instruments: ArraySlice<InspectedBank.Instrument>) -> [UInt8] {
    TestSong.song(
      instruments.flatMap { instrument -> [[UInt8]] in
        let region = instrument.regions[0]
        let key = UInt8((region.keyLow + region.keyHigh) / 2)
        let channel: UInt8 = instrument.isDrum ? 9 : 0
        return [
          TestSong.event(0, 0xB0 | channel, 0, UInt8(instrument.bankMSB)),
          TestSong.event(0, 0xB0 | channel, 32, UInt8(instrument.bankLSB)),
          TestSong.event(0, 0xC0 | channel, UInt8(instrument.program)),
          TestSong.event(0, 0x90 | channel, key, UInt8(region.velocityHigh)),
          TestSong.event(300, 0x80 | channel, key, 0), TestSong.event(0, 0xB0 | channel, 120, 0),
          TestSong.event(200, 0xB0 | channel, 7, 100),
        ]
      })
  }
}
