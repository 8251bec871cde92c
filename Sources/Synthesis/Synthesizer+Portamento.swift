// SPDX-License-Identifier: MIT
// Portamento (CC5, CC65, CC84) and notes that move to another key. Audio thread.

import Realtime

extension Synthesizer {
  /// Where a glide starts from, and whether CC84 said so.
  struct GlideSource: BitwiseCopyable {
    var key: UInt8
    var isControl: Bool

    @_noLocks @_noAllocation
    init(key: UInt8, isControl: Bool) {
      self.key = key
      self.isControl = isControl
    }
  }

  /// The key that a new note glides from, if it does: the one that CC84 named, once; with CC65 on, the one that was played
  /// last. `key` is the last one from here on. Drums do not glide. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeGlideSource(channel: Int, key: UInt8) -> GlideSource? {
    let state = unsafe pool.channels + channel
    let named = unsafe state.pointee.portamentoSource
    let last = unsafe state.pointee.lastKey
    unsafe state.pointee.portamentoSource = -1
    unsafe state.pointee.lastKey = Int16(key)
    guard unsafe !state.pointee.isPlayingDrums else { return nil }
    if named >= 0 { return GlideSource(key: UInt8(named), isControl: true) }
    guard last >= 0, unsafe state.pointee.hasPortamento else { return nil }
    return GlideSource(key: UInt8(last), isControl: false)
  }

  /// A straight line in cents from the pitch of one key to that of another. Thread: audio.
  @_noLocks @_noAllocation
  func glide(channel: Int, from source: UInt8, to key: UInt8, time: FrameTime) -> LevelRamp {
    let cents =
      (Double(source) - Double(key)) * 100 + tuningCents(channel: channel, key: source)
      - tuningCents(channel: channel, key: key)
    var ramp = LevelRamp(cents)
    ramp.aim(at: 0, from: time, frames: glideFrames(channel: channel, cents: cents))
    return ramp
  }

  /// CC5 is a rate, as General MIDI 2 has it: a wider interval takes longer. An octave takes 4 ms times 2 to the power of
  /// the value over 12: 0.16 s at 64, 6.1 s at 127; no time at all at 0. The standard leaves the numbers open.
  @_noLocks @_noAllocation
  private func glideFrames(channel: Int, cents: Double) -> Int {
    let value = unsafe pool.channels[channel].controllers[5]
    guard value > 0 else { return 0 }
    let secondsPerOctave = 0.004 * RealtimeMath.exp2(Double(value) * (1.0 / 12))
    return Int(secondsPerOctave * cents.magnitude * (1.0 / 1200) * pool.rate + 0.5)
  }

  /// Lets the note that sounds on a key go on as the note of another one, its envelopes undisturbed; false when there is
  /// none. It glides where portamento is on or CC84 asked for it, and jumps otherwise. Thread: audio.
  @_noLocks @_noAllocation
  mutating func moveNote(channel: Int, from source: UInt8, to key: UInt8, time: FrameTime, isGlide: Bool = true) -> Bool
  {
    var isFound = false
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe pool.voices[index].isKeyDown, unsafe pool.voices[index].note.playedKey == source {
        isFound = true
        unsafe pool.voices[index].note.playedKey = key
        move(index, from: source, to: key, time: time, isGlide: isGlide)
      }
      index = next
    }
    if isFound { pool.channelChanged(channel) }
    return isFound
  }

  @_noLocks @_noAllocation
  private mutating func move(_ index: Int, from source: UInt8, to key: UInt8, time: FrameTime, isGlide: Bool) {
    let channel = unsafe Int(pool.voices[index].channel)
    let tuning = tuningCents(channel: channel, key: key)
    let old = unsafe pool.voices[index].offsets
    let step = (Double(key) - Double(source)) * 100
    let frames = isGlide ? glideFrames(channel: channel, cents: step + tuning - old.tuningCents) : 0
    // The voice has the tuning of its new key at once; the glide begins where that leaves the pitch as it was.
    var glide = LevelRamp(old.glide.value(at: time) + old.tuningCents - tuning)
    glide.aim(at: old.glide.target + step, from: time, frames: frames)
    unsafe pool.voices[index].offsets.tuningCents = tuning
    unsafe pool.voices[index].offsets.glide = glide
  }
}
