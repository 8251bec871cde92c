// SPDX-License-Identifier: MIT
// Peaks and keys of channels, for who wants to know. The test's own thread.

import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct ChannelActivityTests {
  private static let channels: [UInt8] = [0, 1, 2, 3, 9, 12]

  /// Many notes on several channels, in two groups.
  private static let events: [Event] = {
    let crowd: [Event] = (0..<90).flatMap { note in
      let (channel, key, frame) = (channels[note % 6], UInt8(30 + note % 60), note * 250)
      return [
        Event.on(frame, key, 90, channel: channel), .off(frame + 5000, key, channel: channel),
        .control(frame, 10, UInt8(note * 37 % 128), channel: channel),
      ]
    }
    return (crowd + BusyScript.events).map { event in
      var event = event
      event.group = event.status < 0xF0 && event.channel % 2 == 1 ? 2 : event.group
      return event
    }
  }()

  private static func synthesizer(threads: Int = 1, outputs: OutputLayout = .stereo) throws -> TestSynthesizer {
    try TestSynthesizer(BusyScript.bank) {
      $0.layout.groupCount = 2
      $0.layout.outputs = outputs
      $0.voiceLimit = 400
      $0.renderThreads = threads
      $0.leastSharedWork = 0
      $0.isOffline = true
    }
  }

  private static func peak(_ sound: [Stereo]) -> Float {
    sound.flatMap { $0.left + $0.right }.reduce(0) { max($0, $1.magnitude) }
  }

  @Test(arguments: [
    (1, OutputLayout.stereo, 480), (1, .channels, 64), (3, .groups, 999), (3, .stereo, 64), (1, .stereo, 7),
  ])
  func `a channel's peak is that of the sound that it makes alone`(
    threads: Int, outputs: OutputLayout, block: Int
  ) throws {
    let all = try Self.synthesizer(threads: threads, outputs: outputs)
    let activity = all.makeActivity()
    activity.want(peaks: true, keys: false)
    _ = all.renderBuses(Self.events, frames: BusyScript.frames, block: block)
    for channel in Self.channels {
      let alone = try Self.synthesizer()
      let own = Self.events.filter { $0.status >= 0xF0 || $0.channel == Int(channel) }
      let expected = Self.peak(alone.renderBuses(own, frames: BusyScript.frames))
      let found = activity.takePeak(ofChannel: (channel % 2 == 1 ? 16 : 0) + Int(channel))
      #expect(expected > 0.05)
      // Alone its filters and gains have other corners: the lines of voices that share a group are cut where one of them changes.
      #expect(abs(Signal.decibels(Double(found / expected))) < 0.1, "channel \(channel): \(found), not \(expected)")
    }
    #expect(activity.takePeak(ofChannel: 5) == 0 && activity.takePeak(ofChannel: 0) == 0, "it begins again at 0")
  }

  @Test(arguments: [1, 3], [64, 999])
  func `where each channel has outputs its peak is theirs`(threads: Int, block: Int) throws {
    let all = try Self.synthesizer(threads: threads, outputs: .channels)
    let activity = all.makeActivity()
    activity.want(peaks: true, keys: false)
    let buses = all.renderBuses(Self.events, frames: BusyScript.frames, block: block)
    for channel in 0..<32 {
      let (found, expected) = (activity.takePeak(ofChannel: channel), Self.peak([buses[channel]]))
      #expect(abs(found - expected) <= 1e-5 * expected, "channel \(channel): \(found), not \(expected)")
    }
  }

  @Test func `a silenced channel has no peak, and nobody's is measured while nobody asks`() throws {
    let synthesizer = TestSynthesizer(EngineBank.level())
    let activity = synthesizer.makeActivity()
    _ = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(activity.takePeak(ofChannel: 0) == 0)
    activity.want(peaks: true, keys: false)
    _ = synthesizer.render(frames: 480)
    #expect(abs(activity.takePeak(ofChannel: 0) - Float(0.5 * 0.5.squareRoot())) < 1e-5)
    _ = synthesizer.render([Event(mute: true, group: 1, channel: 0)], frames: 480)
    _ = activity.takePeak(ofChannel: 0)
    _ = synthesizer.render(frames: 480)
    #expect(activity.takePeak(ofChannel: 0) == 0)
  }

  @Test func `the sound is the same to the last bit while somebody asks`() throws {
    let (one, other) = try (Self.synthesizer(), Self.synthesizer())
    other.makeActivity().want(peaks: true, keys: true)
    let isSame = one.render(Self.events, frames: 20_000) == other.render(Self.events, frames: 20_000)
    #expect(isSame)
  }

  @Test func `keys sound while they are down, or held by a pedal`() {
    let synthesizer = TestSynthesizer(EngineBank.level(), change: { _ in }, reportCapacity: 64)
    let activity = synthesizer.makeActivity()
    func keys(_ events: [Event], channel: Int = 0) -> [UInt8] {
      _ = synthesizer.render(events, frames: 480)
      while synthesizer.takeReport() != nil {}
      return (0..<128).filter { activity.keys(ofChannel: channel).contains($0) }
    }
    #expect(keys([.on(0, 60), .on(1, 127)]).isEmpty, "nobody asks")
    activity.want(peaks: false, keys: true)
    #expect(keys([]) == [60, 127], "what was down before somebody asked")
    #expect(keys([.on(0, 0), .off(3, 60)]) == [0, 127])
    #expect(keys([.control(0, 64, 127), .off(1, 0)]) == [0, 127], "sustained")
    #expect(keys([.control(0, 66, 127), .control(1, 64, 0)]) == [127])
    #expect(keys([.off(0, 127)]) == [127], "sostenuto")
    #expect(keys([.control(0, 66, 0)]).isEmpty)
    #expect(keys([.on(0, 64, channel: 15)], channel: 15) == [64])
    #expect(keys([.control(0, 120, 0, channel: 15)], channel: 15).isEmpty)
    #expect(activity.keys(ofChannel: 0).bytes == [UInt8](repeating: 0, count: 16))
  }
}
