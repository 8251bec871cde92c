// SPDX-License-Identifier: MIT
// What a channel's offsets make of the parameters of its notes. Audio thread.

// By the address of the channel, because an array inside a value is copied to be read. Safe because a channel is where its
// synthesizer has put it for as long as that lives, and only the audio thread changes it.
extension UnsafePointer<Channel> {
  /// What is added at a place. Thread: audio.
  @_noLocks @_noAllocation
  func added(_ place: Int) -> Double {
    unsafe pointee.offsets.controllers[place] + pointee.offsets.unregistered[place]
  }

  /// A value of a region with what the channel makes of it. Thread: audio.
  @_noLocks @_noAllocation
  func applied(to own: Double, at place: Int) -> Double {
    let isReplaced = unsafe pointee.offsets.replacedMask & 1 << UInt64(place) != 0
    let base = unsafe isReplaced ? pointee.offsets.replacements[place] : own
    // A vibrato can be turned down to nothing, but not round.
    if place >= ChannelOffsets.firstDepth, base >= 0 {
      return unsafe max(base + pointee.offsets.controllers[place], 0) + pointee.offsets.unregistered[place]
    }
    return base + (unsafe added(place))
  }

  /// The four live parameters of a generator's depth, or of the parameters themselves. Thread: audio.
  @_noLocks @_noAllocation
  func applied(to own: SIMD4<Double>, from first: Int) -> SIMD4<Double> {
    unsafe SIMD4(
      applied(to: own[0], at: first), applied(to: own[1], at: first &+ 1), applied(to: own[2], at: first &+ 2),
      applied(to: own[3], at: first &+ 3))
  }
}
