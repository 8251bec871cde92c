// SPDX-License-Identifier: MIT
// All voices and channels, and the rendering of a stretch of time. Audio thread; `VoicePool+Setup.swift` makes it.

import Realtime
import VoiceState

/// The preallocated voices of an engine and the channels that they belong to.
///
/// A voice has an index: its group times eight plus its lane. Every change of a voice comes at an exact frame; the
/// group is first *settled*, which brings its generators to that frame, and begins a new cell there.
@safe struct VoicePool: ~Copyable {
  // Safe because the pool alone has these pointers, and frees them last of all.
  let groups: UnsafeMutablePointer<VoiceGroup>
  let readers: UnsafeMutablePointer<WaveReader>
  let voices: UnsafeMutablePointer<Voice>
  /// Apart from the voices, for it is asked for only where a message moves something.
  let courses: UnsafeMutablePointer<LinkCourse>
  let channels: UnsafeMutablePointer<Channel>
  let groupCount: Int
  let channelCount: Int
  let mix: MixMemory
  let tables: KernelTables
  let kernels: Kernels
  /// Frames a second.
  let rate: Double
  /// 3 ms: how long a voice takes that must go.
  let fadeFrames: Float
  /// 10 ms: how long a volume or pan controller takes to its new value.
  let rampFrames: Int
  /// Voices that may sound at once; fading ones do not count.
  let voiceLimit: Int
  /// Voices that may hold a slot at once, fading ones among them.
  let slotLimit: Int
  /// False while a system message has turned the priorities of channels off.
  var hasPriorities = true
  /// Voices that sound, and those that hold a slot.
  var soundingCount = 0
  var activeCount = 0
  /// Whether there are effects to send to; and whether anything has been sent since the effects asked last.
  let hasSends: Bool
  var fedReverb = false
  var fedChorus = false
  /// Note-ons so far.
  var noteCount: UInt64 = 0
  /// What the next voice takes along.
  var nextNote = NoteOffsets()
  var noteSource: UInt16 = 0

  deinit {
    unsafe groups.deallocate()
    unsafe readers.deallocate()
    unsafe voices.deallocate()
    unsafe courses.deallocate()
    unsafe channels.deallocate()
    mix.deallocate()
    tables.deallocate()
  }

  /// Adds up all voices of a bus and writes them to a stretch that lies within one cell of the timeline's grid; what they
  /// send is added to `sends`. Thread: audio.
  @_noLocks @_noAllocation
  mutating func render(bus: Int, into block: StereoBlock, sends: SendBuses, time: FrameTime) {
    block.clear()
    guard let left = unsafe block.leftSamples.baseAddress, let right = unsafe block.rightSamples.baseAddress else {
      return
    }
    guard activeCount > 0 else { return }
    let mix = unsafe mix.adding(to: left, right, sends: sends.reverb, sends.chorus)
    for group in 0..<groupCount {
      guard unsafe groups[group].activeMask != 0, unsafe groups[group].bus == Int32(bus) else { continue }
      renderGroup(group, into: mix, time: time, frames: block.count)
    }
  }

  /// One group over a stretch, cell by cell. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderGroup(_ group: Int, into mix: MixMemory, time: FrameTime, frames: Int) {
    var done = 0
    while done < frames {
      if unsafe groups[group].framesUntilTick == 0 {
        beginCell(of: group, at: time + done)
        if unsafe groups[group].activeMask == 0 { return }
      }
      let count = min(frames &- done, unsafe Int(groups[group].framesUntilTick))
      let first = unsafe Int(groups[group].cellFrames &- groups[group].framesUntilTick)
      let part = unsafe mix.advanced(by: done)
      unsafe kernels.render(groups + group, readers + group &* 8, part, first, count)
      unsafe fedReverb = fedReverb || groups[group].reverbMask != 0
      unsafe fedChorus = fedChorus || groups[group].chorusMask != 0
      unsafe groups[group].framesUntilTick &-= Int32(truncatingIfNeeded: count)
      done = done &+ count
    }
  }

  /// Takes stock of a group and aims its lines at the end of the next cell. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func beginCell(of group: Int, at time: FrameTime) {
    settle(group)
    if leastFramesLeft(of: group) <= 0 { passCorners(of: group) }
    if unsafe groups[group].oneShotMask != 0 { freeEndedWaves(of: group) }
    guard unsafe groups[group].activeMask != 0 else { return }
    let grid = VoiceLayout.controlFrames &- Int(time.frames & Int64(VoiceLayout.controlFrames &- 1))
    // Not to the grid's next line where that is near: a chord of a few frames beside one of 64 is a corner too many.
    let half = VoiceLayout.controlFrames / 2
    let end = grid < half ? grid &+ half : grid
    let frames = min(end, max(1, Int(leastFramesLeft(of: group))))
    let beginning = unsafe groups[group].refreshMask & groups[group].startMask
    if beginning != 0 {
      // The lines of a voice begin where its links stand now.
      refresh(group, lanes: beginning, at: time, frames: 0)
      if kernels.interpolation.readsLevels { chooseLevels(group, lanes: beginning) }
      unsafe kernels.start(groups + group, tables)
    }
    if unsafe groups[group].refreshMask != 0 {
      unsafe refresh(group, lanes: groups[group].refreshMask, at: time, frames: frames)
    }
    unsafe kernels.aim(groups + group, readers + group &* 8, tables, Float(frames))
    unsafe groups[group].cellFrames = Int32(frames)
    unsafe groups[group].framesUntilTick = Int32(frames)
  }

  /// Brings a group's generators to the frame that was rendered last, and ends its cell there. Thread: audio.
  @_noLocks @_noAllocation
  func settle(_ group: Int) {
    let elapsed = unsafe groups[group].cellFrames &- groups[group].framesUntilTick
    if elapsed > 0 { unsafe kernels.advance(groups + group, Float(elapsed)) }
    unsafe groups[group].cellFrames = 0
    unsafe groups[group].framesUntilTick = 0
  }

  /// Frames to the first corner of any generator of the group. Thread: audio.
  @_noLocks @_noAllocation
  private func leastFramesLeft(of group: Int) -> Float {
    let first = unsafe pointwiseMin(groups[group].eg1FramesLeft, groups[group].eg2FramesLeft)
    let second = unsafe pointwiseMin(groups[group].lfoFramesLeft, groups[group].vibratoFramesLeft)
    return pointwiseMin(first, second).min()
  }

  @_noLocks @_noAllocation
  private func pointwiseMin(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .< a) }
}
