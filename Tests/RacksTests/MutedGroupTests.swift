// SPDX-License-Identifier: MIT
// Silenced channels of groups that others than the synthesizer play, and what is told of their keys.

import MIDI
import Miniport
import Racks
import Playback
import Realtime
import Synthesis
import Testing

struct MutedGroupTests {
  private static func mute(_ isOn: Bool, channel: UInt8 = 0) -> Event {
    Event(mute: isOn, group: 2, channel: channel)
  }

  @Test func `a note of a silenced channel does not leave by a MIDI output, and what was held ends`() throws {
    var stage = try RackStage([2: .uart])
    stage.accept(InstrumentRackTests.note, at: stage.now.frames, group: 2)
    stage.accept([0x91, 61, 1], at: stage.now.frames, group: 2)
    stage.render(64)
    _ = stage.takeOutgoing(2)
    let muted = stage.now.frames
    stage.parts.input.push(Self.mute(true))
    stage.render(64)
    let ends = stage.takeOutgoing(2)
    #expect(ends == ["\(muted): b0 7b 0", "\(muted): b0 78 0"])
    let start = stage.now.frames
    stage.accept([0x90, 70, 9], at: start, group: 2)
    stage.accept([0xB0, 7, 9], at: start + 1, group: 2)
    stage.accept([0x91, 71, 9], at: start + 2, group: 2)
    stage.accept([0x80, 70, 9], at: start + 3, group: 2)
    // To every group, and so not to this channel.
    stage.parts.input.push(Event(time: FrameTime(start + 4), 0x90, 73, 9, group: 0))
    stage.render(64)
    let rest = stage.takeOutgoing(2)
    #expect(rest == ["\(start + 1): b0 7 9", "\(start + 2): 91 47 9", "\(start + 3): 80 46 9"])
    stage.parts.input.push(Self.mute(false))
    let last = stage.now.frames
    stage.accept([0x90, 72, 9], at: last + 4, group: 2)
    stage.render(64)
    let heard = stage.takeOutgoing(2)
    #expect(heard == ["\(last + 4): 90 48 9"])
  }

  @Test func `the synthesizer knows what was silenced while somebody else played the group`() throws {
    var stage = try RackStage([2: .uart])
    stage.parts.input.push(Self.mute(true))
    stage.render(64)
    _ = stage.ask { board in (try? board.set(.synthesizer, group: 2)) != nil }
    stage.left[1] = []
    stage.accept(InstrumentRackTests.note, at: stage.now.frames, group: 2)
    stage.render(4096)
    #expect(stage.left[1].allSatisfy { $0 == 0 })
    stage.parts.input.push(Self.mute(false))
    stage.render(4096)
    #expect(stage.left[1].contains { abs($0) > 0.1 })
  }

  @Test func `a synthesizer in a sandbox silences a channel by itself, at the same frames`() throws {
    var sounds: [[Float]] = []
    for choices in [[:], [2: MiniportChoice.synthesizer.running(.sandbox) ?? .uart]] {
      var stage = try RackStage(choices)
      stage.freewheel()
      // A sandbox is faded in, and a busy machine is late with its first blocks.
      for _ in 0..<64 { stage.render(64) }
      let (start, first) = (stage.now.frames, stage.left[1].count)
      stage.accept(InstrumentRackTests.note, at: start + 5, group: 2)
      stage.parts.input.push(Event(mute: true, group: 2, channel: 0, time: FrameTime(start + 1001)))
      stage.parts.input.push(Event(mute: false, group: 2, channel: 0, time: FrameTime(start + 3003)))
      for _ in 0..<96 { stage.render(64) }
      sounds.append(Array(stage.left[1][first...]))
    }
    let isSame = sounds[0] == sounds[1]
    #expect(isSame && sounds[0][2000] == 0 && abs(sounds[0][1000]) > 0.1 && abs(sounds[0][5000]) > 0.1)
  }

  @Test func `keys that are down in another miniport are told, until it goes`() throws {
    var stage = try RackStage([2: .uart])
    let activity = stage.parts.channelActivity.another()
    stage.accept([0x93, 60, 127], at: stage.now.frames, group: 2)
    stage.accept([0x93, 100, 127], at: stage.now.frames, group: 2)
    stage.render(64)
    #expect(activity.keys(ofChannel: 19) == KeySet(low: 1 << 60, high: 1 << 36))
    stage.accept([0x93, 60, 0], at: stage.now.frames, group: 2)
    stage.render(64)
    #expect(activity.keys(ofChannel: 19) == KeySet(low: 0, high: 1 << 36))
    _ = stage.ask { board in (try? board.set(.synthesizer, group: 2)) != nil }
    #expect(activity.keys(ofChannel: 19).isEmpty())
  }
}
