// SPDX-License-Identifier: MIT
// What is heard of each channel: peaks and keys, while somebody wants to know. Audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// Tells the peaks of the stretch that has been rendered on all buses, multiplied by a gain. Thread: audio, where no worker is at work.
  @_noLocks @_noAllocation
  func tellPeaks(frames: Int, gain: Float, to activity: borrowing ChannelActivity) {
    guard unsafe stretch.pointee.isMeasured else { return }
    let own = unsafe sums[0]
    // What workers have added up comes to the audio thread's own sums.
    for worker in 1..<(workerCount &+ 1) { unsafe add(sums[worker], to: own) }
    for word in 0..<own.wordCount {
      var rest = unsafe own.used[word]
      while rest != 0 {
        let channel = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let row = unsafe own.row(of: channel)
        let left = unsafe SampleRow.peak(of: row, count: frames)
        let right = unsafe SampleRow.peak(of: row + VoiceLayout.controlFrames, count: frames)
        activity.raise(max(left, right) * gain, channel: channel)
      }
    }
    own.clear()
  }

  /// Adds a worker's sums to others, and empties them.
  @_noLocks @_noAllocation
  private func add(_ other: ChannelSums, to own: ChannelSums) {
    for word in 0..<other.wordCount {
      var rest = unsafe other.used[word]
      while rest != 0 {
        let channel = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        // Both sides at once.
        unsafe memory.kernels.add(other.row(of: channel), own.begin(channel), 2 &* VoiceLayout.controlFrames)
      }
    }
    other.clear()
  }

  /// What a worker that was late has left is of no use. Thread: audio, where no worker is at work.
  @_noLocks @_noAllocation
  func forgetSums() {
    for index in 0..<(workerCount &+ 1) { unsafe sums[index].clear() }
  }

  /// The keys of a channel that sound because they are down, or because a pedal holds them. Thread: audio.
  @_noLocks @_noAllocation
  func soundingKeys(ofChannel channel: Int) -> KeySet {
    var keys = KeySet()
    var index = unsafe Int(channels[channel].firstVoice)
    while index >= 0 {
      if unsafe voices[index].isKeyDown || voices[index].isHeldByPedal {
        unsafe keys.insert(voices[index].note.playedKey)
      }
      index = unsafe Int(voices[index].next)
    }
    return keys
  }
}
