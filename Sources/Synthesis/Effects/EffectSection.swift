// SPDX-License-Identifier: MIT
// Reverb, echoes and chorus, from the sends to the bus. Audio thread; `EffectSection+Setup.swift` makes it.

import Realtime
import VoiceState

/// The effects of an engine, which all channels share.
///
/// They work on whole cells of the control grid, whatever the length of a block: what is sent during a cell is collected,
/// and what the effects make of it is heard from the next cell on. The 64 frames between are part of the delays that the
/// effects have anyway, so that a send is as exact as its note.
@safe struct EffectSection: ~Copyable {
  // Safe because the section alone has these pointers, and frees them last of all.
  /// A cell each: what is sent to the reverb and to the chorus, and what is heard in the cell at hand.
  let reverbInput: UnsafeMutablePointer<Float>
  let chorusInput: UnsafeMutablePointer<Float>
  let left: UnsafeMutablePointer<Float>
  let right: UnsafeMutablePointer<Float>
  var reverb: Reverb
  var echo: Echo
  var chorus: Chorus
  let kernels: Kernels
  /// The chorus has sent something to the reverb.
  private var isChorusInReverb = false
  /// There is something to be heard in the cell at hand.
  private var isHeard = false
  /// What sounds ends with the next cell.
  private var isEnding = false
  /// What voices that fade send before this frame is not heard.
  private var deafUntil = Int64.min
  /// Frames of a fade, and a cell.
  private let deafFrames: Int64

  /// Thread: setup.
  init(memory: UnsafeMutablePointer<Float>, rate: SampleRate, kernels: Kernels) {
    let cell = VoiceLayout.controlFrames
    unsafe reverbInput = unsafe memory
    unsafe chorusInput = unsafe memory + cell
    unsafe left = unsafe memory + 2 * cell
    unsafe right = unsafe memory + 3 * cell
    deafFrames = Int64(rate.hertz * 3 / 1000) + Int64(cell)
    reverb = Reverb(rate: rate)
    echo = Echo(rate: rate)
    chorus = Chorus(rate: rate)
    self.kernels = kernels
  }

  deinit { unsafe reverbInput.deallocate() }

  /// Effects that have something to say. Thread: audio.
  var soundingCount: Int {
    @_noLocks @_noAllocation get {
      (reverb.watch.isIdle ? 0 : 1) &+ (echo.watch.isIdle ? 0 : 1) &+ (chorus.watch.isIdle ? 0 : 1)
    }
  }

  /// True while the effects have to be asked, though no voice sounds. Thread: audio.
  var isSounding: Bool { @_noLocks @_noAllocation get { isHeard || soundingCount > 0 } }

  /// Where voices that sound at this time send to, up to the end of its cell. Thread: audio.
  @_noLocks @_noAllocation
  func sends(at time: FrameTime) -> SendBuses {
    let frame = EffectSection.frame(of: time)
    return unsafe SendBuses(reverb: reverbInput + frame, chorus: chorusInput + frame)
  }

  /// Adds the effects to a stretch that lies within one cell, and takes in what was sent when it ends with the cell; true
  /// then. `fed`: what has been sent to in this cell. Thread: audio.
  @_noLocks @_noAllocation
  mutating func finish(
    _ block: StereoBlock, time: FrameTime, fedReverb: Bool, fedChorus: Bool, settings: EffectSettings
  ) -> Bool {
    let first = EffectSection.frame(of: time)
    if isHeard {
      for frame in 0..<block.count {
        unsafe block.leftSamples[frame] += left[first &+ frame]
        unsafe block.rightSamples[frame] += right[first &+ frame]
      }
    }
    guard first &+ block.count == VoiceLayout.controlFrames else { return false }
    let isDeaf = time.frames < deafUntil
    if isDeaf {
      unsafe EffectSection.clear(reverbInput)
      unsafe EffectSection.clear(chorusInput)
    }
    takeIn(fedReverb: fedReverb && !isDeaf, fedChorus: fedChorus && !isDeaf, settings)
    return true
  }

  /// Forgets the cell at hand, which was not rendered to its end: what was sent, and what would be heard. Thread: audio.
  @_noLocks @_noAllocation
  mutating func abandonCell() {
    unsafe EffectSection.clear(reverbInput)
    unsafe EffectSection.clear(chorusInput)
    unsafe EffectSection.clear(left)
    unsafe EffectSection.clear(right)
  }

  /// What sounds fades out with the next cell, and nothing of it comes back, nor of what voices send that fade out now.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func end(at time: FrameTime) {
    isEnding = true
    deafUntil = time.frames &+ deafFrames
  }

  /// Forgets everything at once; what is sent until the memory is empty is not heard. Thread: audio.
  @_noLocks @_noAllocation
  mutating func empty() {
    abandonCell()
    isEnding = false
    purge()
  }

  @_noLocks @_noAllocation
  private mutating func purge() {
    echo.watch.purge()
    reverb.watch.purge()
    chorus.watch.purge()
  }

  /// A whole cell of sends; what is heard in the next one. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func takeIn(fedReverb: Bool, fedChorus: Bool, _ settings: EffectSettings) {
    if isHeard {
      unsafe EffectSection.clear(left)
      unsafe EffectSection.clear(right)
    }
    let isFed = fedReverb || isChorusInReverb
    unsafe echo.render(reverbInput, left, right, isFed: isFed, settings: settings, kernels: kernels)
    unsafe reverb.render(reverbInput, left, right, isFed: isFed, settings: settings, kernels: kernels)
    if isFed || !reverb.watch.isIdle { unsafe EffectSection.clear(reverbInput) }
    isChorusInReverb = unsafe chorus.render(
      chorusInput, left, right, reverbInput, isFed: fedChorus, settings: settings, kernels: kernels)
    if fedChorus || !chorus.watch.isIdle { unsafe EffectSection.clear(chorusInput) }
    isHeard = soundingCount > 0
    if isEnding { fade() }
  }

  /// The next cell is the last one. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func fade() {
    isEnding = false
    purge()
    let perFrame = 1 / Float(VoiceLayout.controlFrames)
    for frame in 0..<VoiceLayout.controlFrames {
      let gain = 1 - Float(frame &+ 1) * perFrame
      unsafe left[frame] *= gain
      unsafe right[frame] *= gain
    }
  }

  @_noLocks @_noAllocation
  private static func clear(_ cell: UnsafeMutablePointer<Float>) {
    for frame in 0..<VoiceLayout.controlFrames { unsafe cell[frame] = 0 }
  }

  /// The place of a time in its cell.
  @_noLocks @_noAllocation
  private static func frame(of time: FrameTime) -> Int {
    Int(time.frames & Int64(VoiceLayout.controlFrames &- 1))
  }
}
