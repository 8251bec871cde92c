// SPDX-License-Identifier: MIT
// Reads a wave of 16 bits where eight frames of sound come from few of its frames. Audio thread.

import CRealtime
import VoiceState

/// Eight positions in a wave, which go forward eight at a time. The first four frames of sound and the last four are each made
/// from a *window*, eight frames of the wave that lie in half a register: two loads and a few shuffles take the place of
/// eight loads.
struct Windows {
  /// Positions 0, 1, 4 and 5: so their halves come in order when they are put beside those of `late`.
  private var early: SIMD4<UInt64>
  /// Positions 2, 3, 6 and 7.
  private var late: SIMD4<UInt64>
  private let stepOfEight: SIMD4<UInt64>
  /// Positions 0 and 4.
  private var first: UInt64
  private var fifth: UInt64

  /// Whether a step is short enough: four frames of sound are made from eight of the wave as long as three steps go past four
  /// of them at most, beginning anywhere between two.
  @inline(__always) @_noLocks @_noAllocation
  static func suit(_ stepQ32: UInt64) -> Bool { rt_has_bytes_at() && stepQ32 <= 0x1_5555_5555 }

  @inline(__always) @_noLocks @_noAllocation
  init(_ positionQ32: UInt64, _ stepQ32: UInt64) {
    let position = SIMD4(repeating: positionQ32)
    let step = SIMD4(repeating: stepQ32)
    early = position &+ ((step & SIMD4(0, .max, 0, .max)) &+ ((step &<< 2) & SIMD4(0, 0, .max, .max)))
    late = early &+ step &<< 1
    stepOfEight = step &<< 3
    first = positionQ32
    fifth = positionQ32 &+ stepQ32 &* 4
  }

  /// Eight frames, by the arithmetic of `cubic`: what that makes of the neighbours before the fraction comes in are whole
  /// numbers below 2²⁴, to the bit the same as integers. `last`: a position whose window may be read.
  @inline(__always) @_noLocks @_noAllocation
  mutating func next(_ wave: UnsafePointer<Int16>, _ last: UInt64) -> Frames {
    @inline(__always) func window(_ position: UInt64) -> SIMD4<UInt32> {
      unsafe UnsafeRawPointer(wave + (whole(position) &- 1)).loadUnaligned(as: SIMD4<UInt32>.self)
    }
    let both = SIMD8(lowHalf: window(first), highHalf: window(min(fifth, last)))
    let frames = rt_upper_words(early, late)
    let x = rt_fractions_of(rt_lower_words(early, late))
    advance()
    // Places in a window count bytes.
    let offset = rt_twice_repeated(frames &- rt_first_of_halves(frames))
    let ac = rt_bytes_at(both, offset &+ 0x0504_0100)
    let bd = rt_bytes_at(both, offset &+ 0x0706_0302)
    let slope = rt_numbers_of_words(rt_sum_of_products(ac, words(-1, 1)))
    let third = rt_numbers_of_words(rt_sum_of_products(ac, words(-1, -3)) &+ rt_sum_of_products(bd, words(3, 1)))
    let second = rt_numbers_of_words(rt_sum_of_products(ac, words(2, 4)) &+ rt_sum_of_products(bd, words(-5, -1)))
    let b = rt_numbers_of_words(rt_sum_of_products(bd, words(1, 0)))
    return fused(x * 0.5, fused(x, fused(x, third, second), slope), b)
  }

  @inline(__always) @_noLocks @_noAllocation
  private mutating func advance() {
    early = early &+ stepOfEight
    late = late &+ stepOfEight
    first = first &+ stepOfEight[0]
    fifth = fifth &+ stepOfEight[0]
  }

  /// Two numbers of 16 bits for each of eight lanes.
  @inline(__always) @_noLocks @_noAllocation
  private func words(_ low: Int16, _ high: Int16) -> SIMD8<UInt32> {
    SIMD8(repeating: UInt32(UInt16(bitPattern: low)) | UInt32(UInt16(bitPattern: high)) << 16)
  }
}

/// A run of frames. `end`: of the wave; what its guard frames hold may be read.
@inline(__always) @_noLocks @_noAllocation
func cubic(
  _ start: Windows, _ wave: UnsafePointer<Int16>, _ end: UInt64, _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  var windows = start
  var frame = 0
  while frame &+ 8 <= frames {
    unsafe store(windows.next(wave, .max), at: out + frame)
    frame = frame &+ 8
  }
  // The last few: the second window may be for nothing, and is not looked for beyond the wave.
  if frame < frames { unsafe store(windows.next(wave, end), at: out + frame) }
}
