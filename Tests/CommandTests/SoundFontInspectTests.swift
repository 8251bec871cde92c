// SPDX-License-Identifier: MIT
// wavesink inspect with SoundFonts: for people and for programs.

import Foundation
import Testing

@Suite struct SoundFontInspectTests {
  @Test(arguments: SoundFontPackages.uncompressed + SoundFontPackages.compressed)
  func `people get presets, zones, instruments and samples`(path: String) throws {
    let run = try WavesinkRun(["inspect", path], in: try TemporaryFolder())
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.hasPrefix("SoundFont \""))
    for words in [
      "\npreset 1 \"", ", drums\n", "\ninstrument 1 \"", "\n  zone 1", "EG1 release: ", "\nsamples\n", " Hz, ",
      "loop: on",
    ] { #expect(run.text.contains(words), "\(words) is missing") }
    #expect(run.text.contains(", compressed, ") == path.hasSuffix(".sf3"))
  }

  @Test(arguments: SoundFontPackages.uncompressed + SoundFontPackages.compressed)
  func `programs get every value`(path: String) throws {
    let font = try InspectedFont(of: path, in: try TemporaryFolder())
    #expect(font.format == "soundFont")
    #expect(font.presets.map(\.number) == Array(1...font.presets.count))
    for preset in font.presets {
      #expect(preset.isDrum == (preset.bank == 128))
      #expect(preset.zones.allSatisfy { font.instruments.indices.contains($0.instrument ?? -1) && $0.sample == nil })
    }
    for instrument in font.instruments {
      #expect(instrument.zones.allSatisfy { font.samples.indices.contains($0.sample ?? -1) && $0.instrument == nil })
    }
    let zones = font.instruments.flatMap(\.zones)
    #expect(zones.flatMap(\.generators).contains { $0.name == "releaseVolEnv" && $0.unit == "seconds" && $0.value > 0 })
    #expect(zones.flatMap(\.modulators).allSatisfy { $0.text.contains(" → ") })
  }

  @Test func `a font that a song carries is shown with the song's offsets`() throws {
    guard let path = SoundFontPackages.uncompressed.last else { return }
    let folder = try TemporaryFolder()
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    try folder.write(TestSong.rmid(TestSong.short, bank: bytes), to: "own.rmi")
    let (alone, inside) = (try InspectedFont(of: path, in: folder), try InspectedFont(of: "own.rmi", in: folder))
    #expect(inside.presets == alone.presets)
    #expect(inside.instruments == alone.instruments)
    let shift = inside.samples[0].dataOffset - alone.samples[0].dataOffset
    #expect(shift == TestSong.rmid(TestSong.short, bank: []).count)
    #expect(inside.samples.map { $0.dataOffset - shift } == alone.samples.map(\.dataOffset))
  }
}
