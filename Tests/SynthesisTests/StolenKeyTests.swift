// SPDX-License-Identifier: MIT
// Notes that meet a fading voice of their own key. Test thread.

import DLS
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct StolenKeyTests {
  @Test func `a fading voice does not swallow the note-off of the next note of its key`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_000, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999)])
    let synthesizer = try TestSynthesizer(bank) { $0.voiceLimit = 1 }
    let events: [Event] = [.on(0, 60), .on(10, 61), .on(20, 60), .off(30, 60)]
    let sound = synthesizer.render(events, frames: 4800)
    #expect(sound.left.suffix(2000).allSatisfy { $0 == 0 })
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
  }
}
