// SPDX-License-Identifier: MIT
// Peaks and keys of channels between two threads.

import Realtime
import Testing

@Suite struct `The activity of channels` {
  @Test func `keeps the greatest peak of each channel until it is taken`() {
    let activity = ChannelActivity(channelCount: 3)
    let other = activity.another()
    for peak in [0.5, 0.25, .nan, .infinity, -1] as [Float] { activity.raise(peak, channel: 1) }
    activity.raise(1, channel: 3)
    activity.raise(1, channel: -1)
    let peaks = (-1...3).map { other.takePeak(ofChannel: $0) }
    #expect(peaks == [0, 0, 0.5, 0, 0])
    let again = other.takePeak(ofChannel: 1)
    #expect(again == 0)
  }

  @Test func `is wanted part by part`() {
    let activity = ChannelActivity(channelCount: 1)
    for (peaks, keys) in [(false, false), (true, false), (false, true), (true, true)] {
      activity.another().want(peaks: peaks, keys: keys)
      let wanted = (activity.wantsPeaks(), activity.wantsKeys())
      #expect(wanted == (peaks, keys))
    }
  }

  @Test func `has the keys of the synthesizer and of others together`() {
    let activity = ChannelActivity(channelCount: 2)
    var (own, others) = (KeySet(), KeySet())
    for key in [0, 63, 64, 127] as [UInt8] { own.insert(key) }
    others.insert(5)
    activity.set(own, channel: 1)
    activity.set(elsewhere: others, channel: 1)
    let keys = activity.keys(ofChannel: 1)
    let found = (0..<128 as Range<UInt8>).filter { keys.contains($0) }
    #expect(found == [0, 5, 63, 64, 127])
    own.remove(64)
    own.remove(0)
    let bytes = own.bytes
    #expect(bytes[7] == 0x80 && bytes[15] == 0x80 && bytes.reduce(0) { $0 + Int($1) } == 256)
    let none = activity.keys(ofChannel: 0)
    #expect(none == KeySet())
  }
}
