// SPDX-License-Identifier: MIT
// What the voices of each channel come to, while somebody looks at meters. Audio thread, or a render worker with its own.

import CRealtime
import Realtime
import VoiceState

/// A stretch of each channel by itself, as one thread has added it up: left and right, without reverb and chorus.
@safe struct ChannelSums: BitwiseCopyable {
  // Safe because the pool that owns the memory waits for its workers before it frees any: two rows of a cell for each channel, and a
  // bit for each that has something in them.
  let rows: UnsafeMutablePointer<Float>
  let used: UnsafeMutablePointer<UInt64>
  let wordCount: Int

  /// Nothing, of so many channels. Thread: setup.
  init(channelCount: Int) {
    let sampleCount = 2 * channelCount * VoiceLayout.controlFrames
    unsafe rows = .allocate(capacity: sampleCount)
    unsafe rows.initialize(repeating: 0, count: sampleCount)
    wordCount = (channelCount + 63) / 64
    unsafe used = .allocate(capacity: wordCount)
    unsafe used.initialize(repeating: 0, count: wordCount)
  }

  /// No copy may be used after. Thread: setup.
  func deallocate() {
    unsafe rows.deallocate()
    unsafe used.deallocate()
  }

  /// The left side of a channel; the right side lies a cell behind it. Thread: audio.
  @_noLocks @_noAllocation
  func row(of channel: Int) -> UnsafeMutablePointer<Float> {
    unsafe rows + 2 &* channel &* VoiceLayout.controlFrames
  }

  /// Whether there is something of a channel. Thread: audio.
  @_noLocks @_noAllocation
  func has(_ channel: Int) -> Bool { unsafe used[channel / 64] & (1 &<< UInt64(channel % 64)) != 0 }

  /// The row to add to; silence at first. Thread: audio.
  @_noLocks @_noAllocation
  func begin(_ channel: Int) -> UnsafeMutablePointer<Float> {
    let row = unsafe self.row(of: channel)
    if !has(channel) {
      unsafe used[channel / 64] |= 1 &<< UInt64(channel % 64)
      unsafe rt_zero(row, UInt64(2 &* VoiceLayout.controlFrames &* 4))
    }
    return unsafe row
  }

  /// Nothing again. Thread: audio.
  @_noLocks @_noAllocation
  func clear() {
    for word in 0..<wordCount { unsafe used[word] = 0 }
  }
}
