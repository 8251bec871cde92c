// SPDX-License-Identifier: MIT
// All voices and channels, and the rendering of a stretch of time. Audio thread; `VoicePool+Setup.swift` makes it.

import Miniport
import Realtime
import VoiceState

/// The preallocated voices of an engine and the channels that they belong to.
///
/// A voice has an index: its group times eight plus its lane. Every change of a voice comes at an exact frame; the
/// group is first *settled*, which brings its generators to that frame, and begins a new cell there.
@safe struct VoicePool: ~Copyable {
  /// Of the synthesizer and the rack around it, too.
  private let inPlace = InPlace()
  // Safe because the pool alone has these pointers, and frees them last of all.
  let groups: UnsafeMutablePointer<VoiceGroup>
  let readers: UnsafeMutablePointer<WaveReader>
  let voices: UnsafeMutablePointer<Voice>
  /// Apart from the voices, for it is asked for only where a message moves something.
  let courses: UnsafeMutablePointer<LinkCourse>
  let channels: UnsafeMutablePointer<Channel>
  /// Groups that may be in use: with one bus as many as all voices fill, with several one for every voice. No fewer than
  /// `leastGroupCount`, and no more than `groupLimit`.
  var groupCount: Int
  var leastGroupCount: Int
  let compactGroupCount: Int
  let groupLimit: Int
  let channelCount: Int
  /// What the kernels work on: groups and readers.
  let memory: VoiceMemory
  /// The audio thread's own working memory.
  let mix: MixMemory
  /// The stretch at hand, where render workers find it; and how each share of it is rendered.
  let stretch: UnsafeMutablePointer<RenderStretch>
  let shareKinds: UnsafeMutablePointer<ShareKind>
  var shareCount: Int
  /// Slots of each share that are in use: most shares are empty, and need not be looked at.
  let shareVoices: UnsafeMutablePointer<Int32>
  var workers = WorkLeader()
  /// Until when they are waited for in the block at hand, on the clock of `rt_clock_nanoseconds`.
  var deadline: UInt64 = 0
  /// What channels come to while somebody looks at meters: of the audio thread, then of each worker.
  let sums: UnsafeMutablePointer<ChannelSums>
  /// Threads beside this one.
  let workerCount: Int
  /// Voices times frames from which on they are woken.
  let leastSharedWork: Int
  /// Nobody listens while it renders.
  let isOffline: Bool
  /// The server runs faster than time: nothing is given up for the processor's sake.
  var isFreewheeling = false
  /// Frames a second.
  let rate: Double
  /// 3 ms: how long a voice takes that must go.
  let fadeFrames: Float
  /// 10 ms: how long a volume or pan controller takes to its new value.
  let rampFrames: Int
  /// 5 ms: how long a channel takes that is silenced, or heard again.
  let muteFrames: Int
  /// Voices that there is room for; fading ones do not count.
  let fullVoiceLimit: Int
  /// Voices that the processor can keep up with.
  var affordableVoices: Int
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
  /// Where the next voices are counted: their bank's.
  var nextUses: UseCount?
  /// Where the message at hand comes from.
  var messageSource = MessageSource.server
  /// Those that are not as they were last reported.
  let changedChannels: ChannelSet
  /// Those whose choice of a program the downloader has not been told of.
  let choosingChannels: ChannelSet

  /// How a share is rendered: not at all, by any thread, or on the audio thread, because it has corners within the stretch.
  enum ShareKind { case silent, piece, alone }

  deinit {
    workers.waitUntilDone()
    unsafe stretch.pointee.deallocate()
    unsafe stretch.deallocate()
    for thread in 0...workerCount { unsafe sums[thread].deallocate() }
    unsafe sums.deallocate()
    unsafe shareKinds.deallocate()
    unsafe shareVoices.deallocate()
    unsafe groups.deallocate()
    unsafe readers.deallocate()
    unsafe voices.deallocate()
    unsafe courses.deallocate()
    unsafe channels.deallocate()
    mix.deallocate()
    memory.tables.deallocate()
  }

  /// Takes stock of a group and aims its lines at the end of the next cell. Thread: audio.
  @_noLocks @_noAllocation
  mutating func beginCell(of group: Int, at time: FrameTime) {
    settle(group)
    if memory.leastFramesLeft(of: group) <= 0 { passCorners(of: group) }
    if unsafe groups[group].oneShotMask != 0 { freeEndedWaves(of: group) }
    guard unsafe groups[group].activeMask != 0 else { return }
    let frames = memory.cellFrames(of: group, at: time)
    let beginning = unsafe groups[group].refreshMask & groups[group].startMask
    if beginning != 0 {
      // The lines of a voice begin where its links stand now.
      refresh(group, lanes: beginning, at: time, frames: 0)
      if memory.kernels.interpolation.readsLevels { chooseLevels(group, lanes: beginning) }
      unsafe memory.kernels.start(groups + group, memory.tables)
    }
    if unsafe groups[group].refreshMask != 0 {
      unsafe refresh(group, lanes: groups[group].refreshMask, at: time, frames: frames)
    }
    memory.aim(group, frames: frames)
  }

  /// Brings a group's generators to the frame that was rendered last, and ends its cell there. Thread: audio.
  @_noLocks @_noAllocation
  func settle(_ group: Int) { memory.settle(group) }
}
