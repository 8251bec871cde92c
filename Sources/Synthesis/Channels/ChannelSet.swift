// SPDX-License-Identifier: MIT
// Some of the channels. Audio thread; made at setup.

/// A set of channels by their numbers over all groups, from 0: a bit for each.
@safe struct ChannelSet: ~Copyable {
  // Safe because the set alone has this pointer, which covers `wordCount` words, and frees it last of all.
  private let words: UnsafeMutablePointer<UInt64>
  private let wordCount: Int

  /// None of so many channels. Thread: setup.
  init(channelCount: Int) {
    wordCount = (channelCount + 63) / 64
    unsafe words = .allocate(capacity: wordCount)
    unsafe words.initialize(repeating: 0, count: wordCount)
  }

  deinit { unsafe words.deallocate() }

  /// The least of them; nil where there is none. Thread: audio.
  @_noLocks @_noAllocation
  func first() -> Int? {
    for word in 0..<wordCount where unsafe words[word] != 0 {
      return unsafe word &* 64 &+ words[word].trailingZeroBitCount
    }
    return nil
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func insert(_ channel: Int) { unsafe words[channel / 64] |= 1 << UInt64(channel % 64) }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func remove(_ channel: Int) { unsafe words[channel / 64] &= ~(1 << UInt64(channel % 64)) }
}
