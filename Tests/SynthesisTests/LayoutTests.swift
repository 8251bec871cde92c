// SPDX-License-Identifier: MIT
// Groups and outputs that come and go while notes sound. The test's own thread.

import DLS
import Glibc
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct LayoutTests {
  /// A long sine that sounds on after its key.
  private static func bank() -> TestBank {
    let sine = (0..<480).map { Int16(3000 * sin(2 * .pi * Double($0) / 480)) }
    return .one(sine, loop: 0...479, [.seconds(Connection.To.eg1Release, 0.5)])
  }

  private static func synthesizer(
    _ groupCount: Int, _ outputs: OutputLayout, isReshapable: Bool = true
  ) throws -> TestSynthesizer {
    try TestSynthesizer(bank()) {
      ($0.layout.groupCount, $0.layout.outputs, $0.isReshapable, $0.hasEffects) = (
        groupCount, outputs, isReshapable, true
      )
    }
  }

  /// A note on each of eight channels of each of two groups, dry, each of another key.
  private static let notes: [Event] = (1...2 as ClosedRange<UInt16>).flatMap { group in
    (0..<8 as Range<UInt8>).flatMap { channel in
      [
        Event.control(0, 91, 0, channel: channel, group: group),
        .on(100, 50 + channel + 8 * UInt8(group), 100, channel: channel, group: group),
      ]
    }
  }

  /// What all buses come to.
  private static func sum(_ buses: [Stereo]) -> [Float] {
    buses.reduce([Float](repeating: 0, count: buses[0].left.count)) { sum, bus in
      zip(sum, bus.left).map { $0 + $1 }
    }
  }

  @Test(
    arguments: [
      (OutputLayout.stereo, OutputLayout.groups), (.stereo, .channels), (.groups, .stereo), (.groups, .channels),
      (.channels, .stereo), (.channels, .groups),
    ])
  func `notes sound on, to the frame, when the outputs are others`(first: OutputLayout, second: OutputLayout) throws {
    let expected = try Self.synthesizer(2, .stereo, isReshapable: false)
    var wanted = Self.sum(expected.renderBuses(Self.notes, frames: 1000))
    for _ in 0..<2 { wanted += Self.sum(expected.renderBuses([], frames: 1000)) }
    let synthesizer = try Self.synthesizer(2, first)
    var heard = Self.sum(synthesizer.renderBuses(Self.notes, frames: 1000))
    synthesizer.setLayout(2, second)
    heard += Self.sum(synthesizer.renderBuses([], frames: 1000))
    synthesizer.setLayout(2, first)
    heard += Self.sum(synthesizer.renderBuses([], frames: 1000))
    let difference = zip(wanted, heard).map { abs($0 - $1) }.max() ?? 1
    #expect(wanted.contains { abs($0) > 0.1 })
    #expect(
      difference < 1e-6, "\(difference) at \(zip(wanted, heard).map { abs($0 - $1) }.firstIndex { $0 > 1e-6 } ?? 0)")
  }

  @Test func `new notes sound where their channel is now`() throws {
    let synthesizer = try Self.synthesizer(2, .stereo)
    _ = synthesizer.render(frames: 480)
    synthesizer.setLayout(2, .channels)
    let buses = synthesizer.renderBuses([.on(0, channel: 3, group: 2)], frames: 480)
    #expect(buses.count == 32)
    #expect(buses.indices.filter { !buses[$0].isSilent } == [19])
    synthesizer.setLayout(2, .groups)
    #expect(synthesizer.renderBuses([], frames: 480).map(\.isSilent) == [true, false])
  }

  @Test func `keys of a group that goes are let go, and when it comes again it is as after a reset`() throws {
    let synthesizer = try Self.synthesizer(3, .groups)
    _ = synthesizer.renderBuses(
      [.control(0, 7, 1, channel: 0, group: 3), .control(0, 64, 127, group: 3), .on(0, group: 3), .on(0, group: 2)],
      frames: 480)
    synthesizer.setLayout(2, .groups)
    let ends = synthesizer.renderBuses([.on(0, group: 3)], frames: 48_000)
    #expect(synthesizer.statistics.value(of: .groupsUnknown) == 1, "the note to the group that is not there")
    #expect(synthesizer.statistics.integer(.voicesSounding) == 1, "only the note of the second group is held")
    #expect(!ends[0].isSilent, "the tail is heard on the first output")
    synthesizer.setLayout(3, .groups)
    let again = synthesizer.renderBuses([.on(0, group: 3)], frames: 480)
    let beside = try Self.synthesizer(3, .groups).renderBuses([.on(0, group: 3)], frames: 480)
    #expect(again[2].left.max() ?? 0 > 0.02)
    #expect(abs((again[2].left.max() ?? 0) - (beside[2].left.max() ?? 1)) < 1e-3)
  }

  @Test func `a source that promised to be heard may go with its group, and the end of its notes is not cut`() throws {
    let synthesizer = try Self.synthesizer(2, .stereo)
    let sensing = Event(time: .zero, 0xFE, 0, 0, group: 2)
    _ = synthesizer.render([.control(0, 91, 0, group: 2), sensing, .on(0, group: 2)], frames: 480)
    synthesizer.setLayout(1, .stereo)
    // 300 ms after its last message, and the frames in which what is cut would fade.
    _ = synthesizer.render(frames: 14_400 + 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 1, "its release takes half a second")
  }

  @Test func `with one output no more voice groups are looked at than all voices fill`() throws {
    let synthesizer = try Self.synthesizer(2, .stereo)
    let compact = synthesizer.voiceGroups.count
    synthesizer.setLayout(2, .channels)
    _ = synthesizer.renderBuses(Self.notes, frames: 480)
    #expect(synthesizer.voiceGroups.count > compact)
    synthesizer.setLayout(2, .stereo)
    _ = synthesizer.renderBuses([], frames: 480)
    #expect(synthesizer.voiceGroups.count == compact)
  }

  @Test func `a layout with more groups than there is room for changes nothing`() throws {
    let synthesizer = try Self.synthesizer(1, .stereo)
    for (groupCount, outputs) in [(33, OutputLayout.stereo), (1000, .channels), (0, .stereo)] {
      synthesizer.setLayout(groupCount, outputs)
      #expect(synthesizer.renderBuses([.on(0, group: 1)], frames: 480).count == 1)
    }
    synthesizer.setLayout(32, .stereo)
    _ = synthesizer.renderBuses([.on(0, group: 32)], frames: 480)
    #expect(synthesizer.statistics.value(of: .groupsUnknown) == 0)
  }

  @Test(arguments: [OutputLayout.stereo, .groups, .channels])
  func `effects apart are the last output, and with the others they come to the same sum`(outputs: OutputLayout) throws
  {
    let wet = Self.notes.map {
      $0.status & 0xF0 == 0xB0 ? Event.control(0, 91, 100, channel: $0.status & 15, group: $0.group) : $0
    }
    let mixed = try Self.synthesizer(2, outputs)
    let apart = try Self.synthesizer(2, outputs)
    apart.setLayout(2, outputs, .apart)
    let (one, two) = (mixed.renderBuses(wet, frames: 9600), apart.renderBuses(wet, frames: 9600))
    #expect(two.count == one.count + 1)
    // With the limiter at rest the sum is that of the buses.
    let difference = zip(Self.sum(one), Self.sum(two)).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-6, "\(difference)")
    #expect(two.last?.left.contains { abs($0) > 1e-3 } ?? false)
    #expect((two.last?.onset ?? 0) > 64, "no dry note is among the effects")
    let dry = try Self.synthesizer(2, outputs).renderBuses(Self.notes, frames: 9600)
    #expect(dry[0].left == two[0].left, "and no effect among the notes")
  }

  @Test func `effects that sound move to an output of their own and back without a click`() throws {
    let wet = [Event.control(0, 91, 127, group: 1), .on(0, group: 1), .off(9600, group: 1)]
    let expected = try Self.synthesizer(2, .groups)
    let wanted = Self.sum(expected.renderBuses(wet, frames: 24_000))
    let synthesizer = try Self.synthesizer(2, .groups)
    var heard = Self.sum(synthesizer.renderBuses(wet, frames: 8000))
    for (groups, effects) in [(2, EffectsOutput.apart), (3, .apart), (2, .mixed), (2, .apart)] {
      synthesizer.setLayout(groups, .groups, effects)
      heard += Self.sum(synthesizer.renderBuses([], frames: 4000))
    }
    let difference = zip(wanted, heard).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-6, "\(difference)")
  }
}
