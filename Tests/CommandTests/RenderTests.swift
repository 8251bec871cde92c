// SPDX-License-Identifier: MIT
// wavesink render: what may change the sound, and what may not.

import AudioFile
import Foundation
import Realtime
import Testing

@Suite struct RenderTests {
  @Test(arguments: ["out.wav", "out.flac", "out.ogg", "out.raw"])
  func `the block length changes no byte`(name: String) throws {
    let place = try Workplace()
    let usual = try place.render(to: name)
    #expect(usual.count > 1000)
    for block in ["1", "64", "1000", "65536"] { #expect(try place.render(to: name, "--block", block) == usual) }
  }

  @Test func `silence between two sounds of the tail is kept, and that after the last is not`() throws {
    let song = [[0, 0xC0, 2], TestSong.event(0, 0x90, 69, 127), TestSong.event(50, 0x80, 69, 0)]
    let place = try Workplace(song: TestSong.song(song))
    let usual = try place.render("--no-effects")
    let left = try place.sound().channels[0]
    let sounding = left.indices.filter { left[$0] != 0 }
    #expect(try #require(sounding.last) == left.count - 1)
    try #require(abs(left.count - 9600) < 8, "the second click sounds after 200 ms")
    #expect(left[16..<9590].allSatisfy { $0 == 0 })
    for block in ["1", "64", "1000", "65536"] { #expect(try place.render("--no-effects", "--block", block) == usual) }
  }

  @Test func `thousands of messages at once sound the same in blocks of every length`() throws {
    // More than the queues hold: what is lost is told, and it is the same.
    var events = [TestSong.event(0, 0xC0, 1), TestSong.event(7, 0x90, 50, 1)]
    for number in 0..<9000 { events.append(TestSong.event(0, 0x90, UInt8(30 + number % 60), UInt8(1 + number % 100))) }
    for number in 0..<6000 {
      events.append(TestSong.event(number % 50 == 0 ? 1 : 0, 0x90, UInt8(30 + number % 60), 10))
    }
    let place = try Workplace(song: TestSong.song(events))
    var results: Set<[UInt8]> = []
    for block in ["1", "64", "1000", "65536"] {
      let run = try place.run(
        "render", "song.mid", "--bank", "bank.dls", "-o", "out.wav", "--block", block, "--tail", "0.1")
      #expect(run.status == 0)
      #expect(run.warnings.contains { $0.contains("messages were lost") }, "\(run.errors)")
      results.insert(try #require(place.folder.bytes("out.wav")))
    }
    #expect(results.count == 1)
  }

  @Test func `two hundred long messages at once reach the synthesizer in blocks of every length`() throws {
    // Each sets the master volume and has two bytes more than that needs; only the last one leaves any sound.
    let quiet = TestSong.event(1, 0xF0, 9, 0x7F, 0x7F, 4, 1, 0, 0, 0, 0, 0xF7)
    let loud = TestSong.event(1, 0xF0, 9, 0x7F, 0x7F, 4, 1, 0x7F, 0x7F, 0, 0, 0xF7)
    let note = [TestSong.event(1, 0x90, 69, 127), TestSong.event(20, 0x80, 69, 0)]
    let place = try Workplace(song: TestSong.song([[UInt8]](repeating: quiet, count: 200) + [loud] + note))
    let small = try place.render("--block", "16", "--tail", "0")
    #expect(try place.render("--block", "65536", "--tail", "0") == small)
    #expect(try place.sound().channels[0].max() ?? 0 > 0.1)
  }

  @Test func `songs rendered together come out as they do alone`() throws {
    let place = try Workplace()
    for (name, song) in [("one", TestSong.short), ("two", TestSong.chord), ("three", TestSong.constant)] {
      try place.folder.write(song, to: "\(name).mid")
    }
    let songs = ["one.mid", "two.mid", "three.mid"]
    let results = ["one.wav", "two.wav", "three.wav"]
    let alone = try WavesinkRun(["render", "--bank", "bank.dls"] + songs, in: place.folder)
    #expect(alone.status == 0, "\(alone.errors)")
    let files = results.map { place.folder.bytes($0) }
    #expect(files.allSatisfy { $0?.count ?? 0 > 1000 })
    for jobs in ["2", "256"] {
      for name in results { try FileManager.default.removeItem(atPath: place.folder / name) }
      let together = try WavesinkRun(["render", "--bank", "bank.dls", "--jobs", jobs] + songs, in: place.folder)
      #expect(together.status == 0, "\(together.errors)")
      #expect(results.map { place.folder.bytes($0) } == files)
    }
  }

  @Test func `a song that is bad does not keep the others from being rendered`() throws {
    let place = try Workplace()
    try place.folder.write([1, 2, 3, 4], to: "bad.mid")
    try place.folder.write([], to: "worse.mid")
    let run = try place.run("render", "bad.mid", "song.mid", "worse.mid", "--bank", "bank.dls")
    #expect(run.status == 65)
    #expect(run.failures.count == 2)
    #expect(place.folder.bytes("song.wav")?.count ?? 0 > 1000)
    #expect(place.folder.names == ["bad.mid", "bank.dls", "song.mid", "song.wav", "worse.mid"])
  }

  @Test(arguments: ["-12", "0", "6"])
  func `gain is in decibels and may be negative`(gain: String) throws {
    let place = try Workplace(song: TestSong.constant)
    _ = try place.render(to: "zero.wav", "--no-effects", "--gain", "0")
    _ = try place.render("--no-effects", "--gain", gain)
    let factor = pow(10, (try #require(Float(gain))) / 20)
    let zero = try place.sound("zero.wav").channels
    let other = try place.sound().channels
    for (before, after) in zip(zero.joined(), other.joined()) { #expect(abs(after - before * factor) < 1e-5) }
  }

  @Test(arguments: [8000, 44_100, 96_000])
  func `the rate changes the number of frames and not the pitch`(rate: Int) throws {
    let place = try Workplace()
    _ = try place.render("--rate", "\(rate)", "--tail", "0")
    let sound = try place.sound()
    #expect(sound.rate.hertz == UInt32(rate))
    #expect(abs(sound.frameCount - rate * 251 / 1000) <= 1)
    try #require(sound.frameCount > rate / 20)
    // From 3 to 40 ms key 69 sounds alone: 441 Hz cross zero upwards every 2.2676 ms.
    let alone = sound.channels[0][(rate * 5 / 1000)..<(rate * 39 / 1000)]
    let crossings = zip(alone, alone.dropFirst()).filter { $0 < 0 && $1 >= 0 }.count
    #expect((14...16).contains(crossings))
  }

  @Test func `an interpolation changes the sound a little`() throws {
    let place = try Workplace()
    let cubic = try place.render()
    #expect(try place.render("--interpolation", "cubic") == cubic)
    let reference = try place.sound().channels[0]
    for kind in ["linear", "sinc"] {
      #expect(try place.render("--interpolation", kind) != cubic)
      let differences = zip(try place.sound().channels[0], reference).map { abs($0 - $1) }
      #expect(try #require(differences.max()) < 0.02)
    }
  }

  @Test func `without effects nothing limits what is too loud`() throws {
    let place = try Workplace(song: TestSong.constant)
    _ = try place.render("--gain", "12")
    #expect(try #require(place.sound().channels[0].max()) <= 1)
    _ = try place.render("--gain", "12", "--no-effects")
    #expect(try #require(place.sound().channels[0].max()) > 2)
  }

  @Test func `too few voices are told`() throws {
    let place = try Workplace(song: TestSong.chord)
    let run = try place.run("render", "song.mid", "--bank", "bank.dls", "--voices", "1", "-o", "out.wav")
    #expect(run.status == 0)
    #expect(run.errors == "wavesink: warning: song.mid: 7 notes were cut for want of voices\n")
  }

  @Test func `a song for a hundred groups plays every one of them`() throws {
    let place = try Workplace(song: TestSong.ports(100))
    _ = try place.render("--no-effects", "--tail", "0.2")
    let left = try place.sound().channels[0]
    try #require(left.count > 48 * 99)
    // One constant joins each millisecond, for 50 of them.
    #expect(left[48 * 49] > 40 * left[24])
    #expect(left[48 * 99] > 40 * left[24])
  }
}
