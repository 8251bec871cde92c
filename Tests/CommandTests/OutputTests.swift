// SPDX-License-Identifier: MIT
// wavesink render: where the sound goes, in which form, and what is left when it does not get there.

import AudioFile
import Foundation
import Testing

@Suite struct OutputTests {
  @Test(arguments: [
    ("out.wav", "s16", 2), ("out.wav", "s24", 3), ("out.wav", "float", 4), ("out.raw", "s16", 2), ("out.raw", "s24", 3),
    ("out.raw", "float", 4),
  ])
  func `each sample format has its size and the same sound`(name: String, format: String, sampleByteCount: Int) throws {
    let place = try Workplace()
    _ = try place.render(to: "reference.wav")
    let reference = try place.sound("reference.wav")
    let bytes = try place.render(to: name, "--format", format)
    let headerSize = name.hasSuffix("raw") ? 0 : bytes.count - reference.frameCount * 2 * sampleByteCount
    #expect((0...200).contains(headerSize))
    #expect(bytes.count == headerSize + reference.frameCount * 2 * sampleByteCount)
    guard name.hasSuffix("wav") else { return }
    let sound = try place.sound()
    let step = format == "s16" ? Float(1.0 / 32_768) : 1.0 / 8_388_608
    for (one, other) in zip(sound.channels.joined(), reference.channels.joined()) { #expect(abs(one - other) <= step) }
  }

  @Test(arguments: [("out.flac", Float(1e-6)), ("out.ogg", 0.1)])
  func `a compressed file has the same sound`(name: String, tolerance: Float) throws {
    let place = try Workplace()
    _ = try place.render(to: "reference.wav")
    _ = try place.render(to: name)
    let (reference, sound) = try (place.sound("reference.wav"), place.sound(name))
    #expect(sound.frameCount == reference.frameCount)
    for (one, other) in zip(sound.channels.joined(), reference.channels.joined()) {
      #expect(abs(one - other) <= tolerance)
    }
  }

  @Test func `a dash writes raw samples to standard output, and a name writes beside the caller`() throws {
    let place = try Workplace()
    let raw = try place.render(to: "out.raw", "--format", "s16")
    let piped = try place.run("render", "song.mid", "--bank", "bank.dls", "-o", "-", "--format", "s16")
    #expect(piped.status == 0)
    #expect(piped.errors == "")
    #expect(piped.output == raw)
    let named = try place.run("render", place.folder / "song.mid", "--bank", "bank.dls")
    #expect(named.status == 0)
    #expect(place.folder.bytes("song.wav") == (try place.render()))
  }

  @Test func `a tail of nothing ends with the song`() throws {
    let place = try Workplace(song: TestSong.constant)
    _ = try place.render("--tail", "0")
    #expect(try place.sound().frameCount == 9600)
    // The release of a note without an articulation is over in no time, but not within its frame.
    _ = try place.render()
    let longer = try place.sound()
    #expect(longer.frameCount > 9600)
    #expect(longer.channels.contains { $0.last != 0 })
  }

  @Test func `what is over full scale is told where samples are whole numbers`() throws {
    let place = try Workplace(song: TestSong.constant)
    let loud = ["render", "song.mid", "--bank", "bank.dls", "--no-effects", "--gain", "12", "-o", "out.wav"]
    let whole = try WavesinkRun(loud + ["--format", "s16"], in: place.folder)
    #expect(whole.status == 0)
    #expect(whole.warnings.count == 1)
    #expect(whole.errors.contains("samples were over full scale and cut (--gain 12.0)"))
    #expect(try WavesinkRun(loud, in: place.folder).errors == "")
  }

  @Test(arguments: [
    ("none/out.wav", "No such file or directory"), ("song.mid/out.wav", "Not a directory"),
    ("full.wav", "No space left"), ("full.flac", "No space left"),
  ])
  func `an output that cannot be written is one sentence`(name: String, sentence: String) throws {
    let place = try Workplace()
    for kind in ["wav", "flac"] {
      let link = place.folder / "full.\(kind)"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
    }
    let before = place.folder.names
    let run = try place.run("render", "song.mid", "--bank", "bank.dls", "-o", name)
    expectFailure(run, status: 64)
    #expect(run.failures.first?.hasPrefix("wavesink: \(name): cannot ") == true, "\(run.errors)")
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(place.folder.names == before)
  }

  @Test(arguments: [["inspect", "bank.dls"], ["inspect", "bank.dls", "--json"]])
  func `what cannot be shown is told`(arguments: [String]) throws {
    let place = try Workplace()
    let run = try WavesinkRun(arguments, in: place.folder, output: "/dev/full")
    expectFailure(run, status: 64)
    #expect(run.errors == "wavesink: standard output: cannot write: No space left on device\n")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends a rendering and leaves nothing behind`(signal: Int32) throws {
    // Hours of it, so that it is in the midst of it whenever the signal comes.
    let hours = [TestSong.event(0, 0xC0, 1), TestSong.event(0, 0x90, 69, 1), TestSong.event(80_000_000, 0xB0, 7, 100)]
    let place = try Workplace(song: TestSong.song(hours))
    try place.folder.write([9], to: "song.wav")
    let before = place.folder.names
    var partial = false
    let run = try WavesinkRun(["render", "song.mid", "--bank", "bank.dls"], in: place.folder) { process in
      for _ in 0..<2000 where !partial {
        usleep(5000)
        partial = place.folder.names.contains { $0.hasSuffix(".part") }
      }
      kill(process, signal)
    }
    #expect(partial, "it never began to write")
    #expect(run.status == 128 + signal)
    #expect(run.errors == "")
    #expect(place.folder.names == before)
    #expect(place.folder.bytes("song.wav") == [9])
  }

  @Test func `two at once may write the same file, and one of them does`() throws {
    let place = try Workplace()
    let alone = try place.render()
    var other: WavesinkRun?
    let arguments = ["render", "song.mid", "--bank", "bank.dls", "-o", "out.wav", "--block", "1"]
    let one = try WavesinkRun(arguments, in: place.folder) { _ in
      other = try? WavesinkRun(arguments, in: place.folder)
    }
    #expect(one.status == 0)
    #expect(other?.status == 0)
    #expect(place.folder.bytes("out.wav") == alone)
    #expect(place.folder.names == ["bank.dls", "out.wav", "song.mid"])
  }
}
