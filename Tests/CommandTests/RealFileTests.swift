// SPDX-License-Identifier: MIT
// Songs and banks that other programs made, where they are at hand.

import AudioFile
import Foundation
import Testing

@Suite(.enabled(if: RealFiles.isAtHand, "the folder of real files is not there"))
struct RealFileTests {
  @Test(arguments: RealFiles.names("mid"))
  func `every real song renders with its bank and sounds`(name: String) throws {
    let folder = try TemporaryFolder()
    let bank = RealFiles.folder + "/" + name.replacing(".mid", with: ".dls")
    let banks = FileManager.default.fileExists(atPath: bank) ? ["--bank", bank] : []
    let song = RealFiles.folder + "/" + name
    let run = try WavesinkRun(
      ["render", song, "-o", "out.flac", "--rate", "8000", "--tail", "1"] + banks, in: folder, hasBuiltInBank: true)
    #expect(run.status == 0)
    #expect(run.failures.isEmpty, "\(run.errors)")
    #expect(!run.errors.contains("notes were cut"), "\(run.errors)")
    #expect(!run.errors.contains("messages were lost"), "\(run.errors)")
    let sound = try AudioFileReader.read(path: folder / "out.flac")
    #expect(sound.frameCount > 8000 * 10)
    for channel in sound.channels { #expect(channel.contains { abs($0) > 0.05 }) }
  }

  @Test func `a song for a bank of its own has all its notes with it`() throws {
    let folder = try TemporaryFolder()
    let (song, bank) = (RealFiles.folder + "/BlueIce.mid", RealFiles.folder + "/BlueIce.dls")
    let alone = try WavesinkRun(["render", song, "--bank", bank, "-o", "out.wav", "--rate", "8000"], in: folder)
    #expect(alone.status == 0)
    #expect(try AudioFileReader.read(path: folder / "out.wav").channels[0].contains { abs($0) > 0.05 })
  }

  @Test(arguments: RealFiles.names("dls"))
  func `a real bank cut anywhere is refused or read, and never more`(name: String) throws {
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: URL(filePath: RealFiles.folder + "/" + name))
    for part in 1..<8 {
      try folder.write(Array(bytes.prefix(bytes.count * part / 8)), to: "cut.dls")
      let run = try WavesinkRun(["inspect", "cut.dls"], in: folder)
      #expect(run.status == 0 || run.status == 65)
      #expect(run.failures.count == (run.status == 0 ? 0 : 1))
      #expect((run.errors + run.text).contains("offset"))
    }
  }
}
