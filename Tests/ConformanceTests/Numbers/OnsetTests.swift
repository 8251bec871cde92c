// SPDX-License-Identifier: MIT
// A note is heard from its frame on, and not a frame earlier or later. The test's thread.

import DLS
import Testing

struct OnsetTests {
  /// One half for 64 frames.
  private static let click: ProbeBank = {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    bank.add([.plain(wave)])
    return bank
  }()
  private static let frames = [1, 67, 191, 383, 1023, 2049, 4801, 7777, 11_111, 11_999]

  @Test(arguments: [1, 7, 64, 255, 1024, 65_536])
  func `the first frame heard is the note's, whatever the block`(block: Int) throws {
    let song = ProbeSong(frames: 12_800, Self.frames.map { .on($0, 60) })
    let sound = try Renderer.wavesink.render(song, [Self.click.bytes()], ["--block", "\(block)"])
    var heard = [Bool](repeating: false, count: 12_800)
    for frame in Self.frames { for offset in 0..<64 { heard[frame + offset] = true } }
    let wrong = heard.indices.filter { (sound.left[$0] != 0) != heard[$0] }
    #expect(wrong.isEmpty, "first at \(wrong.first ?? 0)")
    #expect(Self.frames.allSatisfy { abs(sound.level($0)) < 0.05 })
  }

  @Test(arguments: [1, 3, 101, 4097]) func `a note behind its envelope's delay begins a whole number of frames later`(
    frames: Int
  ) throws {
    let delay = Connection.seconds(Connection.Destination.eg1Delay, Double(frames) / Sound.rate)
    let song = ProbeSong(frames: 12_000, [.on(333)])
    let sound = try Renderer.wavesink.render(song, [ProbeBank.level([delay]).bytes()])
    #expect(abs(sound.onset - Double(333 + frames)) <= 1)
  }
}
