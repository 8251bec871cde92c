// SPDX-License-Identifier: MIT
// Eight frames of eight voices. Audio thread.

import CRealtime
import VoiceState

/// Eight frames of eight voices, a frame each.
struct Block {
  var a: Lanes, b: Lanes, c: Lanes, d: Lanes, e: Lanes, f: Lanes, g: Lanes, h: Lanes

  /// From the rows of the scratch memory, a voice each, from a frame on.
  @inline(__always) @_noLocks @_noAllocation
  init(rowsOf mix: MixMemory, at frame: Int) {
    let rows = unsafe UnsafeRawPointer(mix.scratch + frame)
    func half(_ lane: Int, _ first: Int) -> SIMD4<Float> {
      let sample = lane &* VoiceLayout.controlFrames &+ first
      return unsafe rows.loadUnaligned(fromByteOffset: sample &* 4, as: SIMD4<Float>.self)
    }
    // The halves of two voices side by side: nothing then has to move from one half of a register to the other, which
    // takes a processor longest.
    func pair(_ lane: Int, _ first: Int) -> Lanes {
      Lanes(lowHalf: half(lane, first), highHalf: half(lane &+ 4, first))
    }
    (a, b, c, d) = turned(pair(0, 0), pair(1, 0), pair(2, 0), pair(3, 0))
    (e, f, g, h) = turned(pair(0, 4), pair(1, 4), pair(2, 4), pair(3, 4))
  }

  /// Writes them back.
  @inline(__always) @_noLocks @_noAllocation
  func store(rowsOf mix: MixMemory, at frame: Int) {
    let rows = unsafe UnsafeMutableRawPointer(mix.scratch + frame)
    func put(_ half: SIMD4<Float>, _ lane: Int, _ first: Int) {
      unsafe rows.storeBytes(
        of: half, toByteOffset: (lane &* VoiceLayout.controlFrames &+ first) &* 4, as: SIMD4<Float>.self)
    }
    func put(_ pair: Lanes, _ lane: Int, _ first: Int) {
      put(pair.lowHalf, lane, first)
      put(pair.highHalf, lane &+ 4, first)
    }
    let early = turned(a, b, c, d)
    put(early.0, 0, 0)
    put(early.1, 1, 0)
    put(early.2, 2, 0)
    put(early.3, 3, 0)
    let late = turned(e, f, g, h)
    put(late.0, 0, 4)
    put(late.1, 1, 4)
    put(late.2, 2, 4)
    put(late.3, 3, 4)
  }
}

/// Rows and columns of four exchanged, in each half for itself.
@inline(__always) @_noLocks @_noAllocation
private func turned(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> (Lanes, Lanes, Lanes, Lanes) {
  let (ab, cd) = (rt_lower_in_turn(a, b), rt_lower_in_turn(c, d))
  let (ab2, cd2) = (rt_upper_in_turn(a, b), rt_upper_in_turn(c, d))
  return (rt_lower_pairs(ab, cd), rt_upper_pairs(ab, cd), rt_lower_pairs(ab2, cd2), rt_upper_pairs(ab2, cd2))
}
