// SPDX-License-Identifier: MIT
// Files that are something else, or broken: a sentence, exit code 65, and nothing written.

import Foundation
import Testing

@Suite struct BadInputTests {
  @Test(arguments: BadFile.all, ["render", "play"])
  func `what is no song is refused`(file: BadFile, command: String) throws {
    let place = try Workplace()
    try place.folder.write(file.bytes, to: file.name)
    let run = try place.run(command, file.name, "--bank", "bank.dls")
    expectFailure(run, status: 65)
    #expect(run.failures.first?.hasPrefix("wavesink: \(file.name): ") == true)
    #expect(run.errors.contains(file.asSong), "\(run.errors)")
    #expect(place.folder.names == ["bank.dls", file.name, "song.mid"].sorted())
  }

  @Test(arguments: BadFile.all, ["render", "play", "inspect", "convert"])
  func `what is no bank is refused`(file: BadFile, command: String) throws {
    let place = try Workplace()
    try place.folder.write(file.bytes, to: file.name)
    let run =
      switch command {
      case "inspect": try place.run(command, file.name)
      case "convert": try place.run(command, file.name, "out.dls")
      default: try place.run(command, "song.mid", "--bank", file.name)
      }
    expectFailure(run, status: 65)
    #expect(run.failures.first?.hasPrefix("wavesink: \(file.name): ") == true)
    #expect(run.errors.contains(file.asBank), "\(run.errors)")
    #expect(place.folder.names == ["bank.dls", file.name, "song.mid"].sorted())
  }

  @Test(arguments: ["render", "play", "inspect"])
  func `a song is no bank, and a bank no song`(command: String) throws {
    let place = try Workplace()
    let run = try command == "inspect" ? place.run(command, "song.mid") : place.run(command, "bank.dls")
    expectFailure(run, status: 65)
    #expect(run.errors.contains(command == "inspect" ? "a MIDI file, not a collection of instruments" : "found 'DLS '"))
    guard command != "inspect" else { return }
    let other = try place.run(command, "song.mid", "--bank", "song.mid")
    expectFailure(other, status: 65)
    #expect(other.errors.contains("a MIDI file, not a collection of instruments"))
  }

  @Test(arguments: [(".", "is a directory"), ("none.mid", "No such file or directory"), ("", "cannot be opened")])
  func `what cannot be read is refused`(path: String, sentence: String) throws {
    let place = try Workplace()
    let runs = [
      try place.run("render", path), try place.run("play", path), try place.run("inspect", path),
      try place.run("render", "song.mid", "--bank", path), try place.run("play", "song.mid", "--bank", path),
      try place.run("convert", path, "out.dls"),
    ]
    for run in runs {
      expectFailure(run, status: 65)
      #expect(run.errors.contains(sentence), "\(run.errors)")
    }
  }

  @Test func `a file larger than any bank is refused before it fills the memory`() throws {
    let place = try Workplace()
    try place.folder.write([], to: "sparse.dls")
    let status = unsafe truncate(place.folder / "sparse.dls", 1 << 43)
    try #require(status == 0)
    for run in [
      try place.run("inspect", "sparse.dls"), try place.run("render", "sparse.dls"),
      try place.run("convert", "sparse.dls", "out.dls"),
      try place.run("render", "song.mid", "--bank", "sparse.dls"), try place.run("run", "--bank", "sparse.dls"),
    ] {
      expectFailure(run, status: 65)
      #expect(run.errors.contains("too large"))
    }
  }

  @Test func `a song of independent patterns is refused`() throws {
    let place = try Workplace(song: TestSong.file([TestSong.event(0, 0x90, 60, 100)], format: 2))
    for command in ["render", "play"] {
      let run = try place.run(command, "song.mid", "--bank", "bank.dls")
      expectFailure(run, status: 65)
      #expect(run.errors.contains("format 2, independent patterns, cannot be played"))
      #expect(run.errors.contains("(offset 8: expected 0 or 1, found 2)"))
    }
  }

  @Test func `a few bytes cannot ask for years of sound`() throws {
    let place = try Workplace(song: TestSong.song([TestSong.event(0x0FFF_FFFF, 0x90, 60, 100)]))
    let run = try place.run("render", "song.mid", "--bank", "bank.dls")
    expectFailure(run, status: 65)
    #expect(run.errors.contains("75 hours, expected 24 at most"), "\(run.errors)")
    #expect(place.folder.names == ["bank.dls", "song.mid"])
  }

  @Test(arguments: 1...3)
  func `a collection cut at a quarter is refused or plays what it has`(quarters: Int) throws {
    let place = try Workplace()
    try place.folder.write(Array(TestBank.bytes.prefix(TestBank.bytes.count * quarters / 4)), to: "cut.dls")
    let inspected = try place.run("inspect", "cut.dls")
    let rendered = try place.run("render", "song.mid", "--bank", "cut.dls")
    for run in [inspected, rendered] {
      #expect(run.status == 0 || run.status == 65, "\(run.errors)")
      #expect(run.failures.count == (run.status == 0 ? 0 : 1))
      #expect(run.errors.contains("offset") || run.text.contains("offset"), "\(run.errors)")
      #expect(!run.errors.contains("Fatal"))
    }
    #expect(inspected.status == rendered.status)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `much of anything does no harm`(seed: UInt64) throws {
    let place = try Workplace()
    var state = seed
    var noise = [UInt8](repeating: 0, count: 300_000)
    for index in noise.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      noise[index] = UInt8(truncatingIfNeeded: state >> 56)
    }
    // Behind the beginning of a song or a bank, most of the noise is looked at.
    try place.folder.write(TestSong.short.prefix(18) + [0x7F, 0xFF, 0xFF, 0xFF] + noise, to: "noise.mid")
    try place.folder.write(TestBank.bytes.prefix(64) + noise, to: "noise.dls")
    for run in [
      try place.run("inspect", "noise.dls"), try place.run("render", "song.mid", "--bank", "noise.dls"),
      try place.run("render", "noise.mid", "--bank", "bank.dls", "--tail", "0"), try place.run("inspect", "noise.mid"),
    ] {
      #expect(run.status == 0 || run.status == 65, "\(run.status ?? -1): \(run.errors.prefix(500))")
      #expect(!run.errors.contains("Fatal"), "\(run.errors.prefix(500))")
    }
  }

  @Test func `without any bank there is a sentence and no silence`() throws {
    let place = try Workplace()
    for command in ["render", "play"] {
      let run = try place.run(command, "song.mid")
      expectFailure(run, status: 65)
      #expect(run.failures == ["wavesink: song.mid: there is no bank to play it with: name one with --bank"])
    }
  }
}
