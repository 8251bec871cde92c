// SPDX-License-Identifier: MIT
// A miniport of a rack: one that plays a channel group, or an effect. Audio thread; made in `RackSlot+Setup.swift`.

import LV2
import MIDI
import Miniport
import Realtime
import Sandbox

/// Where a miniport lies, of which kind it is, and what it does.
@safe public struct RackSlot: BitwiseCopyable {
  /// What a slot holds.
  enum Kind: BitwiseCopyable {
    case uart
    case plugin
    case reflector
    /// Nothing: what was wanted does not play.
    case silence
  }

  /// How far on its way out it is.
  enum Stage: BitwiseCopyable {
    case playing
    /// It gets no messages any more, and sounds out.
    case leaving
    /// What still sounds is faded out.
    case fading
  }

  /// A number that no other slot of the rack has had; 0 is the synthesizer.
  let id: UInt32
  /// The group that it plays, from 1; of an effect its address.
  let group: Int
  let stage: Stage
  let kind: Kind
  // Safe because it is an instance of the kind, which stays until the audio thread has a table without it.
  let instance: UnsafeMutableRawPointer

  /// Whether messages of the group are for it. Thread: audio.
  var isPlaying: Bool {
    @_noLocks @_noAllocation get {
      switch stage {
      case .playing: true
      case .leaving, .fading: false
      }
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func put(_ event: Event) {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.put(event)
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.put(event)
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.put(event)
    case .silence: break
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime) {
    let group = UInt16(truncatingIfNeeded: group)
    switch kind {
    case .uart:
      unsafe instance.assumingMemoryBound(to: UART.self).pointee.putSystemExclusive(bytes, time: time, group: group)
    case .plugin:
      unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee
        .putSystemExclusive(bytes, time: time, group: group)
    case .reflector:
      unsafe instance.assumingMemoryBound(to: Reflector.self).pointee
        .putSystemExclusive(bytes, time: time, group: group)
    case .silence: break
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.adapt(to: circumstance, time: time)
    case .plugin:
      unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.adapt(to: circumstance, time: time)
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.adapt(to: circumstance, time: time)
    case .silence: break
    }
  }

  /// Lets who works elsewhere begin with a block. Thread: audio.
  @_noLocks @_noAllocation
  func begin(frames: Int, time: FrameTime) {
    guard case .reflector = kind else { return }
    unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.begin(frames: frames, time: time)
  }

  /// Makes the sound of the block that begins at `time`; `gain`: that of the whole instrument. Thread: audio.
  @_noLocks @_noAllocation
  func run(frames: Int, gain: Float, time: FrameTime) {
    let wanted: Float = isFading() ? 0 : gain
    switch kind {
    case .plugin:
      unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.run(frames: frames, time: time, gain: wanted)
    case .reflector:
      // The level of a synthesizer is its own matter, but not the end of it.
      let reflector = unsafe instance.assumingMemoryBound(to: Reflector.self)
      let level: Float = isSynthesizer() ? (isFading() ? 0 : 1) : wanted
      unsafe reflector.pointee.finish(frames: frames, time: time, gain: level)
    case .uart, .silence: break
    }
  }

  /// What still sounds is faded out. Thread: audio.
  @_noLocks @_noAllocation
  private func isFading() -> Bool {
    switch stage {
    case .fading: true
    case .playing, .leaving: false
    }
  }

  /// It is a synthesizer in a sandbox. Thread: audio.
  @_noLocks @_noAllocation
  func isSynthesizer() -> Bool {
    guard case .reflector = kind else { return false }
    return unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.isSynthesizer
  }

  /// The greatest sample of its sound in the last block, before its gain. Thread: audio.
  @_noLocks @_noAllocation
  func peak() -> Float {
    switch kind {
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.peak
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.peak
    case .uart, .silence: 0
    }
  }

  /// Pairs of outputs that it has. Thread: audio.
  @_noLocks @_noAllocation
  func pairCount() -> Int {
    switch kind {
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.pairCount
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.pairCount
    case .uart, .silence: 0
    }
  }

  /// Adds a pair of outputs of the block to a bus. Thread: audio, behind `run`.
  @_noLocks @_noAllocation
  func add(pair: Int, to block: StereoBlock) {
    switch kind {
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.add(pair: pair, to: block)
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.add(pair: pair, to: block)
    case .uart, .silence: break
    }
  }

  /// Changes a block that begins at `time`. `since`: when the time that it may take has begun, on the clock of `rt_clock_nanoseconds`.
  /// `isSilencedByLoss`: where it fails there is nothing; else what was there goes on. Thread: audio.
  @_noLocks @_noAllocation
  func change(_ block: StereoBlock, time: FrameTime, since: UInt64, isSilencedByLoss: Bool) {
    // One that goes gives way to what it was made of.
    let isDryKept = !isSilencedByLoss || !isPlaying
    switch kind {
    case .plugin:
      let plugin = unsafe instance.assumingMemoryBound(to: PluginMiniport.self)
      unsafe plugin.pointee.feed(block)
      run(frames: block.count, gain: 1, time: time)
      unsafe plugin.pointee.replace(in: block, isDryKept: isDryKept)
    case .reflector:
      let reflector = unsafe instance.assumingMemoryBound(to: Reflector.self)
      unsafe reflector.pointee.begin(frames: block.count, time: time, input: block, since: since)
      run(frames: block.count, gain: 1, time: time)
      unsafe reflector.pointee.replace(in: block, isDryKept: isDryKept)
    case .uart, .silence: break
    }
  }

  /// Frames that it is late. Thread: audio.
  @_noLocks @_noAllocation
  func latencyFrames() -> Int {
    switch kind {
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.latencyFrames
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.latencyFrames
    case .uart, .silence: 0
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func outgoing(before end: FrameTime) -> OutgoingMessage? {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.outgoing(ofGroup: group, before: end)
    case .plugin:
      unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.outgoing(ofGroup: group, before: end)
    case .reflector:
      unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.outgoing(ofGroup: group, before: end)
    case .silence: nil
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func removeOutgoing() {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.removeOutgoing(ofGroup: group)
    case .plugin: unsafe instance.assumingMemoryBound(to: PluginMiniport.self).pointee.removeOutgoing(ofGroup: group)
    case .reflector: unsafe instance.assumingMemoryBound(to: Reflector.self).pointee.removeOutgoing(ofGroup: group)
    case .silence: break
    }
  }
}
