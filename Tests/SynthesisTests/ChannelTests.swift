// SPDX-License-Identifier: MIT
// Pedals, mode messages, resets and groups (`dls.md` 4.7, 5.1, 5.2). The test's own thread.

import DLS
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct ChannelTests {
  private static let reset: [[UInt8]] = [
    [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7], [0xF0, 0x7E, 0x7F, 0x09, 0x03, 0xF7], [0xF0, 0x7E, 0x10, 0x0A, 0x01, 0xF7],
    [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7],
    [0xF0, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00, 0xF7],
  ]

  @Test func `the pedal holds a note until it is up`() throws {
    let events: [Event] = [.control(0, 64, 64), .on(10), .off(100), .control(4800, 64, 63)]
    let heard = try TestSynthesizer(.level()).render(events, frames: 9600).heardFrames
    #expect((4801...5100).contains(heard))
  }

  @Test func `the pedal does not end a note whose key is down`() throws {
    let events: [Event] = [.control(0, 64, 127), .on(10), .control(4800, 64, 0)]
    #expect(try TestSynthesizer(.level()).render(events, frames: 9600).heardFrames == 9600)
  }

  @Test func `all notes off respects the pedal`() throws {
    for number: UInt8 in [123, 124, 125, 126, 127] {
      let synthesizer = try TestSynthesizer(.level())
      #expect(synthesizer.render([.on(10), .control(100, number, 0)], frames: 4800).heardFrames < 600)
      let held: [Event] = [.control(0, 64, 127), .on(10), .control(100, number, 0)]
      #expect(synthesizer.render(held, frames: 4800).heardFrames == 4800)
      #expect(synthesizer.render([.control(100, 64, 0)], frames: 4800).heardFrames < 600)
    }
  }

  @Test func `all sound off respects nothing`() throws {
    let connections: [Connection] = [.seconds(Connection.To.eg1Release, 20)]
    let events: [Event] = [.control(0, 64, 127), .on(10), .control(100, 120, 0)]
    let sound = try TestSynthesizer(.level(connections)).render(events, frames: 4800)
    #expect(sound.heardFrames < 100 + 300)
    #expect(Signal.greatestStep(sound.left.dropFirst(11)) < 0.003)
  }

  @Test func `other channels do not care`() throws {
    let events: [Event] = [.on(10, channel: 1), .control(100, 120, 0), .control(100, 123, 0), .control(100, 64, 0)]
    #expect(try TestSynthesizer(.level()).render(events, frames: 4800).heardFrames == 4800)
  }

  @Test(arguments: [0, 127] as [UInt8])
  func `a reset of controllers sets what it may`(data: UInt8) throws {
    var events: [Event] = [
      .control(0, 7, 50), .control(0, 10, 0), .control(0, 11, 10), .control(0, 64, 127), .wheel(0, 0), .pressure(0, 99),
      .control(0, 1, 127), .control(0, 91, 7),
    ]
    events += Event.parameter(0, 0, 12 << 7) + Event.parameter(0, 2, 76 << 7)
    let channel = try Self.channel(after: events + [.control(1, 121, data)])
    #expect(channel.controllers[11] == 127 && channel.controllers[64] == 0 && channel.controllers[1] == 0)
    #expect(channel.wheel == 8192 && channel.pressure == 0 && channel.parameterMSB == 127)
    let isFull = data == 127
    #expect(channel.controllers[7] == (isFull ? 100 : 50))
    #expect(channel.controllers[10] == (isFull ? 64 : 0))
    #expect(channel.controllers[91] == (isFull ? 40 : 7))
    #expect(channel.bendRange == (isFull ? 2 : 12) << 7)
    #expect(channel.coarseTuning == (isFull ? 64 : 76) << 7)
  }

  /// The state of channel 1 after events at frame 0 and 1.
  private static func channel(after events: [Event]) throws -> Channel {
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    var synthesizer = Synthesizer(configuration, tables: swap.reader, statistics: Statistics())
    for event in events { synthesizer.put(event) }
    return unsafe synthesizer.pool.channels[0]
  }

  @Test func `a reset of controllers lets go what the pedal holds`() throws {
    let events: [Event] = [.control(0, 64, 127), .on(10), .off(100), .control(4800, 121, 0)]
    let heard = try TestSynthesizer(.level()).render(events, frames: 9600).heardFrames
    #expect((4801...5100).contains(heard))
  }

  @Test(arguments: reset)
  func `a reset message ends the notes and brings power-on values back`(message: [UInt8]) throws {
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render(Event.fullVolume() + [.control(0, 10, 0), .on(0)], frames: 480)
    synthesizer.exclusive([0xF0, 0x7F, 0x7F, 4, 1, 0, 0x20, 0xF7])
    _ = synthesizer.render(frames: 960)
    synthesizer.exclusive(message, at: 100)
    let sound = synthesizer.render(frames: 4800)
    #expect((101...400).contains(sound.heardFrames))
    let after = synthesizer.render([.on(0)], frames: 960)
    #expect(abs(after.gain(at: 900) - -4.152) < 0.05)
    #expect(after.left[900] == after.right[900])
  }

  @Test func `a system reset message is one too`() throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive([0xF0, 0x7F, 0x7F, 4, 1, 0, 0x20, 0xF7])
    _ = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 960)
    let reset = Event(time: FrameTime(0), 0xFF, group: 0)
    #expect(synthesizer.render([reset], frames: 4800).heardFrames < 300)
    let after = synthesizer.render([.on(0)], frames: 960)
    #expect(abs(after.gain(at: 900) - -4.152) < 0.05)
  }

  @Test(arguments: [(16_383, 0.0), (8192, -12.04), (1638, -40.0)])
  func `master volume is over everything, and moves without a step`(value: Int, decibels: Double) throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive([0xF0, 0x7F, 0x7F, 4, 1, UInt8(value & 0x7F), UInt8(value >> 7), 0xF7], at: 1000)
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(abs(sound.gain(at: 999)) < 0.01)
    #expect(abs(sound.gain(at: 4000) - decibels) < 0.05)
    #expect(Signal.greatestStep(sound.left.dropFirst(1)) < 0.001)
  }

  @Test(
    arguments: [[0xF0, 0xF7], [0xF0, 0x7E, 0xF7], [0xF0, 0x7F, 0x7F, 4, 1, 0xF7], [0xF0, 0x41, 0x10, 0x42, 0xF7]]
      as [[UInt8]])
  func `a message cut short changes nothing`(message: [UInt8]) throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive(message, at: 100)
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(abs(sound.gain(at: 4000)) < 0.01)
  }

  @Test func `groups are apart, and group 0 means all`() throws {
    func two() throws -> TestSynthesizer {
      try TestSynthesizer(.level()) {
        $0.layout.groupCount = 2
        $0.layout.outputs = .groups
      }
    }
    let apart: [Event] = [.on(0), .on(0, group: 2), .control(480, 120, 0, group: 2), .control(480, 7, 0, group: 2)]
    let buses = try two().renderBuses(apart, frames: 4800)
    #expect(buses[0].heardFrames == 4800 && buses[1].heardFrames < 700)
    let all = try two().renderBuses([.on(0, group: 0), .off(480, group: 0)], frames: 4800)
    #expect(all[0].onset == 0 && all[1].onset == 0)
    #expect(all[0].heardFrames < 700 && all[0] == all[1])
    let strangers = try two().renderBuses([.on(0, group: 3), .on(0, group: 99)], frames: 480)
    #expect(strangers.allSatisfy { $0.isSilent })
  }

  @Test func `a reset for one group leaves the other alone`() throws {
    let synthesizer = try TestSynthesizer(.level()) {
      $0.layout.groupCount = 2
      $0.layout.outputs = .groups
    }
    synthesizer.exclusive([0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7], at: 480, group: 2)
    let buses = synthesizer.renderBuses([.on(0, group: 0)], frames: 4800)
    #expect(buses[0].heardFrames == 4800 && buses[1].heardFrames < 800)
  }
}
