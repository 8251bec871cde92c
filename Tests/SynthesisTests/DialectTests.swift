// SPDX-License-Identifier: MIT
// Resets and the bank rules of the dialects (`dls.md` 5.3; GM1, GM2, GS, XG). The test's own thread.

import DLS
import Foundation
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct DialectTests {
  private static let piano = ProgramChoice.Place()
  private static let kit = ProgramChoice.Place(isDrum: true)
  private static let powerKit = ProgramChoice.Place(program: 16, isDrum: true)
  private static let gsVariation = ProgramChoice.Place(bankMSB: 8)
  private static let variation = ProgramChoice.Place(bankLSB: 3)
  private static let all = [piano, kit, powerKit, gsVariation, variation]

  private static let choices: [ProgramChoice] = [
    ProgramChoice("GM1 ignores CC0", all, after: [Exclusive.gm1], (8, 0, 0), is: 1),
    ProgramChoice("GM1 ignores CC32", all, after: [Exclusive.gm1], (0, 3, 0), is: 1),
    ProgramChoice("GM1 has drums on channel 10", all, after: [Exclusive.gm1], (0, 0, 16), channel: 9, is: 3),
    ProgramChoice("GM1 has them whatever the bank", all, after: [Exclusive.gm1], (0x79, 0, 16), channel: 9, is: 3),
    ProgramChoice("GM1 falls back to the standard kit", all, after: [Exclusive.gm1], (0, 0, 40), channel: 9, is: 2),
    ProgramChoice("GM2 needs no selection", all, after: [Exclusive.gm2], nil, is: 1),
    ProgramChoice("GM2 needs none for drums", all, after: [Exclusive.gm2], nil, channel: 9, is: 2),
    ProgramChoice("GM2 selects a variation", all, after: [Exclusive.gm2], (0x79, 3, 0), is: 5),
    ProgramChoice("GM2 falls back to the first", all, after: [Exclusive.gm2], (0x79, 9, 0), is: 1),
    ProgramChoice("GM2 makes drums of any channel", all, after: [Exclusive.gm2], (0x78, 0, 16), channel: 4, is: 3),
    ProgramChoice("GM2 plays a melody on channel 10", all, after: [Exclusive.gm2], (0x79, 0, 0), channel: 9, is: 1),
    ProgramChoice("GM2 does not know GS's variations", all, after: [Exclusive.gm2], (8, 0, 0), is: 1),
    ProgramChoice("GS selects a variation by CC0", all, after: [Exclusive.gs], (8, 0, 0), is: 4),
    ProgramChoice("GS takes CC32 for a map", all, after: [Exclusive.gs], (0, 3, 0), is: 1),
    ProgramChoice("GS falls back to the tone of the eight", all, after: [Exclusive.gs], (11, 2, 0), is: 4),
    ProgramChoice("GS falls back to the capital tone", all, after: [Exclusive.gs], (24, 0, 0), is: 1),
    ProgramChoice("GS has drums on channel 10", all, after: [Exclusive.gs], (0, 0, 16), channel: 9, is: 3),
    ProgramChoice(
      "GS falls back to the first kit of a family", all, after: [Exclusive.gs], (0, 0, 17), channel: 9, is: 3),
    ProgramChoice(
      "GS makes drums of any part", all, after: [Exclusive.gs, Exclusive.gs(0x40, 0x13, 0x15, 1)], (0, 0, 0),
      channel: 2,
      is: 2),
    ProgramChoice(
      "and does so without a reset", all, after: [Exclusive.gs(0x40, 0x1B, 0x15, 2)], (0, 0, 16), channel: 11, is: 3),
    ProgramChoice(
      "GS makes a melody of part 10", all, after: [Exclusive.gs, Exclusive.gs(0x40, 0x10, 0x15, 0)], (0, 0, 0),
      channel: 9,
      is: 1),
    ProgramChoice(
      "a wrong checksum makes nothing", all, after: [[0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x13, 0x15, 1, 0, 0xF7]],
      (0, 0, 0), channel: 2, is: 1),
    ProgramChoice("XG needs no selection for drums", all, after: [Exclusive.xg], nil, channel: 9, is: 2),
    ProgramChoice("XG selects a variation by CC32", all, after: [Exclusive.xg], (0, 3, 0), is: 5),
    ProgramChoice("XG falls back to the first", all, after: [Exclusive.xg], (0, 40, 0), is: 1),
    ProgramChoice("XG makes drums of any channel", all, after: [Exclusive.xg], (127, 0, 16), channel: 3, is: 3),
    ProgramChoice(
      "XG has kits of effects, which fall back", all, after: [Exclusive.xg], (126, 0, 1), channel: 3, is: 2),
    ProgramChoice("XG plays a melody on channel 10", all, after: [Exclusive.xg], (0, 0, 0), channel: 9, is: 1),
    ProgramChoice("XG's bank 64 falls back", all, after: [Exclusive.xg], (64, 0, 0), is: 1),
    ProgramChoice(
      "XG's bank 64 is found", [piano, ProgramChoice.Place(bankMSB: 64)], after: [Exclusive.xg], (64, 0, 0), is: 2),
    ProgramChoice(
      "XG makes drums of a part", all, after: [Exclusive.xg, Exclusive.xg(8, 5, 7, 2)], nil, channel: 5, is: 2),
    ProgramChoice(
      "XG makes a melody of part 10", all, after: [Exclusive.xg, Exclusive.xg(8, 9, 7, 0)], nil, channel: 9, is: 1),
    ProgramChoice(
      "DLS on forgets a dialect", all, after: [Exclusive.gm1, [0xF0, 0x7E, 0x7F, 0x0A, 1, 0xF7]], (8, 0, 0), is: 4),
  ]

  @Test(arguments: choices)
  func `a dialect has its banks`(_ choice: ProgramChoice) throws {
    #expect(try choice.played() == choice.expected)
  }

  @Test func `the reset of a client's group leaves alone what is everybody's, and that of all others does not`() {
    var stage = MessageStage(groupCount: 1, spareGroupCount: 16)
    stage.put(exclusive: Exclusive.universal([4, 1, 0, 0]))
    stage.put(exclusive: Exclusive.gs(0x40, 0x01, 0x34, 0x10))
    let (volume, time) = (stage.synthesizer.master.songVolume, stage.synthesizer.effects.reverb.timeSeconds)
    #expect(volume == 0 && time != EffectSettings().reverb.timeSeconds)
    stage.put(exclusive: Exclusive.gm1, group: 2)
    #expect(stage.synthesizer.master.songVolume == 0 && stage.synthesizer.effects.reverb.timeSeconds == time)
    stage.put(exclusive: Exclusive.gm1, group: 1)
    #expect(stage.synthesizer.master.songVolume == 1)
    #expect(stage.synthesizer.effects.reverb.timeSeconds == EffectSettings().reverb.timeSeconds)
  }

  @Test func `a reset sets what its dialect starts with`() {
    for (message, melodic, drums) in [
      (Exclusive.gm1, 0, 0), (Exclusive.gm2, 0x79, 0x78), (Exclusive.gs, 0, 0), (Exclusive.xg, 0, 127),
    ] as [([UInt8], UInt8, UInt8)] {
      var stage = MessageStage()
      stage.put([.control(0, 7, 1), .control(0, 91, 99), .control(0, 126, 0), .control(0, 74, 3)])
      stage.put(Event.parameter(0, 5, 300) + Event.unregistered(0, 1, [0x20], 99 << 7))
      stage.put(exclusive: message)
      let channel = stage.channel(0)
      #expect(channel.controllers[7] == 100 && channel.controllers[91] == 40 && channel.controllers[74] == 64)
      #expect(!channel.isMono && channel.modulationDepth == 1 && channel.offsets.isNeutral)
      #expect(channel.bankMSB == melodic && stage.channel(9).bankMSB == drums)
      #expect(stage.channel(9).isDrumPart && stage.channel(9).isPlayingDrums && !stage.channel(8).isPlayingDrums)
      #expect(stage.unknownMessages == 0)
    }
  }
}

