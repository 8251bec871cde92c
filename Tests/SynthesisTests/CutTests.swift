// SPDX-License-Identifier: MIT
// Notes that are cut by their key or their key group (`dls.md` 4.7). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct CutTests {
  private typealias To = Connection.Destination

  private enum Envelope: String, CaseIterable {
    case full, attack, decay, release

    var connections: [Connection] {
      switch self {
      case .full: []
      case .attack: [.seconds(To.eg1Attack, 0.2)]
      case .decay: [.seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0)]
      case .release: [.seconds(To.eg1Release, 5)]
      }
    }
  }

  /// One note, cut at `frame` by a silent one: of its own key, or of its key group.
  private func cut(_ envelope: Envelope, at frame: Int, byGroup: Bool) throws -> [Float] {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: .max, count: 64))
    let none = bank.add(wave: [0])
    var heard = Region(wave: wave, velocities: 2...127, loop: 0...63, envelope.connections)
    var silent = Region(wave: none, velocities: 0...1)
    if byGroup {
      heard.keyGroup = 9
      silent.keyGroup = 9
    }
    bank.add([heard, silent])
    let off: [Event] = envelope == .release ? [.off(frame - 1000)] : []
    return try TestSynthesizer(bank)
      .render(Event.fullVolume() + [.on(0)] + off + [.on(frame, byGroup ? 61 : 60, 1)], frames: frame + 4800).left
  }

  @Test(arguments: Envelope.allCases, [false, true])
  private func `a cut note is 60 dB down within 15 ms, and there is no step`(envelope: Envelope, byGroup: Bool) throws {
    for frame in [4800, 4801, 4831, 4863] {
      let sound = try cut(envelope, at: frame, byGroup: byGroup)
      let before = Double(sound[frame - 1])
      #expect(before > 0.05)
      // It begins where it was.
      #expect(abs(Double(sound[frame]) - before) < 0.02 * before)
      #expect(Double(sound[frame + 720]) < before * 1e-3)
      // Beside the fall itself, 96 dB in 15 ms and so 1.6 % a frame, nothing moves by more than −60 dBFS; the end neither.
      for at in frame..<(frame + 4700) {
        let (here, next) = (Double(sound[at]), Double(sound[at + 1]))
        #expect(next <= here && here - next < 0.016 * here + 1e-3)
      }
      #expect(sound[frame + 800] == 0)
    }
  }

  @Test(arguments: [0.0, 0.001, 0.05])
  func `a shutdown takes its own time, and never clicks`(seconds: Double) throws {
    let connections: [Connection] = [.seconds(To.eg1Shutdown, seconds), .seconds(To.eg1Release, 5)]
    let bank = TestBank.level(connections) { $0.keyGroup = 1 }
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0), .on(4800, 72, 1)], frames: 9600)
    let frames = max(seconds * 48_000, 144)
    #expect(sound.gain(at: 4800 + Int(frames) + 64) < -60)
    #expect(Signal.greatestStep(sound.left.dropFirst(1)) < 0.003)
  }

  @Test func `a slow shutdown does not lengthen a release that is faster`() throws {
    let connections: [Connection] = [.seconds(To.eg1Shutdown, 5), .seconds(To.eg1Release, 0.1)]
    let bank = TestBank.level(connections) { $0.keyGroup = 1 }
    let sound = try TestSynthesizer(bank).render(
      Event.fullVolume() + [.on(0), .off(4800), .on(4900, 72, 1)], frames: 14_400)
    #expect(sound.gain(at: 4800 + 2400) < -45)
  }
}
