// SPDX-License-Identifier: MIT
// A miniport that plays one channel group of a rack. Audio thread; made in `RackSlot+Setup.swift`.

import LV2
import MIDI
import Miniport
import Realtime
import Sandbox

/// Where a miniport lies, of which kind it is, and which group it plays.
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
  /// From 1.
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

  /// Adds the block that begins at `time` to the buses of its group; `gain`: that of the whole instrument. Thread: audio.
  @_noLocks @_noAllocation
  func render(_ buses: UnsafeBufferPointer<StereoBlock>, layout: PortLayout, gain: Float, time: FrameTime) {
    guard buses.count > 0 else { return }
    let frames = unsafe buses[0].count
    let wanted: Float =
      switch stage {
      case .fading: 0
      case .playing, .leaving: gain
      }
    switch kind {
    case .plugin:
      let plugin = unsafe instance.assumingMemoryBound(to: PluginMiniport.self)
      unsafe plugin.pointee.run(frames: frames, time: time, gain: wanted)
      for pair in 0..<(unsafe plugin.pointee.pairCount) {
        if let bus = bus(ofPair: pair, layout, buses.count) { unsafe plugin.pointee.add(pair: pair, to: buses[bus]) }
      }
    case .reflector:
      let reflector = unsafe instance.assumingMemoryBound(to: Reflector.self)
      unsafe reflector.pointee.finish(frames: frames, time: time, gain: wanted)
      for pair in 0..<(unsafe reflector.pointee.pairCount) {
        if let bus = bus(ofPair: pair, layout, buses.count) { unsafe reflector.pointee.add(pair: pair, to: buses[bus]) }
      }
    case .uart, .silence: break
    }
  }

  /// Where a pair of outputs is heard: the first ones of a group of outputs for each channel are those of its channels. Thread: audio.
  @_noLocks @_noAllocation
  private func bus(ofPair pair: Int, _ layout: PortLayout, _ count: Int) -> Int? {
    guard group <= layout.groupCount else { return nil }
    let bus = layout.bus(ofChannel: 16 &* (group &- 1) &+ min(pair, 15))
    return bus < count ? bus : nil
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
