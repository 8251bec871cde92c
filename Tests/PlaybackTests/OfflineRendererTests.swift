// SPDX-License-Identifier: MIT
// Songs rendered without a server. The test's own thread.

import MIDI
import Realtime
import Synthesis
import Testing

@testable import Playback

struct OfflineRendererTests {
  /// Interleaved samples of a song on one bank.
  private func render(
    _ songs: [Song], block: Int, tail: Double = 2, level: Int16 = 16_384,
    change: (inout Synthesizer.Configuration) -> Void = { _ in }
  ) throws -> [[Float]] {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    change(&configuration)
    var renderer = OfflineRenderer(configuration, blockFrames: block)
    let downloads = renderer.download([.bytes(BankBytes(programs: [0], level: level).bytes, name: "level")])
    guard case .playing? = downloads[0].outcome else { throw NoBank() }
    var all: [[Float]] = []
    for song in songs {
      var samples: [Float] = []
      unsafe renderer.render(song, tailSeconds: tail) { (buffer: UnsafeBufferPointer<Float>) throws(Never) in
        unsafe samples.append(contentsOf: buffer)
      }
      all.append(samples)
    }
    return all
  }

  private struct NoBank: Error {}

  /// Four notes with a gap of silence, a pedal and a message; it ends at tick 60, frame 3000.
  private func song(end: Int = 60) throws -> Song {
    var bytes = SongBytes()
    bytes.add(1, [0xB0, 7, 127])
    bytes.add(1, [0x90, 60, 127])
    bytes.add(9, [0x80, 60, 0])
    bytes.add(20, [0xF0, 0x7F, 0x7F, 4, 1, 0, 0x60, 0xF7])
    bytes.add(21, [0x90, 64, 100])
    bytes.add(25, [0xB1, 64, 127])
    bytes.add(25, [0x91, 67, 90])
    bytes.add(33, [0x81, 67, 0])
    bytes.add(40, [0xE0, 0, 0])
    bytes.add(47, [0x80, 64, 0])
    bytes.add(48, [0x90, 70, 1])
    return try bytes.song(end: end)
  }

  @Test(arguments: [1, 7, 64, 480, 8192], [false, true])
  func `blocks of any length give the same file`(block: Int, hasEffects: Bool) throws {
    let songs = [try song(), try song()]
    let expected = try render(songs, block: 1000) { $0.hasEffects = hasEffects }
    let found = try render(songs, block: block) { $0.hasEffects = hasEffects }
    let isSame = expected.map { $0.map(\.bitPattern) } == found.map { $0.map(\.bitPattern) }
    #expect(isSame)
    let isHeard = found[0].count > 6000 && found[0].contains { $0 > 0.1 }
    #expect(isHeard)
  }

  @Test(arguments: [1, 64, 1000])
  func `a note begins at its frame, and notes left hanging end with the song`(block: Int) throws {
    let samples = try render([song()], block: block)[0]
    #expect(samples.firstIndex { $0 != 0 } == 2 * 50)
    // Two notes hang, one of them on the pedal; their fade of 3 ms is the last sound.
    let frames = samples.count / 2
    #expect((3001...3160).contains(frames))
    #expect(samples[samples.count - 2] != 0 || samples[samples.count - 1] != 0)
  }

  @Test func `silence belongs to the file as far as the song goes`() throws {
    var bytes = SongBytes()
    bytes.add(10, [0x90, 60, 127])
    bytes.add(20, [0x80, 60, 0])
    let samples = try render([bytes.song(end: 100)], block: 333)[0]
    #expect(samples.count == 2 * 5000)
    let rest = samples.lastIndex { $0 != 0 } ?? 0
    #expect((2000..<2400).contains(rest))
    let silent = try render([SongBytes().song(end: 100)], block: 64)[0]
    #expect(silent.count == 2 * 5000)
    #expect(silent.firstIndex { $0 != 0 } == nil)
  }

  @Test func `two songs do not touch each other`() throws {
    let both = try render([song(), song()], block: 480)
    let isSame = both[0] == both[1]
    #expect(isSame)
  }

  @Test(arguments: [64, 1000])
  func `the tail ends when its time is over`(block: Int) throws {
    // A song that ends under a held note: the fade of 3 ms is cut after 1 ms.
    var bytes = SongBytes()
    bytes.add(1, [0x90, 60, 127])
    let samples = try render([bytes.song(end: 21)], block: block, tail: 0.001)[0]
    #expect(samples.count == 2 * (21 * 50 + 48))
  }

  @Test func `an empty song is an empty file`() throws {
    #expect(try render([SongBytes().song(end: 0)], block: 64)[0].isEmpty)
  }

  @Test(arguments: [64, 4096])
  func `more events at one time than a queue holds arrive all the same`(block: Int) throws {
    var bytes = SongBytes()
    for number in 0..<6000 { bytes.add(number / 300, [0xB0, 11, UInt8(number % 128)]) }
    bytes.add(20, [0xB0, 11, 127])
    bytes.add(20, [0x90, 60, 127])
    bytes.add(40, [0x80, 60, 127])
    var renderer = OfflineRenderer(Synthesizer.Configuration(rate: SampleRate(hertz: 48_000)), blockFrames: block)
    _ = renderer.download([.bytes(BankBytes(programs: [0], level: 9000).bytes, name: "level")])
    var first: Int?
    var count = 0
    unsafe renderer.render(try bytes.song(end: 50), tailSeconds: 1) {
      (buffer: UnsafeBufferPointer<Float>) throws(Never) in
      if first == nil, let index = unsafe buffer.firstIndex(where: { $0 != 0 }) { first = (count + index) / 2 }
      count += buffer.count
    }
    #expect(first == 1000)
    let statistics = renderer.statistics
    #expect(statistics.value(of: .eventsLost) == 0 && statistics.value(of: .eventsLate) == 0)
  }

  @Test func `what the writer throws comes through`() throws {
    struct Full: Error, Equatable {}
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    var renderer = OfflineRenderer(configuration, blockFrames: 64)
    let short = try song()
    var calls = 0
    do throws(Full) {
      try unsafe renderer.render(short, tailSeconds: 1) { (_: UnsafeBufferPointer<Float>) throws(Full) in
        calls += 1
        throw Full()
      }
      Issue.record("the failure is lost")
    } catch {
      #expect(calls == 1)
    }
  }
}
