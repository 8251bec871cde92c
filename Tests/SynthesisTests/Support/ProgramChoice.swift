// SPDX-License-Identifier: MIT
// Which of several instruments a channel plays, told by its level. Any thread.

import DLS
import MIDI
import Testing

/// A bank of instruments, what is said to a synthesizer, and the instrument that must play then.
struct ProgramChoice: Sendable, CustomTestStringConvertible {
  /// The address of an instrument.
  struct Place: Sendable {
    var bankMSB: UInt8 = 0
    var bankLSB: UInt8 = 0
    var program: UInt8 = 0
    var isDrum = false
  }

  let testDescription: String
  let places: [Place]
  /// System Exclusive, before all else.
  let messages: [[UInt8]]
  /// CC0, CC32 and program.
  let selection: (UInt8, UInt8, UInt8)?
  let channel: UInt8
  /// Its number from 1; 0 for none.
  let expected: Int

  init(
    _ testDescription: String, _ places: [Place], after messages: [[UInt8]] = [],
    _ selection: (UInt8, UInt8, UInt8)?, channel: UInt8 = 0, is expected: Int
  ) {
    self.testDescription = testDescription
    self.places = places
    self.messages = messages
    self.selection = selection
    self.channel = channel
    self.expected = expected
  }

  /// A bank whose instruments have levels of 1, 2, 3, … steps.
  static func bank(_ places: [Place]) -> TestBank {
    var bank = TestBank()
    for (index, place) in places.enumerated() {
      let wave = bank.add(wave: [Int16](repeating: Int16(512 * (index + 1)), count: 64))
      bank.add(
        [Region(wave: wave, loop: 0...63)], bankMSB: place.bankMSB, bankLSB: place.bankLSB, program: place.program,
        isDrum: place.isDrum)
    }
    return bank
  }

  /// The number, from 1, of the instrument of such a bank that is heard; 0 for none.
  static func instrument(in sound: Stereo) -> Int {
    Int((Double(sound.left[100]) * 32_768 / 0.5.squareRoot() / 512).rounded())
  }

  /// The number of the instrument that plays.
  func played() throws -> Int {
    let synthesizer = try TestSynthesizer(Self.bank(places))
    for message in messages { synthesizer.exclusive(message) }
    _ = synthesizer.render(frames: 16)
    var events = Event.fullVolume(channel: channel)
    if let selection {
      events += [
        .control(0, 0, selection.0, channel: channel), .control(0, 32, selection.1, channel: channel),
        .program(0, selection.2, channel: channel),
      ]
    }
    return Self.instrument(in: synthesizer.render(events + [.on(0, channel: channel)], frames: 200))
  }
}
