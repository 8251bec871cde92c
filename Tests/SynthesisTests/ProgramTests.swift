// SPDX-License-Identifier: MIT
// Which instrument a channel plays (`dls.md` 5.3). The test's own thread.

import DLS
import MIDI
import Testing

@testable import Synthesis

struct ProgramTests {
  private struct Place: Sendable {
    var bankMSB: UInt8 = 0
    var bankLSB: UInt8 = 0
    var program: UInt8 = 0
    var isDrum = false
  }

  /// A bank whose instruments have levels of 1, 2, 3, … thousandths.
  private static func bank(_ places: [Place]) -> TestBank {
    var bank = TestBank()
    for (index, place) in places.enumerated() {
      let wave = bank.add(wave: [Int16](repeating: Int16(512 * (index + 1)), count: 64))
      bank.add(
        [Region(wave: wave, loop: 0...63)], bankMSB: place.bankMSB, bankLSB: place.bankLSB, program: place.program,
        isDrum: place.isDrum)
    }
    return bank
  }

  /// The number, from 1, of the instrument that plays; 0 for none.
  private static func played(_ places: [Place], _ events: [Event], channel: UInt8) throws -> Int {
    let all = Event.fullVolume(channel: channel) + events + [.on(0, channel: channel)]
    let sound = try TestSynthesizer(bank(places)).render(all, frames: 200)
    return Int((Double(sound.left[100]) * 32_768 / 0.5.squareRoot() / 512).rounded())
  }

  private struct Case: Sendable, CustomTestStringConvertible {
    let places: [Place]
    let selected: (UInt8, UInt8, UInt8)
    let channel: UInt8
    let expected: Int
    let testDescription: String

    init(
      _ testDescription: String, _ places: [Place], _ selected: (UInt8, UInt8, UInt8), channel: UInt8 = 0,
      is expected: Int
    ) {
      self.testDescription = testDescription
      self.places = places
      self.selected = selected
      self.channel = channel
      self.expected = expected
    }
  }

  private static let cases: [Case] = [
    Case("exact", [Place(), Place(program: 5), Place(bankMSB: 3, program: 5)], (3, 0, 5), is: 3),
    Case("exact with CC32", [Place(program: 5), Place(bankLSB: 2, program: 5)], (0, 2, 5), is: 2),
    Case("0x79 selects bank 0", [Place(program: 5)], (0x79, 0, 5), is: 1),
    Case("a bank 0x79 needs no selection", [Place(bankMSB: 0x79, program: 5)], (0, 0, 5), is: 1),
    Case(
      "a variation of 0x79", [Place(program: 5), Place(bankMSB: 0x79, bankLSB: 3, program: 5)], (0x79, 3, 5), is: 2),
    Case("0x78 selects drums anywhere", [Place(), Place(isDrum: true)], (0x78, 0, 0), is: 2),
    Case("0x78 in the file is drums", [Place(), Place(bankMSB: 0x78)], (0, 0, 0), channel: 9, is: 2),
    Case("0x79 on channel 10 is melodic", [Place(), Place(isDrum: true)], (0x79, 0, 0), channel: 9, is: 1),
    Case("channel 10 is drums", [Place(), Place(isDrum: true)], (0, 0, 0), channel: 9, is: 2),
    Case("melodic channels have no drums", [Place(isDrum: true)], (0, 0, 0), is: 0),
    Case("an unknown bank falls back to 0", [Place(program: 5)], (8, 0, 5), is: 1),
    Case("an unknown CC32 falls back", [Place(program: 5), Place(bankMSB: 8, program: 5)], (8, 4, 5), is: 2),
    Case("an unknown kit falls back to kit 0", [Place(), Place(isDrum: true)], (0, 0, 25), channel: 9, is: 2),
    Case("an unknown drum bank too", [Place(), Place(isDrum: true)], (4, 4, 25), channel: 9, is: 2),
    Case("an unknown melodic program is silent", [Place()], (0, 0, 9), is: 0),
    Case("the first of two in a file wins", [Place(program: 7), Place(program: 7)], (0, 0, 7), is: 1),
    Case(
      "a bank on channel 10 without the drum bit", [Place(isDrum: true), Place(bankMSB: 5)], (5, 0, 0), channel: 9,
      is: 2),
  ]

  @Test(arguments: cases)
  private func `a selection finds its instrument`(_ example: Case) throws {
    let events: [Event] = [
      .control(0, 0, example.selected.0, channel: example.channel),
      .control(0, 32, example.selected.1, channel: example.channel),
      .program(0, example.selected.2, channel: example.channel),
    ]
    #expect(try Self.played(example.places, events, channel: example.channel) == example.expected)
  }

  @Test func `a bank counts from the next program change`() throws {
    let places = [Place(), Place(bankMSB: 3)]
    #expect(try Self.played(places, [.program(0, 0), .control(0, 0, 3)], channel: 0) == 1)
    #expect(try Self.played(places, [.control(0, 0, 3), .program(0, 0)], channel: 0) == 2)
  }

  @Test func `a program change keeps what sounds`() throws {
    let events = Event.fullVolume() + [.on(0), .program(480, 1)]
    let sound = try TestSynthesizer(Self.bank([Place(), Place(program: 1)])).render(events, frames: 2000)
    #expect(abs(sound.left[1900] - sound.left[400]) < 1e-6)
    #expect(sound.left[1900] > 0)
  }
}
