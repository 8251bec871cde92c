// SPDX-License-Identifier: MIT
// RMID files: songs that bring their bank.

import Testing

@Suite struct OwnBankTests {
  private func render(_ folder: TemporaryFolder, _ arguments: String...) throws -> WavesinkRun {
    try WavesinkRun(["render", "own.rmi", "-o", "own.wav"] + arguments, in: folder)
  }

  @Test func `a song plays with its own bank as with a file of it`() throws {
    let place = try Workplace()
    try place.folder.write(TestSong.rmid(TestSong.short, bank: TestBank.bytes), to: "own.rmi")
    let usual = try place.render()
    let own = try render(place.folder)
    #expect(own.status == 0)
    #expect(own.errors == "")
    #expect(place.folder.bytes("own.wav") == usual)
  }

  @Test func `the own bank wins over others`() throws {
    let place = try Workplace()
    try place.folder.write(TestSong.rmid(TestSong.constant, bank: TestBank.bytes), to: "own.rmi")
    #expect(try render(place.folder).status == 0)
    let own = try #require(place.folder.bytes("own.wav"))
    // The same bank with other waves: program 0 has the sine.
    var other = TestBank.bytes
    let name = Array("wlnk".utf8)
    let cues = other.indices.dropLast(4).filter { Array(other[$0..<$0 + 4]) == name }
    for cue in cues { other[cue + 16] ^= 1 }
    try place.folder.write(other, to: "other.dls")
    #expect(try render(place.folder, "--bank", "other.dls").status == 0)
    #expect(place.folder.bytes("own.wav") == own)
    let swapped = try place.run("render", "song.mid", "--bank", "other.dls", "-o", "own.wav")
    #expect(swapped.status == 0)
    #expect(place.folder.bytes("own.wav") != own)
  }

  @Test func `the own bank is shown with the offsets of the file that it is in`() throws {
    let place = try Workplace()
    let file = TestSong.rmid(TestSong.short, bank: TestBank.bytes)
    try place.folder.write(file, to: "own.rmi")
    let bank = try InspectedBank(of: "own.rmi", in: place.folder)
    #expect(bank.instruments == (try InspectedBank(of: "bank.dls", in: place.folder)).instruments)
    let offset = try #require(bank.waves.first??.dataOffset)
    #expect(Array(file[offset..<offset + 2]) == [255, 127])
  }

  @Test func `a song whose own bank is useless plays with another`() throws {
    let place = try Workplace()
    try place.folder.write(TestSong.rmid(TestSong.short, bank: BadFile.riff("sfbk")), to: "own.rmi")
    let usual = try place.render()
    let run = try render(place.folder, "--bank", "bank.dls")
    #expect(run.status == 0)
    #expect(run.warnings.count == 1)
    #expect(
      run.errors.contains("own.rmi: its own bank is left out: the SoundFont holds no usable preset"), "\(run.errors)")
    #expect(place.folder.bytes("own.wav") == usual)
  }
}