/// The same song four times, written for GM, GM2, GS and XG.
struct DialectSongTests {
  private static let names = ["Dance_GM.mid", "Dance_GM2.mid", "Dance_GS.mid", "Dance_XG.mid"]
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data").standardizedFileURL
  private static let isAtHand = names.allSatisfy { FileManager.default.fileExists(atPath: folder.path + "/" + $0) }

  /// The address of the program that each note finds, in a bank with all of GM and something else beside each program.
  private static func programs(of name: String) throws -> [UInt32] {
    let song = try Song(bytes: Array(Data(contentsOf: folder.appending(path: name))))
    // A program without regions: nothing looks at them.
    let regions = UnsafeMutablePointer<CompiledRegion>.allocate(capacity: 1)
    let ranges = UnsafeMutablePointer<NoteRange>.allocate(capacity: 1)
    defer {
      unsafe regions.deallocate()
      unsafe ranges.deallocate()
    }
    var keys: [UInt32] = [0, 8, 16, 24, 25].map {
      ProgramEntry.key(bankMSB: 0, bankLSB: 0, program: $0, isDrum: true)
    }
    for (msb, lsb) in [(0, 0), (8, 0), (0, 1), (0, 8)] as [(UInt8, UInt8)] {
      keys += (0..<128).map { ProgramEntry.key(bankMSB: msb, bankLSB: lsb, program: $0, isDrum: false) }
    }
    let entries = keys.sorted().map {
      unsafe ProgramEntry(
        key: $0, regions: UnsafePointer(regions), ranges: UnsafePointer(ranges), regionCount: 0)
    }
    return unsafe entries.withUnsafeBufferPointer { entries in
      var stage = MessageStage()
      unsafe stage.synthesizer.table = InstrumentTable(
        entries: entries.baseAddress, entryCount: entries.count, generation: 1)
      return found(in: song, &stage)
    }
  }

  private static func found(in song: Song, _ stage: inout MessageStage) -> [UInt32] {
    var found: [UInt32] = []
    for event in song.events {
      if event.isLong {
        stage.put(exclusive: Array(song.systemExclusive(of: event)))
        continue
      }
      let message = Event(time: .zero, packed: event.packed, length: UInt16(event.length), group: 1)
      if message.status == 0xF0 {
        stage.put(exclusive: (0..<Int(event.length)).map { UInt8(truncatingIfNeeded: event.packed >> (8 * $0)) })
        continue
      }
      if message.status & 0xF0 == 0x90, message.data2 > 0 {
        let program = stage.synthesizer.instrument(of: message.channel)
        found.append(program?.key ?? .max)
      }
      stage.put([message])
    }
    return found
  }

  @Test(.enabled(if: isAtHand), arguments: names)
  func `a song reaches the same programs in every dialect`(name: String) throws {
    let expected = try Self.programs(of: "Dance_GM.mid")
    let found = try Self.programs(of: name)
    #expect(expected.count > 3000 && !expected.contains(.max))
    #expect(Set(expected).count > 10)
    #expect(found.sorted() == expected.sorted())
  }
}
