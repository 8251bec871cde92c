// SPDX-License-Identifier: MIT
// The songs that come with the bank. Test thread.

import DLS
import MIDI
import Testing

@Suite struct PresetSongTests {
  private func song(_ name: String) throws -> Song { try Song(bytes: try FileBytes.read(PresetFiles.songPath(name))) }

  @Test(arguments: PresetFiles.songNames) func `a song reads without a warning and lasts 30 to 90 seconds`(name: String)
    throws
  {
    let song = try song(name)
    #expect(song.warnings.isEmpty)
    #expect(song.format == 1)
    #expect(song.lengthInSeconds > 30 && song.lengthInSeconds < 90)
    #expect((0..<song.trackCount).allSatisfy { song.name(ofTrack: $0)?.isEmpty == false })
    #expect(song.timeSignatures.count == 2)
  }

  @Test(arguments: PresetFiles.songNames) func `a song begins with General MIDI System On`(name: String) throws {
    let song = try song(name)
    let first = try #require(Array(song.events).first)
    #expect(song.bytes(of: first) == [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7])
  }

  @Test(arguments: PresetFiles.songNames) func `every note that starts also ends, and dynamics move`(name: String)
    throws
  {
    let song = try song(name)
    var sounding: [UInt16: Int] = [:]
    var expressions: Set<UInt8> = []
    for event in song.events {
      let bytes = song.bytes(of: event)
      guard bytes.count == 3 else { continue }
      let note = UInt16(bytes[0] & 0x0F) << 8 | UInt16(bytes[1])
      switch bytes[0] & 0xF0 {
      case 0x90: sounding[note, default: 0] += 1
      case 0x80: sounding[note, default: 0] -= 1
      case 0xB0 where bytes[1] == 11: expressions.insert(bytes[2])
      default: break
      }
    }
    #expect(sounding.count > 40)
    #expect(sounding.values.allSatisfy { $0 == 0 })
    #expect(expressions.count > 20)
  }

  @Test func `Sixteen Sails plays on all sixteen channels`() throws {
    let song = try song("sixteen-sails")
    let channels = Set(song.events.map { song.bytes(of: $0) }.filter { $0[0] & 0xF0 == 0x90 }.map { $0[0] & 0x0F })
    #expect(channels == Set(0..<16))
  }

  @Test(arguments: PresetFiles.songNames) func `controllers, bend and pedal are in use`(name: String) throws {
    let song = try song(name)
    let messages = song.events.map { song.bytes(of: $0) }
    let controllers = Set(messages.filter { $0[0] & 0xF0 == 0xB0 }.map { $0[1] })
    #expect(controllers.isSuperset(of: [1, 7, 10, 11, 64, 91]))
    if name != "harbour-lights" { #expect(messages.contains { $0[0] & 0xF0 == 0xE0 }) }
  }
}
