// SPDX-License-Identifier: MIT
// What this program reads in a SoundFont, beside what libgig reads.

import Foundation
import Testing

@Suite(.enabled(if: SoundFontDump.tool != nil, "sf2dump is not installed (package gigtools)"))
struct SoundFontDumpTests {
  @Test(arguments: SoundFontPackages.uncompressed)
  func `libgig reads the same presets, instruments and samples`(path: String) throws {
    let folder = try TemporaryFolder()
    let run = try WavesinkRun([path], in: folder, program: SoundFontDump.tool)
    #expect(run.status == 0)
    let (ours, theirs) = (SoundFontDump(try InspectedFont(of: path, in: folder)), SoundFontDump(run.text))
    try #require(ours.samples.count == theirs.samples.count)
    #expect(theirs.instruments.count > 100 && theirs.presets.count > 100)
    for (one, other) in zip(ours.samples, theirs.samples) where one != other { Issue.record("\(one) \(other)") }
    #expect(ours.instruments.map(\.name) == theirs.instruments.map(\.name))
    #expect(ours.presets.map(\.name) == theirs.presets.map(\.name))
    for (one, other) in zip(ours.instruments + ours.presets, theirs.instruments + theirs.presets) where one != other {
      #expect(one.regions.count == other.regions.count, "\(one.name)")
      for (mine, its) in zip(one.regions, other.regions) where mine != its {
        Issue.record("\(one.name): \(mine) \(its)")
      }
    }
  }

  @Test func `a difference would be seen`() throws {
    guard let path = SoundFontPackages.uncompressed.last else { return }
    let run = try WavesinkRun([path], in: try TemporaryFolder(), program: SoundFontDump.tool)
    // The beginning of each of the three parts: the whole is read above.
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
    let parts = lines.indices.filter {
      ["Samples (", "Instruments (", "Presets ("].contains(where: lines[$0].hasPrefix)
    }
    let text = parts.flatMap { lines[$0...].prefix(300) }.joined(separator: "\n")
    let theirs = SoundFontDump(text)
    #expect(theirs.samples.count > 50 && theirs.instruments.count > 1 && theirs.presets.count > 5)
    for (text, other) in [
      ("FluteG6 (Depth", "Flute (Depth"), ("Rate: 22500", "Rate: 22501"), ("End: 9320", "End: 9321"),
      ("Loop: 3924", "Loop: 3925"), ("Key range=0-60", "Key range=0-61"), ("Decay=13.4001", "Decay=13.5"),
      ("Release=0.624165", "Release=0.5"), ("Instrument: Flute TB", "Instrument: Flute"), ("Preset: 73", "Preset: 74"),
      ("Fine Tune: 0", "Fine Tune: 1"),
    ] { #expect(SoundFontDump(text.replacing(text, with: other)) != theirs, "\(text)") }
  }
}
