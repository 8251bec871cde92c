// SPDX-License-Identifier: MIT
// Sostenuto and soft pedal (CC66, CC67), and sources that fall silent. The test's own thread.

import DLS
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct PedalTests {
  /// Voices that sound at the end.
  private func sounding(_ events: [Event]) throws -> Int64 {
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render(events, frames: 9600)
    return synthesizer.statistics.integer(.voicesSounding)
  }

  @Test func `sostenuto holds the keys that were down, and no others`() throws {
    let caught: [Event] = [.on(0, 60), .on(0, 62), .control(100, 66, 127), .on(200, 64), .off(300, 60), .off(300, 64)]
    #expect(try sounding(caught) == 2)
    #expect(try sounding(caught + [.off(400, 62)]) == 2)
    #expect(try sounding(caught + [.control(500, 66, 0)]) == 1)
    #expect(try sounding([.on(0, 60), .off(50, 60), .control(100, 66, 127)]) == 0)
    // What only the other pedal holds is not caught: its key is up.
    let sustained: [Event] = [.control(0, 64, 127), .on(10, 60), .off(50, 60), .control(100, 66, 127)]
    #expect(try sounding(sustained + [.control(200, 64, 0)]) == 0)
  }

  @Test func `sostenuto sent twice catches nothing new`() throws {
    let events: [Event] = [
      .on(0, 60), .control(100, 66, 127), .on(200, 64), .control(300, 66, 127), .off(400, 60), .off(400, 64),
    ]
    #expect(try sounding(events) == 1)
  }

  @Test func `each pedal holds for itself`() throws {
    let both: [Event] = [
      .on(0, 60), .control(100, 66, 127), .control(150, 64, 127), .on(200, 64), .off(300, 60), .off(300, 64),
    ]
    #expect(try sounding(both) == 2)
    #expect(try sounding(both + [.control(400, 64, 0)]) == 1)
    #expect(try sounding(both + [.control(400, 66, 0)]) == 2)
    #expect(try sounding(both + [.control(400, 66, 0), .control(500, 64, 0)]) == 0)
    #expect(try sounding(both + [.control(400, 121, 0)]) == 0)
  }

  @Test func `a key that is down outlives sostenuto`() throws {
    #expect(try sounding([.on(0, 60), .control(100, 66, 127), .control(200, 66, 0)]) == 1)
  }

  @Test func `the soft pedal takes 3 dB and half an octave of cutoff from new notes`() throws {
    let events = Event.fullVolume() + [.on(0), .control(2400, 67, 127)]
    let synthesizer = try TestSynthesizer(.level())
    #expect(abs(synthesizer.render(events, frames: 4800).gain(at: 4700)) < 0.01)
    #expect(abs(synthesizer.render([.off(0), .on(2400)], frames: 4800).gain(at: 4700) + 3) < 0.05)
    func level(_ events: [Event], cutoff: Double) throws -> Double {
      let bank = TestBank.sine([.hertz(Connection.To.filterCutoff, cutoff)])
      let sound = try TestSynthesizer(bank).render(Event.fullVolume() + events + [.on(0, 96)], frames: 12_000)
      return Signal.decibels(Signal.component(sound.left, 4000..<12_000, hertz: 3840).amplitude)
    }
    let soft = try level([.control(0, 67, 127)], cutoff: 2000)
    let low = try level([], cutoff: 2000 * 0.5.squareRoot())
    #expect(abs(soft - (low - 3)) < 0.1)
  }

  // MARK: Active Sensing

  private static let sensing = Event(time: .zero, 0xFE)
  private static func sensing(_ frame: Int) -> Event { Event(time: FrameTime(Int64(frame)), 0xFE) }

  @Test(arguments: [1, 16, 64, 256, 1024, 333])
  func `a source that falls silent for 300 ms takes its notes along`(block: Int) throws {
    let events = [.on(100), Self.sensing(1000)]
    let sound = try TestSynthesizer(.level()).render(events, frames: 24_000, block: block)
    // 14400 frames, and 3 ms to fade.
    #expect((15_401...15_544).contains(sound.heardFrames))
    #expect(sound.left[15_399] == sound.left[2000] && sound.left[15_410] < sound.left[15_399])
  }

  @Test func `who keeps his promise, or never made one, is heard`() throws {
    let kept = [.on(0)] + (1...4).map { Self.sensing($0 * 14_400) }
    #expect(try TestSynthesizer(.level()).render(kept, frames: 60_000).heardFrames == 60_000)
    let other: [Event] = [.on(0), Self.sensing(0), .control(14_400, 1, 0), .control(28_800, 1, 0)]
    #expect(try TestSynthesizer(.level()).render(other, frames: 43_000).heardFrames == 43_000)
    #expect(try TestSynthesizer(.level()).render([.on(0)], frames: 60_000).heardFrames == 60_000)
  }

  @Test func `after a silence nothing is promised any more`() throws {
    let events = [Self.sensing(0), .on(20_000)]
    #expect(try TestSynthesizer(.level()).render(events, frames: 60_000).heardFrames == 60_000)
    let sounding = [Self.sensing(0), .on(10), .on(40_000)]
    #expect(try TestSynthesizer(.level()).render(sounding, frames: 80_000).heardFrames == 80_000)
  }

  @Test func `System Exclusive keeps a promise too`() throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive([0xF0, 0x7D, 1, 2, 3, 4, 5, 6, 7, 8, 0xF7], at: 14_000)
    #expect(synthesizer.render([Self.sensing(0), .on(0)], frames: 28_000).heardFrames == 28_000)
  }

  @Test func `a promise in one group does not end the notes of another`() throws {
    let synthesizer = try TestSynthesizer(.level()) {
      $0.layout.groupCount = 2
      $0.layout.outputs = .groups
    }
    let buses = synthesizer.renderBuses([Self.sensing(0), .on(0, group: 0)], frames: 24_000)
    #expect(buses[0].heardFrames < 14_600 && buses[1].heardFrames == 24_000)
  }
}
