// SPDX-License-Identifier: MIT
// The drum settings of all channels. Audio thread; made at setup.

/// 128 keys for each channel, in memory of its own.
@safe struct DrumKeys: ~Copyable {
  // Safe because these cover `channelCount` channels, and this value alone has them.
  private let keys: UnsafeMutablePointer<DrumKey>
  /// True for a channel with a setting: the others need not be looked up nor reset.
  private let isSet: UnsafeMutablePointer<Bool>

  /// Thread: setup.
  init(channelCount: Int) {
    unsafe keys = .allocate(capacity: 128 * channelCount)
    unsafe keys.initialize(repeating: DrumKey(), count: 128 * channelCount)
    unsafe isSet = .allocate(capacity: channelCount)
    unsafe isSet.initialize(repeating: false, count: channelCount)
  }

  deinit {
    unsafe keys.deallocate()
    unsafe isSet.deallocate()
  }

  /// Changes one; false for an unknown parameter. Thread: audio.
  @_noLocks @_noAllocation
  mutating func set(channel: Int, key: UInt8, _ parameter: UInt8, _ value: UInt8) -> Bool {
    unsafe isSet[channel] = true
    return unsafe keys[128 &* channel &+ Int(key & 0x7F)].set(parameter, value)
  }

  /// Nil where nothing was set. Thread: audio.
  @_noLocks @_noAllocation
  func settings(channel: Int, key: UInt8) -> DrumKey? {
    unsafe isSet[channel] ? keys[128 &* channel &+ Int(key & 0x7F)] : nil
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset(channel: Int) {
    guard unsafe isSet[channel] else { return }
    unsafe isSet[channel] = false
    for key in 0..<128 { unsafe keys[128 &* channel &+ key] = DrumKey() }
  }
}
