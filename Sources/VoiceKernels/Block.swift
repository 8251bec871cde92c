// SPDX-License-Identifier: MIT
// Eight frames of eight voices. Audio thread.

import CRealtime
import VoiceState

/// Eight frames of eight voices or delay lines, a frame each.
struct Block {
  var a: Lanes, b: Lanes, c: Lanes, d: Lanes, e: Lanes, f: Lanes, g: Lanes, h: Lanes

  /// From eight frames of each of eight rows, a voice each, `VoiceLayout.controlFrames` apart.
  @inline(__always) @_noLocks @_noAllocation
  init(rowsAt first: UnsafePointer<Float>) {
    unsafe self.init { unsafe first + $0 &* VoiceLayout.controlFrames }
  }

  /// From eight frames of each of eight rows; `row` says where a lane's are.
  @inline(__always) @_noLocks @_noAllocation
  init(row: (Int) -> UnsafePointer<Float>) {
    @inline(__always) func half(_ lane: Int, _ first: Int) -> SIMD4<Float> {
      unsafe UnsafeRawPointer(row(lane) + first).loadUnaligned(as: SIMD4<Float>.self)
    }
    // The halves of two voices side by side: nothing then has to move from one half of a register to the other, which
    // takes a processor longest.
    @inline(__always) func pair(_ lane: Int, _ first: Int) -> Lanes {
      rt_kept_together(Lanes(lowHalf: half(lane, first), highHalf: half(lane &+ 4, first)))
    }
    (a, b, c, d) = turned(pair(0, 0), pair(1, 0), pair(2, 0), pair(3, 0))
    (e, f, g, h) = turned(pair(0, 4), pair(1, 4), pair(2, 4), pair(3, 4))
  }

  /// Writes them back.
  @inline(__always) @_noLocks @_noAllocation
  func store(rowsAt first: UnsafeMutablePointer<Float>) {
    let rows = UnsafeMutableRawPointer(first)
    @inline(__always) func put(_ pair: Lanes, _ lane: Int, _ first: Int) {
      let at = (lane &* VoiceLayout.controlFrames &+ first) &* 4
      let pair = rt_kept_together(pair)
      unsafe rows.storeBytes(of: pair.lowHalf, toByteOffset: at, as: SIMD4<Float>.self)
      let later = at &+ 4 &* VoiceLayout.controlFrames &* 4
      unsafe rows.storeBytes(of: pair.highHalf, toByteOffset: later, as: SIMD4<Float>.self)
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
func turned(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> (Lanes, Lanes, Lanes, Lanes) {
  let (ab, cd) = (rt_lower_in_turn(a, b), rt_lower_in_turn(c, d))
  let (ab2, cd2) = (rt_upper_in_turn(a, b), rt_upper_in_turn(c, d))
  return (rt_lower_pairs(ab, cd), rt_upper_pairs(ab, cd), rt_lower_pairs(ab2, cd2), rt_upper_pairs(ab2, cd2))
}
