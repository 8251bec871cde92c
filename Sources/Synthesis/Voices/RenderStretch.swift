// SPDX-License-Identifier: MIT
// A stretch of one bus, in shares that may be rendered at the same time. The process callback's thread, or a render worker for
// the shares that it has taken.

import CRealtime
import Realtime
import VoiceState

/// What is to be rendered of one bus: a stretch of time that lies within one cell of the grid.
///
/// The groups are divided into *shares* of a few that follow each other. Each share is summed up for itself, and the sums are
/// added in the order of the shares: the same bits, whoever renders which of them. A worker touches nothing but the pool's own
/// memory: one that is late writes to no buffer that has been given back.
@safe struct RenderStretch: BitwiseCopyable {
  /// 32 voices: some microseconds of work. Smaller shares would cost more in sums, larger ones be dealt out less evenly.
  static var groupsPerShare: Int { @_noLocks @_noAllocation get { 4 } }

  // Safe because the pool that owns all of this memory waits for its workers before it frees any.
  let voices: VoiceMemory
  /// Whose channels are asked for.
  let lanes: UnsafePointer<Voice>
  /// For each share a row of left, right, reverb and chorus, a cell long.
  let sums: UnsafeMutablePointer<Float>
  /// For each share what it has sent to: bit 0 the reverb, bit 1 the chorus.
  let sends: UnsafeMutablePointer<UInt8>
  /// The shares that are pieces of a shared work.
  let pieces: UnsafeMutablePointer<UInt16>
  let groupCount: Int
  /// Where the bus and the sends are.
  var target: MixMemory
  var bus: Int32 = 0
  var time = FrameTime.zero
  var frames = 0
  /// Somebody looks at the channels' meters.
  var isMeasured = false

  /// Room for the sums of so many groups. Thread: setup.
  init(voices: VoiceMemory, lanes: UnsafePointer<Voice>, groupCount: Int, working: MixMemory) {
    self.voices = voices
    unsafe self.lanes = lanes
    self.groupCount = groupCount
    let shares = RenderStretch.shareCount(ofGroups: groupCount)
    let sampleCount = shares * 4 * VoiceLayout.controlFrames
    unsafe sums = .allocate(capacity: sampleCount)
    unsafe sums.initialize(repeating: 0, count: sampleCount)
    unsafe sends = .allocate(capacity: shares)
    unsafe sends.initialize(repeating: 0, count: shares)
    unsafe pieces = .allocate(capacity: shares)
    unsafe pieces.initialize(repeating: 0, count: shares)
    target = working
  }

  /// Frees the sums; no copy may be used after. Thread: setup.
  func deallocate() {
    unsafe sums.deallocate()
    unsafe sends.deallocate()
    unsafe pieces.deallocate()
  }

  /// Shares that so many groups are divided into. Thread: any.
  @_noLocks @_noAllocation
  static func shareCount(ofGroups count: Int) -> Int { (count + groupsPerShare - 1) / groupsPerShare }

  /// The share of a group. Thread: any.
  @_noLocks @_noAllocation
  static func share(ofGroup group: Int) -> Int { group / groupsPerShare }

  /// The groups of a share. Thread: any.
  @_noLocks @_noAllocation
  func groups(of share: Int) -> Range<Int> {
    let first = share &* RenderStretch.groupsPerShare
    return first..<min(first &+ RenderStretch.groupsPerShare, groupCount)
  }

  /// Whether a group sounds on this bus. Thread: audio.
  @_noLocks @_noAllocation
  func hasVoices(_ group: Int) -> Bool {
    unsafe voices.groups[group].activeMask != 0 && voices.groups[group].bus == bus
  }

  /// Renders a share whose groups have no corner within the stretch; `working` and `sums`: the caller's own memory.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func render(share: Int, working: MixMemory, sums: ChannelSums) {
    let mix = begin(share: share, working: working)
    let groups = groups(of: share)
    for group in groups where hasVoices(group) {
      // Not beyond the share: the next group may be in other hands.
      if group &+ 1 < groups.upperBound { voices.prefetch(group &+ 1) }
      if unsafe voices.groups[group].framesUntilTick == 0 {
        voices.settle(group)
        voices.aim(group, frames: voices.cellFrames(of: group, at: time))
      }
      render(group, into: mix, at: 0, frames: frames, sums: sums)
      noteSends(of: group, share: share)
    }
  }

  /// Adds so many frames of a group, within its cell, to where `mix` points, and to its channels where somebody looks at these. `frame`: from
  /// which frame of the stretch on. Thread: audio.
  @_noLocks @_noAllocation
  func render(_ group: Int, into mix: MixMemory, at frame: Int, frames count: Int, sums: ChannelSums) {
    let first = voices.elapsedFrames(of: group)
    voices.render(group, into: mix, frames: count)
    guard isMeasured else { return }
    let mask = unsafe voices.groups[group].activeMask
    for lane in 0..<8 where mask & (1 << UInt8(lane)) != 0 {
      let channel = unsafe Int(lanes[group &* 8 &+ lane].channel)
      let left = unsafe sums.begin(channel) + frame
      unsafe voices.kernels.addVoice(
        voices.groups + group, mix, lane, left, left + VoiceLayout.controlFrames, first, count)
    }
  }

  /// Where a share is summed up, and silence there. Thread: audio.
  @_noLocks @_noAllocation
  func begin(share: Int, working: MixMemory) -> MixMemory {
    unsafe sends[share] = 0
    let rows = unsafe self.rows(of: share)
    let cell = VoiceLayout.controlFrames
    for row in 0..<4 { unsafe rt_zero(rows + row &* cell, UInt64(truncatingIfNeeded: frames &* 4)) }
    return unsafe working.adding(to: rows, rows + cell, sends: rows + 2 &* cell, rows + 3 &* cell)
  }

  /// Remembers whether the group sends anything. Thread: audio.
  @_noLocks @_noAllocation
  func noteSends(of group: Int, share: Int) {
    if unsafe voices.groups[group].reverbMask != 0 { unsafe sends[share] |= 1 }
    if unsafe voices.groups[group].chorusMask != 0 { unsafe sends[share] |= 2 }
  }

  /// Adds a share's sum to the bus, and what it sends to the sends. Thread: audio.
  @_noLocks @_noAllocation
  func add(share: Int) {
    let rows = unsafe self.rows(of: share)
    let cell = VoiceLayout.controlFrames
    let kernels = voices.kernels
    unsafe kernels.add(rows, target.left, frames)
    unsafe kernels.add(rows + cell, target.right, frames)
    if unsafe sends[share] & 1 != 0 { unsafe kernels.add(rows + 2 &* cell, target.reverb, frames) }
    if unsafe sends[share] & 2 != 0 { unsafe kernels.add(rows + 3 &* cell, target.chorus, frames) }
  }

  @_noLocks @_noAllocation
  private func rows(of share: Int) -> UnsafeMutablePointer<Float> {
    unsafe sums + share &* (4 &* VoiceLayout.controlFrames)
  }
}
