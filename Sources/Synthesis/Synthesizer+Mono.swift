// SPDX-License-Identifier: MIT
// Mono mode (CC126) and the legato pedal (CC68): one note at a time, the last key first. Audio thread.

import Realtime

extension Synthesizer {
  /// True where one note sounds at a time: in mono mode, and under the legato pedal (MIDI 1.0, CC68). Drums never do.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func isMonophonic(_ channel: Int) -> Bool {
    let state = unsafe pool.channels + channel
    return unsafe (state.pointee.isMono || state.pointee.isLegato) && !state.pointee.isPlayingDrums
  }

  /// A further key moves the note that sounds when the legato pedal is down, and begins a new one in its place otherwise.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func monoNoteOn(channel: Int, key: UInt8, velocity: UInt8, time: FrameTime) {
    let before = unsafe pool.channels[channel].heldKeys.last
    unsafe pool.channels[channel].heldKeys.press(key, velocity: velocity)
    playMono(channel: channel, key: key, velocity: velocity, insteadOf: before?.key, time: time)
  }

  /// The key that sounds goes up: the one before it that is still down sounds again. False when no other is: then the note
  /// ends as any. Thread: audio.
  @_noLocks @_noAllocation
  mutating func monoNoteOff(channel: Int, key: UInt8, time: FrameTime) -> Bool {
    let before = unsafe pool.channels[channel].heldKeys.last
    unsafe pool.channels[channel].heldKeys.lift(key)
    guard let before, before.key == key, let last = unsafe pool.channels[channel].heldKeys.last else {
      // A key that does not sound has no note to end.
      return before.map { $0.key != key } ?? false
    }
    playMono(channel: channel, key: last.key, velocity: last.velocity, insteadOf: key, time: time)
    return true
  }

  @_noLocks @_noAllocation
  private mutating func playMono(channel: Int, key: UInt8, velocity: UInt8, insteadOf old: UInt8?, time: FrameTime) {
    let source = takeGlideSource(channel: channel, key: key)
    if let source, source.isControl, moveNote(channel: channel, from: source.key, to: key, time: time) { return }
    if let old, unsafe pool.channels[channel].isLegato,
      moveNote(channel: channel, from: old, to: key, time: time, isGlide: unsafe pool.channels[channel].hasPortamento)
    {
      return
    }
    shutDownAll(channel: channel)
    begin(channel: channel, key: key, velocity: velocity, glidingFrom: source?.key, time: time)
  }

  /// Every note of the channel makes room as one does for its own key. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func shutDownAll(channel: Int) {
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      pool.shutDown(index)
      index = next
    }
  }
}
