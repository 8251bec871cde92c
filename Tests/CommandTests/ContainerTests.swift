// SPDX-License-Identifier: MIT
// XMF and RMID files as songs and as banks.

import AudioFile
import Foundation
import Testing

@Suite struct ContainerTests {
  @Test func `an XMF file plays with its own bank as the song does with a file of it`() throws {
    let place = try Workplace()
    let usual = try place.render()
    try place.folder.write(TestContainer.xmf(TestBank.bytes, TestSong.short), to: "own.dat")
    let own = try place.run("render", "own.dat", "-o", "own.wav")
    #expect(own.status == 0)
    #expect(own.errors == "")
    #expect(place.folder.bytes("own.wav") == usual)
  }

  @Test(arguments: ["xmf", "rmid"])
  func `a song that carries its bank is a bank too`(kind: String) throws {
    let place = try Workplace()
    let usual = try place.render()
    let bytes =
      kind == "xmf"
      ? TestContainer.xmf(TestBank.bytes, TestSong.constant) : TestSong.rmid(TestSong.constant, bank: TestBank.bytes)
    try place.folder.write(bytes, to: "carrier.dls")
    let run = try place.run("render", "song.mid", "--bank", "carrier.dls", "-o", "own.wav")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(place.folder.bytes("own.wav") == usual)
    let bank = try InspectedBank(of: "carrier.dls", in: place.folder)
    #expect(bank.instruments == (try InspectedBank(of: "bank.dls", in: place.folder)).instruments)
  }

  @Test func `a bank offset moves the instruments of the own bank`() throws {
    let place = try Workplace()
    let usual = try place.render()
    func song(_ offset: UInt8, bank: UInt8) -> [UInt8] {
      let select = TestSong.song([
        TestSong.event(0, 0xB0, 0, bank), TestSong.event(0, 0xC0, 1), TestSong.event(3, 0x90, 69, 127),
        TestSong.event(37, 0x90, 76, 60), TestSong.event(61, 0x80, 69, 0), TestSong.event(20, 0x90, 64, 90),
        TestSong.event(50, 0x80, 76, 0), TestSong.event(80, 0x80, 64, 0),
      ])
      let info = TestBank.chunk("LIST", Array("INFO".utf8) + TestBank.chunk("DBNK", [offset, 0]))
      return TestSong.rmid(select, bank: info + TestBank.bytes)
    }
    try place.folder.write(song(3, bank: 3), to: "own.rmi")
    #expect(try place.run("render", "own.rmi", "-o", "own.wav").status == 0)
    #expect(place.folder.bytes("own.wav") == usual)
    try place.folder.write(song(0, bank: 0), to: "own.rmi")
    #expect(try place.run("render", "own.rmi", "-o", "own.wav").status == 0)
    #expect(place.folder.bytes("own.wav") == usual)
  }

  @Test(.enabled(if: RealFiles.isAtHand, "the folder of real files is not there"))
  func `Leadsol plays with its own bank, and its bank plays other songs`() throws {
    let folder = try TemporaryFolder()
    let file = RealFiles.folder + "/Leadsol.mxmf"
    let own = try WavesinkRun(["render", file, "-o", "own.wav", "--rate", "8000", "--tail", "1"], in: folder)
    #expect(own.status == 0, "\(own.errors)")
    // The song sends a message of its maker's, which is counted; nothing else is odd.
    #expect(own.errors.split(separator: "\n").count <= 1)
    #expect(own.errors.contains("1 System Exclusive messages mean nothing here"), "\(own.errors)")
    let sound = try AudioFileReader.read(path: folder / "own.wav")
    #expect(sound.frameCount > 8000 * 10)
    #expect(sound.channels[0].contains { abs($0) > 0.05 })
    let page = try WavesinkRun(["inspect", file], in: folder)
    #expect(page.status == 0)
    #expect(page.text.contains("bank 121:0, program 0"))
    try folder.write(TestSong.constant, to: "song.mid")
    let other = try WavesinkRun(["render", "song.mid", "--bank", file, "-o", "other.wav"], in: folder)
    #expect(other.status == 0, "\(other.errors)")
    #expect(try AudioFileReader.read(path: folder / "other.wav").channels[0].contains { abs($0) > 0.01 })
  }
}
