// SPDX-License-Identifier: MIT
// Instruments side by side on channel groups.

import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Synthesis
import Testing

struct InstrumentRackTests {
  static let note: [UInt8] = [0x90, 60, 127]
  static let end: [UInt8] = [0x80, 60, 0]

  /// What a synthesizer by itself makes of the same messages, in one group after the other.
  private static func alone(_ messages: [(bytes: [UInt8], frame: Int64, group: UInt16)], frames: Int) throws
    -> [[Float]]
  {
    var stage = try RackStage()
    for message in messages { stage.accept(message.bytes, at: stage.now.frames + message.frame, group: message.group) }
    stage.render(frames)
    return stage.left
  }

  @Test func `it sounds as the synthesizer does by itself, whatever the block`() throws {
    let frames = 4000
    let messages: [(bytes: [UInt8], frame: Int64)] = [
      (Self.note, 3), ([0xB0, 7, 60], 517), ([0xF0, 0x7F, 0x7F, 4, 1, 0, 64, 0xF7], 1001), (Self.end, 2000),
      ([0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0, 0x7F, 0, 0x41, 0xF7], 2600), (Self.note, 2700), (Self.note, 2700),
    ]
    var whole: [[Float]] = []
    for block in [1, 64, 1000, 4000] {
      var stage = try RackStage()
      let start = stage.now.frames
      for message in messages { stage.accept(message.bytes, at: start + message.frame, group: 1) }
      var done = 0
      while done < frames {
        stage.render(min(block, frames - done))
        done += block
      }
      if whole.isEmpty { whole = stage.left }
      let isEqual = stage.left == whole
      #expect(isEqual)
    }
    #expect(whole[0].contains { abs($0) > 0.1 })
    #expect(whole[0].firstIndex { $0 != 0 } == 3)
    #expect(!whole[1].contains { $0 != 0 })
    let alone = try SynthesizerAlone.render(messages, frames: frames)
    let isTheSame = whole[0] == alone
    #expect(isTheSame)
  }

  @Test func `a group of a MIDI output is silent, and its messages leave at their frames`() throws {
    var stage = try RackStage([2: .uart])
    let start = stage.now.frames
    let long: [UInt8] = [0xF0] + [UInt8](repeating: 1, count: 20) + [0xF7]
    stage.accept(Self.note, at: start + 5, group: 1)
    stage.accept(Self.note, at: start + 70, group: 2)
    stage.accept([0xF0, 1, 2, 0xF7], at: start + 80, group: 2)
    stage.accept(long, at: start + 90, group: 2)
    stage.accept(Self.end, at: start + 130, group: 2)
    stage.render(64)
    let sent1 = stage.takeOutgoing(2)
    #expect(sent1.isEmpty)
    stage.render(64)
    let hex = long.map { String($0, radix: 16) }.joined(separator: " ")
    let messages = stage.takeOutgoing(2)
    #expect(
      messages == ["\(start + 70): 90 3c 7f", "\(start + 80): f0 1 2 f7", "\(start + 90): \(hex)"])
    stage.render(64)
    let sent2 = stage.takeOutgoing(2)
    #expect(sent2 == ["\(start + 130): 80 3c 0"])
    #expect(stage.left[0].firstIndex { $0 != 0 } == 5)
    #expect(!stage.left[1].contains { $0 != 0 })
  }

  @Test func `what is for all groups goes to every miniport`() throws {
    var stage = try RackStage([2: .uart, 3: .uart])
    stage.parts.port.releaseAllNotes(at: stage.now)
    stage.render(64)
    let sent3 = stage.takeOutgoing(2)
    #expect(sent3.count == 48)
    let sent4 = stage.takeOutgoing(3)
    #expect(sent4.count == 48)
  }

  @Test func `another miniport takes a group over while the rest sounds on to the bit`() throws {
    let undisturbed = try Self.alone([(Self.note, 3, 1)], frames: 6400)
    var stage = try RackStage()
    let start = stage.now.frames
    stage.accept(Self.note, at: start + 3, group: 1)
    stage.accept(Self.note, at: start + 3, group: 2)
    let board = stage.board
    let isSet = Background { (try? board.set(.uart, group: 2)) != nil }
    while !isSet.isDone { stage.render(64) }
    #expect(isSet.result == true)
    let sounding = stage.left[1].lastIndex { $0 != 0 }
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    stage.render(64)
    let sent5 = stage.takeOutgoing(2)
    #expect(sent5.map { $0.suffix(8) } == ["90 3c 7f"])
    while stage.left[0].count < 6400 { stage.render(64) }
    let isUndisturbed = Array(stage.left[0].prefix(6400)) == undisturbed[0]
    #expect(isUndisturbed)
    // The synthesizer's own note on that group has ended.
    #expect(stage.left[1].suffix(64).allSatisfy { $0 == 0 })
    #expect(sounding != nil)
  }

  @Test func `a MIDI output that goes sends the ends of its notes first`() throws {
    var stage = try RackStage([2: .uart])
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    stage.render(64)
    let sent6 = stage.takeOutgoing(2)
    #expect(sent6.count == 1)
    let board = stage.board
    let isSet = Background { (try? board.set(.synthesizer, group: 2)) != nil }
    var sent: [String] = []
    while !isSet.isDone {
      stage.render(64)
      sent += stage.takeOutgoing(2)
    }
    #expect(isSet.result == true)
    #expect(sent.count == 48)
    #expect(sent.contains { $0.hasSuffix(": b0 7b 0") })
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    stage.render(64)
    #expect(stage.left[1].suffix(64).contains { $0 != 0 })
    let sent7 = stage.takeOutgoing(2)
    #expect(sent7.isEmpty)
  }

  @Test func `where nothing renders a change is given up and says so`() throws {
    let stage = try RackStage()
    let fault = #expect(throws: RackFault.self) { try stage.board.set(.uart, group: 2) }
    #expect(fault == .stopped)
  }
}
