// SPDX-License-Identifier: MIT
// What this program reads in a bank, beside what libgig reads.

import Foundation
import Testing

@Suite(.enabled(if: LibgigDump.tool != nil, "dlsdump is not installed (package gigtools)"))
struct LibgigTests {
  static let banks =
    RealFiles.names("dls").map { RealFiles.folder + "/" + $0 } + [
      RealFiles.package.appending(path: "Presets/Banks/wavesink-gm.dls").path
    ]

  @Test(arguments: banks)
  func `libgig reads the same instruments, regions and waves`(path: String) throws {
    let folder = try TemporaryFolder()
    let bank = try InspectedBank(of: path, in: folder)
    #expect(!bank.instruments.isEmpty)
    let run = try WavesinkRun([path], in: folder, program: LibgigDump.tool)
    #expect(run.status == 0)
    let (ours, theirs) = (LibgigDump(bank), LibgigDump(run.text))
    #expect(ours.waves == theirs.waves)
    #expect(ours.instruments.count == theirs.instruments.count)
    for (one, other) in zip(ours.instruments, theirs.instruments) { #expect(one == other) }
  }

  @Test func `a difference would be seen`() throws {
    let place = try Workplace()
    let run = try WavesinkRun(["bank.dls"], in: place.folder, program: LibgigDump.tool)
    let theirs = LibgigDump(run.text)
    #expect(theirs == LibgigDump(try InspectedBank(of: "bank.dls", in: place.folder)))
    for (text, other) in [
      ("Whistle", "Flute"), ("Sine", "Cosine"), ("KeyRange=0", "KeyRange=2"), ("MIDIProgram=1", "MIDIProgram=2"),
      ("Loops=1", "Loops=0"), ("44100Hz", "44101Hz"), ("1 Channels", "2 Channels"), ("Layer=0", "Layer=1"),
    ] { #expect(LibgigDump(run.text.replacing(text, with: other)) != theirs, "\(text)") }
  }
}
