// SPDX-License-Identifier: MIT
// Tells a control thread what channels are like. Audio thread.

import Realtime

extension Synthesizer {
  /// Reports the channels that have changed, as far as there is room: nobody may be listening. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reportChannels() {
    for word in 0..<(pool.channelCount &+ 63) / 64 {
      let changed = unsafe pool.changedChannels + word
      while unsafe changed.pointee != 0 {
        let bit = unsafe changed.pointee.trailingZeroBitCount
        let index = word &* 64 &+ bit
        guard unsafe reports.push(ChannelReport(pool.channels + index, index: index)) else { return }
        unsafe changed.pointee &= ~(1 << UInt64(bit))
      }
    }
  }
}

extension VoicePool {
  /// The channel is to be reported. Thread: audio.
  @_noLocks @_noAllocation
  mutating func noteChange(ofChannel channel: Int) {
    unsafe changedChannels[channel / 64] |= 1 << UInt64(channel % 64)
  }
}
