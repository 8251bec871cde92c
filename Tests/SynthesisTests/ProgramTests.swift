// SPDX-License-Identifier: MIT
// Which instrument a channel plays (`dls.md` 5.3). The test's own thread.

import DLS
import MIDI
import Testing

@testable import Synthesis

struct ProgramTests {
  private typealias Place = ProgramChoice.Place

  private static let choices: [ProgramChoice] = [
    ProgramChoice("exact", [Place(), Place(program: 5), Place(bankMSB: 3, program: 5)], (3, 0, 5), is: 3),
    ProgramChoice("exact with CC32", [Place(program: 5), Place(bankLSB: 2, program: 5)], (0, 2, 5), is: 2),
    ProgramChoice("0x79 selects bank 0", [Place(program: 5)], (0x79, 0, 5), is: 1),
    ProgramChoice("a bank 0x79 needs no selection", [Place(bankMSB: 0x79, program: 5)], (0, 0, 5), is: 1),
    ProgramChoice(
      "a variation of 0x79", [Place(program: 5), Place(bankMSB: 0x79, bankLSB: 3, program: 5)], (0x79, 3, 5), is: 2),
    ProgramChoice("0x78 selects drums anywhere", [Place(), Place(isDrum: true)], (0x78, 0, 0), is: 2),
    ProgramChoice("0x78 in the file is drums", [Place(), Place(bankMSB: 0x78)], (0, 0, 0), channel: 9, is: 2),
    ProgramChoice("0x79 on channel 10 is melodic", [Place(), Place(isDrum: true)], (0x79, 0, 0), channel: 9, is: 1),
    ProgramChoice("channel 10 is drums", [Place(), Place(isDrum: true)], (0, 0, 0), channel: 9, is: 2),
    ProgramChoice("melodic channels have no drums", [Place(isDrum: true)], (0, 0, 0), is: 0),
    ProgramChoice("an unknown bank falls back to 0", [Place(program: 5)], (8, 0, 5), is: 1),
    ProgramChoice("an unknown CC32 falls back", [Place(program: 5), Place(bankMSB: 8, program: 5)], (8, 4, 5), is: 2),
    ProgramChoice("an unknown kit falls back to kit 0", [Place(), Place(isDrum: true)], (0, 0, 25), channel: 9, is: 2),
    ProgramChoice("an unknown drum bank too", [Place(), Place(isDrum: true)], (4, 4, 25), channel: 9, is: 2),
    ProgramChoice("an unknown melodic program is silent", [Place()], (0, 0, 9), is: 0),
    ProgramChoice("the first of two in a file wins", [Place(program: 7), Place(program: 7)], (0, 0, 7), is: 1),
    ProgramChoice(
      "a bank on channel 10 without the drum bit", [Place(isDrum: true), Place(bankMSB: 5)], (5, 0, 0), channel: 9,
      is: 2),
  ]

  @Test(arguments: choices)
  func `a selection finds its instrument`(_ choice: ProgramChoice) throws {
    #expect(try choice.played() == choice.expected)
  }

  @Test func `a bank counts from the next program change`() throws {
    let places = [Place(), Place(bankMSB: 3)]
    for (events, expected) in [
      ([.program(0, 0), .control(0, 0, 3)], 1), ([.control(0, 0, 3), .program(0, 0)], 2),
    ] as [([Event], Int)] {
      let synthesizer = try TestSynthesizer(ProgramChoice.bank(places))
      let sound = synthesizer.render(Event.fullVolume() + events + [.on(0)], frames: 200)
      #expect(ProgramChoice.instrument(in: sound) == expected)
    }
  }

  @Test func `a program change keeps what sounds`() throws {
    let events = Event.fullVolume() + [.on(0), .program(480, 1)]
    let sound = try TestSynthesizer(ProgramChoice.bank([Place(), Place(program: 1)])).render(events, frames: 2000)
    #expect(abs(sound.left[1900] - sound.left[400]) < 1e-6)
    #expect(sound.left[1900] > 0)
  }
}
