// SPDX-License-Identifier: MIT
// What is heard of the channels of an engine at this moment. Written on the audio thread, read on a control thread.

internal import Synchronization

/// The peaks of channels, and the keys that sound on them. They are looked after while somebody wants to know, and else not.
///
/// Each number is whole, and no number says anything about another: all is relaxed.
@safe public struct ChannelActivity: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  private let storage: UnsafeMutablePointer<ChannelActivityStorage>

  /// Of so many channels, numbered over all groups from 0; nobody wants to know anything. Thread: setup.
  public init(channelCount: Int) {
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: ChannelActivityStorage(channelCount: channelCount))
  }

  private init(_ storage: UnsafeMutablePointer<ChannelActivityStorage>) { unsafe self.storage = storage }

  deinit {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }

  /// One more end of the same numbers, to be moved to another thread. Thread: setup or control.
  public borrowing func another() -> ChannelActivity {
    unsafe storage.pointee.ends.add()
    return unsafe ChannelActivity(storage)
  }

  /// Thread: any.
  public var channelCount: Int { unsafe storage.pointee.channelCount }

  // MARK: Who wants to know

  /// Whether peaks are wanted. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func wantsPeaks() -> Bool { unsafe storage.pointee.wanted.load(ordering: .relaxed) & 1 != 0 }

  /// Whether keys are wanted. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func wantsKeys() -> Bool { unsafe storage.pointee.wanted.load(ordering: .relaxed) & 2 != 0 }

  /// Says what is wanted from the next block on. Thread: control, one. Wait-free.
  public borrowing func want(peaks: Bool, keys: Bool) {
    unsafe storage.pointee.wanted.store((peaks ? 1 : 0) | (keys ? 2 : 0), ordering: .relaxed)
  }

  // MARK: Peaks

  /// Sets a channel's peak to a magnitude if that is more than it holds, and a number. What a reader takes away meanwhile is a peak of
  /// its own. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func raise(_ magnitude: Float, channel: Int) {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount, magnitude < .infinity else { return }
    let peak = unsafe Float(bitPattern: storage.pointee.peaks[channel].load(ordering: .relaxed))
    guard magnitude > peak else { return }
    unsafe storage.pointee.peaks[channel].store(magnitude.bitPattern, ordering: .relaxed)
  }

  /// The greatest magnitude since the last call, which begins again at 0. Thread: control, one. Wait-free.
  public borrowing func takePeak(ofChannel channel: Int) -> Float {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount else { return 0 }
    return unsafe Float(bitPattern: storage.pointee.peaks[channel].exchange(0, ordering: .relaxed))
  }

  // MARK: Keys

  /// The keys that sound in the synthesizer. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func set(_ keys: KeySet, channel: Int) {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount else { return }
    unsafe storage.pointee.keys[4 &* channel].store(keys.low, ordering: .relaxed)
    unsafe storage.pointee.keys[4 &* channel &+ 1].store(keys.high, ordering: .relaxed)
  }

  /// The keys that are down in another miniport. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func set(elsewhere keys: KeySet, channel: Int) {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount else { return }
    unsafe storage.pointee.keys[4 &* channel &+ 2].store(keys.low, ordering: .relaxed)
    unsafe storage.pointee.keys[4 &* channel &+ 3].store(keys.high, ordering: .relaxed)
  }

  /// The keys that are down in another miniport, as they were set last. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func keysElsewhere(channel: Int) -> KeySet {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount else { return KeySet() }
    return unsafe KeySet(
      low: storage.pointee.keys[4 &* channel &+ 2].load(ordering: .relaxed),
      high: storage.pointee.keys[4 &* channel &+ 3].load(ordering: .relaxed))
  }

  /// The keys that sound on a channel, whoever plays it. Thread: any. Wait-free.
  public borrowing func keys(ofChannel channel: Int) -> KeySet {
    guard channel >= 0, unsafe channel < storage.pointee.channelCount else { return KeySet() }
    let elsewhere = keysElsewhere(channel: channel)
    return unsafe KeySet(
      low: storage.pointee.keys[4 &* channel].load(ordering: .relaxed) | elsewhere.low,
      high: storage.pointee.keys[4 &* channel &+ 1].load(ordering: .relaxed) | elsewhere.high)
  }
}

/// What every end sees.
@safe struct ChannelActivityStorage: ~Copyable {
  let channelCount: Int
  /// Bit 0: peaks, bit 1: keys.
  let wanted = Atomic<UInt32>(0)
  // Safe because they cover `channelCount` numbers, and four times as many, for the life of this value.
  let peaks: UnsafeMutablePointer<Atomic<UInt32>>
  /// Of each channel keys 0 to 63 and 64 to 127 in the synthesizer, then the same of another miniport.
  let keys: UnsafeMutablePointer<Atomic<UInt64>>
  /// Ends not yet destroyed; the last one frees the storage.
  let ends = EndCount(1)

  init(channelCount: Int) {
    self.channelCount = channelCount
    unsafe peaks = .allocate(capacity: max(1, channelCount))
    for index in 0..<channelCount { unsafe (peaks + index).initialize(to: Atomic(0)) }
    unsafe keys = .allocate(capacity: max(1, 4 * channelCount))
    for index in 0..<4 * channelCount { unsafe (keys + index).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe peaks.deallocate()
    unsafe keys.deallocate()
  }
}
